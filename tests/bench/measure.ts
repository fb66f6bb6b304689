import { Bench } from 'tinybench';
import type { Side } from './sides';

export interface Work {
  readonly name: string;
  /** In milliseconds; null where none was set. */
  readonly budgetMs: number | null;
  /** How many times it is done on each side. */
  readonly rounds: number;
  /** Done before each round, outside the time. */
  readonly before?: (side: Side) => void | Promise<void>;
  /** What is measured. */
  readonly work: (side: Side) => unknown;
  readonly after?: (side: Side) => void;
}

export interface Timing {
  /** All in milliseconds. */
  readonly median: number;
  readonly fastest: number;
  readonly slowest: number;
}

const turns = 4;

/** Does the work on the sides by turns, so that what else the machine does meets both alike. */
export async function measure(work: Work, sides: readonly Side[]): Promise<readonly Timing[]> {
  const samples = new Map(sides.map((side) => [side, [] as number[]]));
  for (let turn = 0; turn < turns; turn += 1) {
    for (const side of sides) samples.get(side)?.push(...(await measureTurn(work, side)));
  }
  return sides.map((side) => timingOf(samples.get(side) ?? []));
}

async function measureTurn(work: Work, side: Side): Promise<readonly number[]> {
  const bench = new Bench({
    time: 0,
    iterations: Math.ceil(work.rounds / turns),
    warmupTime: 0,
    warmupIterations: 1,
    retainSamples: true,
    throws: true,
  });
  bench.add(
    work.name,
    async () => {
      await work.work(side);
    },
    { beforeEach: () => work.before?.(side), afterEach: () => work.after?.(side) },
  );
  const [task] = await bench.run();
  if (task?.result.state !== 'completed') throw new Error(`${work.name} was not measured`);
  return task.result.latency.samples ?? [];
}

/** @param samples in milliseconds, at least one */
export function timingOf(samples: readonly number[]): Timing {
  const sorted = [...samples].sort((left, right) => left - right);
  const [fastest, slowest] = [sorted[0], sorted.at(-1)];
  const median = sorted[Math.floor(sorted.length / 2)];
  if (fastest === undefined || slowest === undefined || median === undefined) {
    throw new Error('Nothing was measured');
  }
  return { median, fastest, slowest };
}

/** A line of the table; plain is null for what has no counterpart there. */
export function tableRow(
  name: string,
  budgetMs: number | null,
  vault: Timing,
  plain: Timing | null,
): readonly string[] {
  return [
    name,
    milliseconds(vault.median),
    `${milliseconds(vault.fastest)} to ${milliseconds(vault.slowest)}`,
    plain === null ? '' : milliseconds(plain.median),
    plain === null ? '' : (vault.median / plain.median).toFixed(2),
    budgetMs === null ? '' : String(budgetMs),
    budgetMs === null ? '' : vault.median <= budgetMs ? 'within' : 'OVER',
  ];
}

const heading = ['milliseconds', 'vault', 'spread', 'plain', 'ratio', 'budget', ''];

/** Columns as wide as their widest cell; the first is flush left, numbers are flush right. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const all = [heading, ...rows];
  const widths = heading.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const lines = all.map((row) =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? '';
        return column === 0 || column === heading.length - 1 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
  const rule = '-'.repeat(Math.max(...lines.map((line) => line.length)));
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

function milliseconds(value: number): string {
  return value.toFixed(value < 1 ? 3 : value < 100 ? 1 : 0);
}
