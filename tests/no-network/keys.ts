import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** By mouse and keys of the screen: a click beside the choices of the first screen, and the fourth of them. */
export async function makePracticeVault(): Promise<void> {
  const [id = ''] = (await xdotool('search', '--onlyvisible', '--name', 'Dossier')).split('\n');
  await xdotool('windowmove', id, '0', '0', 'windowsize', id, '1280', '800');
  await xdotool('mousemove', '700', '60', 'click', '1');
  await xdotool('key', '--delay', '150', 'Tab', 'Tab', 'Tab', 'Tab', 'Return');
}

/** Waits for the program's window, which waits for its first picture. */
export async function windowIsThere(withinMs: number): Promise<boolean> {
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
