import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPackagedProgram } from '../../scripts/lib/electron-runtime.mjs';
import type { Lab } from './lab';

/** How long the program is watched: the practice vault is made and shown, and Chromium does what it does when idle. */
const watchedMs = 20_000;

export interface Sockets {
  /** Kinds of processes that were seen, so that a watch over nothing is told from a silent program. */
  readonly kinds: readonly string[];
  /** Each internet socket that was made and each message that was sent to an internet address: who, and the call. */
  readonly made: readonly { readonly kind: string; readonly call: string }[];
}

/**
 * Every call by which any process of the program makes or uses an internet socket. Driven by real keys, without the
 * inspector that the other tests steer the program by: that one listens on a socket itself.
 */
export async function watchSockets(lab: Lab): Promise<Sockets> {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-sockets-'));
  const { executablePath, args } = await findPackagedProgram();
  const [first = '', ...words] = [
    ...lab.inside,
    'strace',
    '-ff',
    '-qq',
    '-o',
    join(folder, 'calls'),
    '-e',
    'trace=socket,connect,bind,sendto,sendmsg,sendmmsg',
    executablePath,
    ...args,
    `--user-data-dir=${join(folder, 'user')}`,
    '--lang=en',
  ];
  const program = spawn(first, words, { stdio: 'ignore', env: { ...process.env, HOME: folder } });
  const kinds = new Map<string, string>();
  try {
    const end = Date.now() + watchedMs;
    let hasTyped = false;
    while (Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      for (const id of tracedIds(folder)) if (!kinds.has(id)) kinds.set(id, kindOf(id));
      // The welcome screen is there with the first page; its last choice is the practice vault.
      if (!hasTyped && [...kinds.values()].includes('renderer') && Date.now() > end - watchedMs + 6000) {
        hasTyped = true;
        await pressKeys(['Tab', 'Tab', 'Tab', 'Tab', 'Return']);
      }
    }
    return {
      kinds: [...new Set(kinds.values())].sort(),
      made: tracedIds(folder).flatMap((id) =>
        readFileSync(join(folder, `calls.${id}`), 'utf8')
          .split('\n')
          .filter((call) => /AF_INET6?\b/u.test(call))
          .map((call) => ({ kind: kinds.get(id) ?? 'gone before it was seen', call })),
      ),
    };
  } finally {
    program.kill('SIGTERM');
    await new Promise((resolve) => program.on('exit', resolve));
    rmSync(folder, { recursive: true, force: true });
  }
}

function tracedIds(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => /^calls\.(\d+)$/u.exec(name)?.[1] ?? []);
}

/** `main`, `renderer`, `core` and so on; a thread counts as its process. */
function kindOf(id: string): string {
  let words: readonly string[];
  try {
    words = readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ESRCH'))
      return 'gone before it was seen';
    throw cause;
  }
  const named = (name: string) => words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
  return named('utility-sub-type') ?? named('type') ?? 'main';
}

function pressKeys(keys: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const typing = spawn('xdotool', ['key', '--delay', '150', ...keys], { stdio: 'ignore' });
    typing.on('error', reject);
    typing.on('exit', () => resolve());
  });
}
