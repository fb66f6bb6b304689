import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProgram, type Program } from '../support/program';
import { createVault, hasEnded, isRunning, lockByKey, unlockVault } from '../support/vault';

let program: Program;

beforeAll(async () => {
  program = await startProgram();
  await createVault(program);
});

afterAll(() => program.close());

/** The process that holds the key of the open vault. */
async function keeper(): Promise<number> {
  const pid = await program.corePid();
  if (pid === null) throw new Error('There is no core process');
  expect(isRunning(pid)).toBe(true);
  return pid;
}

// One program, locked in one way after the other; each test ends with the vault open again.
describe('locking', () => {
  it('ends the process that held the key, and a new one opens the vault again', async () => {
    const pid = await keeper();

    await lockByKey(program.page());
    const page = await program.nextWindow();

    expect(isRunning(pid)).toBe(false);
    await page.getByText('Locked as you asked.').waitFor();
    await unlockVault(program);
    expect(await program.corePid()).not.toBe(pid);
  });

  it.each([
    ['suspend', 'Locked because the laptop went to sleep.'],
    ['lock-screen', 'Locked because the screen of the laptop was locked.'],
  ])('happens on %s', async (event, sentence) => {
    const pid = await keeper();

    await program.electron.evaluate(({ powerMonitor }, name) => {
      powerMonitor.emit(name);
    }, event);
    const page = await program.nextWindow();

    await page.getByText(sentence).waitFor();
    expect(isRunning(pid)).toBe(false);
    await unlockVault(program);
  });

  it('ends a core process that does not answer all the same', async () => {
    const pid = await keeper();
    // As in the middle of a long query, and worse: it does not even run.
    process.kill(pid, 'SIGSTOP');

    await lockByKey(program.page());

    // 300 milliseconds are promised, and measured by the fault tests; this one only knows gone from not gone.
    expect(await hasEnded(pid, 3000)).toBe(true);
    await program.nextWindow();
    await unlockVault(program);
  });

  it('happens after idle time, with a countdown before it', async () => {
    const pid = await keeper();
    const later = (minutes: number) =>
      program.electron.evaluate((_electron, ms) => {
        const now = Date.now();
        Date.now = () => now + ms;
      }, minutes * 60_000);

    await later(9.8);
    await program
      .page()
      .getByText(/The vault locks in \d+ second/)
      .waitFor();
    await later(1);
    const page = await program.nextWindow();

    await page.getByText('Locked because nobody touched the laptop for 10 minutes.').waitFor();
    expect(isRunning(pid)).toBe(false);
    await unlockVault(program);
  });

  it('happens when the window is closed', async () => {
    const pid = await keeper();

    // Playwright says `close` when the last page is gone, which may be before the program has ended.
    const closed = program.electron.waitForEvent('close');
    await program.page().close({ runBeforeUnload: true });
    await closed;

    expect(await hasEnded(pid, 1000)).toBe(true);
  });
});
