import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPackagedProgram } from '../../scripts/lib/electron-runtime.mjs';
import { makePracticeVault } from './keys';
import type { Lab } from './lab';

/** How long the program is watched once the practice vault is there: its cases are shown, and Chromium is idle. */
const watchedMs = 8000;

export interface Sockets {
  /** Kinds of processes that were seen, so that a watch over nothing is told from a silent program. */
  readonly kinds: readonly string[];
  /** Null where the keys have reached the program and the practice vault is on the disk; else what did not happen. */
  readonly obstacle: string | null;
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
  const exit = new Promise((resolve) => program.on('exit', resolve));
  const kinds = new Map<string, string>();
  // Chromium's processes are born as a zygote and change their name.
  const look = setInterval(() => {
    for (const id of tracedIds(folder)) {
      const kind = kindOf(id);
      if (kind !== null) kinds.set(id, kind);
    }
  }, 250);
  try {
    const obstacle = await makePracticeVault(join(folder, 'Dossier'));
    await new Promise((resolve) => setTimeout(resolve, watchedMs));
    return {
      kinds: [...new Set(kinds.values())].sort(),
      obstacle,
      made: tracedIds(folder).flatMap((id) =>
        readFileSync(join(folder, `calls.${id}`), 'utf8')
          .split('\n')
          .filter((call) => /AF_INET6?\b/u.test(call))
          .map((call) => ({ kind: kinds.get(id) ?? 'gone before it was seen', call })),
      ),
    };
  } finally {
    clearInterval(look);
    // strace ends with what it watches, and not before.
    const main = firstTraced(folder);
    if (main !== null) process.kill(Number(main), 'SIGTERM');
    await exit;
    rmSync(folder, { recursive: true, force: true });
  }
}

function tracedIds(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => /^calls\.(\d+)$/u.exec(name)?.[1] ?? []);
}

/** The process that strace was begun with. Not the lowest number: they begin anew after the highest. */
function firstTraced(folder: string): string | null {
  const born = (id: string) => statSync(join(folder, `calls.${id}`), { bigint: true }).birthtimeNs;
  return tracedIds(folder).reduce<string | null>(
    (first, id) => (first === null || born(id) < born(first) ? id : first),
    null,
  );
}

/** Threads of Chromium beside the one that runs Node in the main process: that one and libuv's have other names. */
const poolOfChromium = 'thread pool of Chromium';

/** Who makes such a socket, asks it for a way at most, and sends nothing: Chromium, to see whether the laptop knows IPv6. */
export const chromiumsOwn: readonly string[] = [poolOfChromium, 'network.mojom.NetworkService'];

/** `main`, `renderer` and so on; a thread counts as its process. Null once it has ended. */
function kindOf(id: string): string | null {
  let words: readonly string[];
  let thread: string;
  try {
    // Chromium writes a changed name with spaces.
    words = readFileSync(`/proc/${id}/cmdline`, 'utf8').split(/[\0 ]/u);
    thread = readFileSync(`/proc/${id}/comm`, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ESRCH'))
      return null;
    throw cause;
  }
  const named = (name: string) => words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
  return (
    named('utility-sub-type') ?? named('type') ?? (thread.startsWith('ThreadPool') ? poolOfChromium : 'main')
  );
}
