import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { OpenDeps } from './deps';

const catalogueSchema = z.record(z.string(), z.string());

/**
 * Text for a system dialog, in the language of the settings. Core asks for dialogs, so it reads these few itself; they
 * stand in `dialogs.json` beside the page's catalogues and take no values.
 */
export function dialogText(
  { resourcesFolder, settings }: Pick<OpenDeps, 'resourcesFolder' | 'settings'>,
  id: `dialogs.${string}`,
): string {
  const path = join(resourcesFolder, 'locales', settings.read().language, 'dialogs.json');
  const text = catalogueSchema.parse(JSON.parse(readFileSync(path, 'utf8')))[id];
  if (text === undefined) throw new Error(`No text for ${id}`);
  return text;
}
