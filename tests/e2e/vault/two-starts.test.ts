import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { findPackagedProgram } from '../../../scripts/lib/electron-runtime.mjs';
import { startProgram, type Program } from '../support/program';
import { createVault, isRunning } from '../support/vault';

let program: Program | null = null;

afterEach(async () => {
  await program?.close();
  program = null;
});

/** Starts the program once more for the same person, and tells how that start ended. */
async function startAgain(running: Program): Promise<number | null> {
  const { executablePath, args } = await findPackagedProgram();
  const child = spawn(executablePath, [...args, `--user-data-dir=${running.userFolder}`, '--lang=en'], {
    env: { ...process.env, HOME: running.home, ELECTRON_RUN_AS_NODE: undefined },
    stdio: 'ignore',
    timeout: 30_000,
    killSignal: 'SIGKILL',
  });
  await once(child, 'exit');
  return child.exitCode;
}

describe('a second start by the same person', () => {
  it('ends by itself, brings the first window to the front and leaves its vault open', async () => {
    const running = await startProgram({ build: 'packaged' });
    program = running;
    await createVault(running);
    const pid = await running.corePid();
    if (pid === null) throw new Error('There is no core process');
    // A screen without a window manager gives no focus: what is counted is that the program asks for it.
    await running.electron.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      if (window === undefined) throw new Error('There is no window');
      window.focus = () => window.emit('asked-to-front');
      const asked = new Promise<void>((resolve) => {
        window.once('asked-to-front' as 'focus', resolve);
      });
      Object.assign(globalThis, { asked });
    });

    expect(await startAgain(running)).toBe(0);

    await running.electron.evaluate(() => (globalThis as unknown as { asked: Promise<void> }).asked);
    const windows = await running.electron.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows().length,
    );
    expect(windows).toBe(1);
    expect(await running.corePid()).toBe(pid);
    expect(isRunning(pid)).toBe(true);
    await running.page().getByRole('heading', { level: 1, name: 'Cases' }).waitFor();
  });
});
