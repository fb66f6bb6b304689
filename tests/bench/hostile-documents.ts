import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runTypeScript } from '../../scripts/lib/commands.mjs';
import { checkTemplate } from '../../src/core/filings/template-check';
import { hostileDocuments } from '../support/hostile-documents';
import { timingOf, type Timing } from './measure';

export interface Refusals {
  readonly count: number;
  /** Of the file that takes longest, in milliseconds of processor time. */
  readonly longest: Timing & { readonly name: string };
  /** Of the longest template of the program, which is taken. */
  readonly honest: Timing;
  /** What a file adds to the memory of the process at most, in MiB; null where the system does not tell. */
  readonly mostAdded: number | null;
}

type Timed = Timing & { readonly name: string };

/** How many of those that take longest are looked at for their memory. */
const mostLookedAt = 10;

export async function measureRefusals(rounds: number): Promise<Refusals> {
  const [longest, ...others] = ((await inProcess('times', rounds)) as readonly Timed[]).toSorted(
    (left, right) => right.median - left.median,
  );
  const [honest] = (await inProcess('honest', rounds)) as readonly Timed[];
  if (longest === undefined || honest === undefined) throw new Error('Nothing was measured');
  const added: number[] = [];
  if (process.platform === 'linux') {
    for (const { name } of [longest, ...others].slice(0, mostLookedAt)) {
      added.push((await inProcess('memory', name)) as number);
    }
  }
  const mostAdded = added.length === 0 ? null : Math.max(...added);
  return { count: others.length + 1, longest, honest, mostAdded };
}

/** In one of its own, in which nothing else takes time or has left memory to be filled. */
async function inProcess(what: 'times' | 'honest' | 'memory', of: string | number): Promise<unknown> {
  const { code, output } = await runTypeScript('tests/bench/hostile-documents.ts', [what, String(of)]);
  if (code !== 0) throw new Error('The process that refuses hostile files failed');
  return JSON.parse(output) as unknown;
}

const honestTemplate = (): Uint8Array => readFileSync(resolve('resources/templates/be-thb/F2.fr.docx'));

function timesOf(
  files: readonly (readonly [string, () => Uint8Array, ...unknown[]])[],
  rounds: number,
): readonly Timed[] {
  for (const [, make] of files) checkTemplate(make());
  return files.map(([name, make]) => {
    const bytes = make();
    return { ...timingOf(Array.from({ length: rounds }, () => timeOf(() => checkTemplate(bytes)))), name };
  });
}

/** Processor time of all threads in milliseconds: also what clearing up behind it takes. */
function timeOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** In MiB. */
function addedBy(wanted: string): number {
  const bytes = hostileDocuments.find(([name]) => name === wanted)?.[1]();
  if (bytes === undefined) throw new Error('There is no such file');
  checkTemplate(honestTemplate());
  const read = (line: string) =>
    Number(new RegExp(`^${line}:\\s+(\\d+)`, 'mu').exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) /
    1024;
  // The kernel forgets how large the process was before.
  writeFileSync('/proc/self/clear_refs', '5');
  const before = read('VmRSS');
  checkTemplate(bytes);
  return read('VmHWM') - before;
}

const [, script, what, of = ''] = process.argv;
if (script === import.meta.filename) {
  const measured =
    what === 'memory'
      ? addedBy(of)
      : timesOf(what === 'times' ? hostileDocuments : [['', honestTemplate]], Number(of));
  process.stdout.write(JSON.stringify(measured));
}
