import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { resolve } from 'node:path';
import { programOf } from './programs';

/** How a process of `tests/faults/processes` ended, and each whole line it had said by then. */
export interface Ended {
  readonly said: readonly string[];
  readonly killed: boolean;
  readonly code: number | null;
}

/** A process of `tests/support/processes`, from its source: it starts threads of its own, which a bundle would not find. */
export function runSourceAndKill(
  name: string,
  args: readonly string[],
  killAfterMs: number | null,
): Promise<Ended> {
  const source = resolve(import.meta.dirname, '../../support/processes', `${name}.ts`);
  return endedAfter(['--import', 'tsx', source, ...args], killAfterMs, () => {});
}

/**
 * Starts the process and kills it so many milliseconds after its first line, as a fault would, unless it ends before.
 * With `countsFrom` the time runs from the line of that text; with `changes`, from the change of that number in a folder.
 */
export async function runAndKill(
  program: string,
  args: readonly string[],
  killAfterMs: number | null,
  {
    onOutput = () => {},
    countsFrom = '',
    changes,
  }: {
    onOutput?: (text: string) => void;
    countsFrom?: string;
    changes?: { readonly folder: string; readonly number: number };
  } = {},
): Promise<Ended> {
  return endedAfter([await programOf(program), ...args], killAfterMs, onOutput, countsFrom, changes);
}

function endedAfter(
  words: readonly string[],
  killAfterMs: number | null,
  onOutput: (text: string) => void,
  countsFrom = '',
  changes?: { readonly folder: string; readonly number: number },
): Promise<Ended> {
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((done, fail) => {
    let output = '';
    let timer: NodeJS.Timeout | null = null;
    const startTimer = () => {
      if (killAfterMs !== null) timer ??= setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    };
    let changed = 0;
    const watcher =
      changes === undefined
        ? null
        : watch(changes.folder, () => {
            changed += 1;
            if (changed === changes.number) startTimer();
          });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      onOutput(text);
      output += text;
      if (changes === undefined && output.includes(countsFrom)) startTimer();
    });
    child.once('error', fail);
    child.once('close', (code, signal) => {
      watcher?.close();
      if (timer !== null) clearTimeout(timer);
      // What stands after the last line break was cut off by the kill, and so was never heard.
      const said = output
        .slice(0, output.lastIndexOf('\n') + 1)
        .split('\n')
        .filter((line) => line !== '');
      done({ said, killed: signal === 'SIGKILL', code });
    });
  });
}
