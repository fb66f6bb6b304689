import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { packagedExecutable, packagedFolder, sandboxArgs } from '../../../scripts/lib/electron-runtime.mjs';
import { differingFuses, readFuses, shippedFuses } from '../../../scripts/lib/fuses.mjs';
import { processesBelow } from '../../support/planted-words';
import { startProgram, testEnvironment, type Program } from '../support/program';

// What somebody who can start the program, or has a window of its own in it, may try. The program is the one that is shipped,
// not its twin for tests, which lets an inspector in.

const shipped = packagedExecutable(packagedFolder({ forTests: false }));
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dossier-attacks-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** Starts the shipped program and ends it after a while, with all it started, unless it has ended by itself. */
async function tryStart(
  name: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  forMs: number,
): Promise<Ended> {
  const home = mkdtempSync(join(folder, `${name}-`));
  const child = spawn(shipped, [...sandboxArgs(), `--user-data-dir=${join(home, 'user')}`, ...args], {
    env: { ...testEnvironment(), HOME: home, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => (said += part.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const timer = setTimeout(() => {
    if (child.pid === undefined) return;
    for (const pid of processesBelow(child.pid)) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // One that went with its parent.
      }
    }
  }, forMs);
  const code = await ended;
  clearTimeout(timer);
  return { code, said };
}

describe('the shipped program', () => {
  it('has every fuse as it must be', async () => {
    expect(differingFuses(shippedFuses(process.platform), await readFuses(shipped))).toEqual([]);
  });

  it.each([
    '--inspect=9339',
    '--inspect-brk=9339',
    '--remote-debugging-port=9339',
    '--remote-debugging-pipe',
    '--js-flags=--allow-natives-syntax',
    '--load-extension=/tmp',
  ])('does not start with %s', async (attack) => {
    const { code, said } = await tryStart('switch', [attack], {}, 15_000);
    expect({ code, said }).toEqual({
      code: 1,
      said: expect.stringContaining(`does not start with ${attack.split('=')[0]}.`),
    });
    expect(said).not.toContain('Debugger listening');
    expect(said).not.toContain('DevTools listening');
  });

  it('runs no program of others that its surroundings name', async () => {
    const evil = join(folder, 'evil.cjs');
    const mark = join(folder, 'it-ran');
    writeFileSync(evil, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, 'ran')`);
    const attempts = await Promise.all([
      tryStart('options', [], { NODE_OPTIONS: `--require ${evil}` }, 4000),
      tryStart('as-node', [evil], { ELECTRON_RUN_AS_NODE: '1' }, 4000),
      tryStart('other-app', [`--app=${folder}`, folder], {}, 4000),
      tryStart('required', ['-r', evil], {}, 4000),
    ]);
    // Killed after a while, as a program with a window has to be; none ended as a plain Node does.
    expect(attempts.map(({ code }) => code)).toEqual([null, null, null, null]);
    expect(existsSync(mark)).toBe(false);
  }, 60_000);
});

describe('a window of another origin in the program', () => {
  let program: Program | null = null;

  afterEach(async () => {
    await program?.close();
    program = null;
  });

  it('gets no port to core and moves nothing, whatever it says through the very door of the page', async () => {
    program = await startProgram();
    // A script that the policy would let in runs in no window of the program.
    expect(
      await program.page().evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'window.didRun = true';
        document.body.append(script);
        return 'didRun' in window;
      }),
    ).toBe(false);
    const outcome = await program.electron.evaluate(async ({ app, BrowserWindow }) => {
      const own = BrowserWindow.getAllWindows()[0];
      if (own === undefined) throw new Error('There is no window');
      const stranger = new BrowserWindow({
        show: false,
        webPreferences: {
          session: own.webContents.session,
          sandbox: true,
          contextIsolation: true,
          preload: `${app.getAppPath()}/out/preload/index.cjs`,
        },
      });
      // Even a page of the program itself: it is not the window that the shell has made.
      await stranger.loadURL('app://dossier/index.html?reason=start');
      const got = (await stranger.webContents.executeJavaScript(`
        new Promise((resolve) => {
          const got = [];
          window.addEventListener('message', (event) => got.push([event.data, event.ports.length]));
          for (const message of [
            { kind: 'ready' }, { kind: 'lock' }, { kind: 'panic' }, { kind: 'flushed' },
            { kind: 'copied', place: 'clipboard' }, { kind: 'unheard' }, null, 'ready', [], 1,
            JSON.parse('{"__proto__": {"kind": "ready"}}'), { kind: 'x'.repeat(10_000_000) },
          ]) window.dossierShell.tell(message);
          setTimeout(() => resolve(got), 1000);
        })`)) as unknown;
      const isOwnThere = !own.isDestroyed() && own.isVisible() && !own.isMinimized();
      stranger.destroy();
      return { got, isOwnThere, windows: BrowserWindow.getAllWindows().length };
    });
    expect(outcome).toEqual({ got: [], isOwnThere: true, windows: 1 });
  });
});
