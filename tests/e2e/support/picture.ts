import { join } from 'node:path';
import type { Program } from './program';

/** Keeps a picture where the environment names a folder for them, to be looked at while the screens are worked on. */
export async function picture(running: Program, name: string): Promise<void> {
  const folder = process.env.DOSSIER_PICTURES;
  if (folder !== undefined) await running.page().screenshot({ path: join(folder, `${name}.png`) });
}
