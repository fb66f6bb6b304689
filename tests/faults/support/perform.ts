import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from './random';
import type { FaultRun, Figure, RunOptions } from './run';

export interface Performed {
  readonly id: string;
  readonly figures: readonly Figure[];
  readonly seconds: number;
}

/** Does a run in a folder of its own. A run that stops half-way did not hold. */
export async function perform(
  run: FaultRun,
  options: Pick<RunOptions, 'size' | 'count' | 'seed'>,
): Promise<Performed> {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-faults-'));
  const startedAt = performance.now();
  const figures: Figure[] = [];
  try {
    figures.push(...(await run.work({ ...options, folder, random: seededRandom(options.seed) })));
    if (figures.length === 0) throw new Error('The run gave no figure');
  } catch (failure) {
    const reason = failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
    figures.push({ what: run.about, asked: 'a figure', measured: 'stopped', holds: false, remark: reason });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { id: run.id, figures, seconds: (performance.now() - startedAt) / 1000 };
}

/** The table: a line for each figure, and below a line the remark where there is one. */
export function formatFigures(performed: readonly Performed[]): string {
  const heads = ['id', 'what', 'asked', 'measured', 'verdict'];
  const lines = performed.flatMap(({ id, figures }) =>
    figures.map((each) => ({
      cells: [id, each.what, each.asked, each.measured, each.holds ? 'holds' : 'MISSED'],
      remark: (each.remark ?? '').trim(),
    })),
  );
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...lines.map(({ cells }) => cells[column]?.length ?? 0)),
  );
  const row = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [
    row(heads),
    ...lines.flatMap(({ cells, remark }) => [
      row(cells),
      ...(remark === '' ? [] : [`${' '.repeat((widths[0] ?? 0) + 4)}${remark}`]),
    ]),
  ].join('\n');
}
