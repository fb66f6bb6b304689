import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const startsWithinMs = 60_000;
const makesVaultWithinMs = 90_000;

/**
 * Waits for the window and makes the practice vault in it.
 *
 * @param vaults the folder in which the program makes vaults
 * @returns null once the vault is there, or what did not happen
 */
export async function makePracticeVault(vaults: string): Promise<string | null> {
  if (!(await windowIsThere(startsWithinMs))) return 'the program showed no window';
  const isMade = () =>
    existsSync(vaults) && readdirSync(vaults).some((name) => existsSync(join(vaults, name, 'vault.json')));
  // The page may not take keys in the moment in which it is shown.
  const end = Date.now() + makesVaultWithinMs;
  while (!isMade() && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 2000));
    if (!isMade()) await chooseFourth();
    for (let waited = 0; waited < 15 && !isMade(); waited += 1)
      await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  return isMade() ? null : 'the program made no vault';
}

/** By mouse and keys of the screen: a click beside the choices of the first screen, and the fourth of them. */
async function chooseFourth(): Promise<void> {
  const [id = ''] = (await xdotool('search', '--onlyvisible', '--name', 'Dossier')).split('\n');
  await xdotool('windowmove', id, '0', '0', 'windowsize', id, '1280', '800');
  await xdotool('mousemove', '700', '60', 'click', '1');
  await xdotool('key', '--delay', '150', 'Tab', 'Tab', 'Tab', 'Tab', 'Return');
}

/** Waits for the program's window, which waits for its first picture. */
async function windowIsThere(withinMs: number): Promise<boolean> {
  const end = Date.now() + withinMs;
  while (Date.now() < end) {
    // Ends with a failure as long as it finds none.
    const seen = await xdotool('search', '--onlyvisible', '--name', 'Dossier').then(
      () => true,
      () => false,
    );
    if (seen) return true;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return false;
}

function xdotool(...words: readonly string[]): Promise<string> {
  return promisify(execFile)('xdotool', words).then(({ stdout }) => stdout);
}
