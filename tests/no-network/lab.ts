import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the lab's network leads: addresses set aside for examples, so that none of them is anybody's. */
export const labAddress = '203.0.113.1';
export const labAddress6 = '2001:db8:77::1';

/**
 * Two network namespaces joined by a cable. The program runs in one; in the other a resolver answers every name with the
 * lab's own address, and a capture writes down whatever comes along the cable. No way leads out of the lab.
 */
export interface Lab {
  /** The words that start a program in the namespace of the program under test. */
  readonly inside: readonly string[];
  /** Listens from now on. `stop` gives one line for each packet but ARP and neighbour discovery. */
  readonly capture: () => Promise<{ readonly stop: () => Promise<readonly string[]> }>;
  readonly remove: () => Promise<void>;
}

const notOfTheCableItself = 'not arp and not (icmp6 and (ip6[40] >= 133 and ip6[40] <= 136))';

/** Why no lab can be made here, or null. */
export function findObstacle(): string | null {
  if (process.platform !== 'linux') return 'network namespaces are there on Linux only';
  if (process.getuid?.() !== 0) return 'only root may make network namespaces with names';
  const name = `dossier-try-${process.pid}`;
  try {
    execFileSync('ip', ['netns', 'add', name], { stdio: 'pipe' });
    execFileSync('ip', ['netns', 'del', name], { stdio: 'pipe' });
    return null;
  } catch (cause) {
    const reason = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : String(cause);
    return `this machine makes no network namespace: ${reason.trim()}`;
  }
}

export async function makeLab(): Promise<Lab> {
  const program = `dossier-program-${process.pid}`;
  const lab = `dossier-lab-${process.pid}`;
  const resolverFolder = join('/etc/netns', program);
  const children: ChildProcess[] = [];
  const ip = (...words: string[]) => execFileSync('ip', words, { stdio: 'pipe' });

  async function remove(): Promise<void> {
    for (const child of children) await ended(child, 'SIGTERM');
    for (const name of [program, lab]) {
      // One that was never made, because making the lab failed before.
      if (String(ip('netns', 'list')).includes(name)) ip('netns', 'del', name);
    }
    rmSync(resolverFolder, { recursive: true, force: true });
  }

  try {
    ip('netns', 'add', program);
    ip('netns', 'add', lab);
    ip('link', 'add', 'cable0', 'netns', program, 'type', 'veth', 'peer', 'name', 'cable1', 'netns', lab);
    for (const [name, cable, four, six] of [
      [program, 'cable0', '203.0.113.2', '2001:db8:77::2'],
      [lab, 'cable1', labAddress, labAddress6],
    ] as const) {
      // No address of its own making: the kernel would announce it on the cable.
      ip('-n', name, 'link', 'set', cable, 'addrgenmode', 'none');
      ip('-n', name, 'addr', 'add', `${four}/24`, 'dev', cable);
      ip('-n', name, 'addr', 'add', `${six}/64`, 'dev', cable, 'nodad');
      ip('-n', name, 'link', 'set', 'lo', 'up');
      ip('-n', name, 'link', 'set', cable, 'up');
    }
    // Every address of the world is behind the lab.
    ip('-n', program, 'route', 'add', 'default', 'via', labAddress);
    ip('-n', program, '-6', 'route', 'add', 'default', 'via', labAddress6);
    mkdirSync(resolverFolder, { recursive: true });
    writeFileSync(join(resolverFolder, 'resolv.conf'), `nameserver ${labAddress}\n`);

    const resolver = spawn(
      'ip',
      ['netns', 'exec', lab, process.execPath, join(import.meta.dirname, 'resolver.mjs'), labAddress],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    children.push(resolver);
    await said(resolver, 'listening');
    // What the kernel itself says when a cable is plugged in (multicast reports) is over by then.
    await new Promise((resolve) => setTimeout(resolve, 3000));
  } catch (cause) {
    await remove();
    throw cause;
  }

  return {
    inside: ['ip', 'netns', 'exec', program],
    capture: async () => {
      const listener = spawn(
        'ip',
        [
          'netns',
          'exec',
          lab,
          'tcpdump',
          '-i',
          'cable1',
          '-n',
          '-l',
          '--immediate-mode',
          notOfTheCableItself,
        ],
        { stdio: ['ignore', 'pipe', 'pipe'] },
      );
      children.push(listener);
      let text = '';
      listener.stdout?.on('data', (part: Buffer) => (text += part.toString()));
      await said(listener, 'listening on');
      return {
        stop: async () => {
          // What was sent in the last moment is on its way through the kernel.
          await new Promise((resolve) => setTimeout(resolve, 1000));
          await ended(listener, 'SIGINT');
          return text.split('\n').filter((line) => line !== '');
        },
      };
    },
    remove,
  };
}

function said(child: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    const listen = (part: Buffer) => {
      text += part.toString();
      if (text.includes(words)) resolve();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`A program of the lab ended with ${code}: ${text}`)));
  });
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.on('exit', () => resolve());
    child.kill(signal);
  });
}
