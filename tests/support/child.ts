import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

/** Starts a TypeScript file of `tests/support/processes` in a process of its own; resolves with its first line. */
export function startProcess(
  file: string,
  args: readonly string[],
): Promise<{ readonly child: ChildProcess; readonly firstLine: string }> {
  const script = resolve(import.meta.dirname, 'processes', file);
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((done, fail) => {
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const end = output.indexOf('\n');
      if (end >= 0) done({ child, firstLine: output.slice(0, end) });
    });
    child.once('error', fail);
    child.once('exit', (code) => fail(new Error(`${file} ended with ${code} before it said anything`)));
  });
}

/** Kills it as a power cut would, and resolves when it is gone. */
export function killProcess(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    child.once('exit', () => done());
    child.kill('SIGKILL');
  });
}
