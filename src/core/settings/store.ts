import { join } from 'node:path';
import { z } from 'zod';
import { settingsSchema, type Settings } from '../../shared/settings/contract';
import { readJsonFile, writeJsonFile } from '../kernel/json-file';

/** The settings of this laptop, kept outside any vault. */
export interface SettingsStore {
  readonly read: () => Settings;
  /** Writes the changed settings to disk and gives back all of them. */
  readonly change: (changes: Partial<Settings>) => Settings;
  /** True when the file was there and could not be understood, so that the settings are the ones of a first start. */
  readonly wasDamaged: () => boolean;
}

const firstSettings: Settings = {
  language: 'en',
  appearance: 'system',
  contrast: 'system',
  motion: 'system',
  textSize: 100,
  lockAfterMinutes: 10,
  lockOnMinimise: false,
  clearClipboardAfterSeconds: 45,
  protectScreen: true,
};

/** A file of before a setting existed has its first value. */
const fileSchema = z.strictObject({
  ...settingsSchema.shape,
  contrast: settingsSchema.shape.contrast.default(firstSettings.contrast),
  motion: settingsSchema.shape.motion.default(firstSettings.motion),
  textSize: settingsSchema.shape.textSize.default(firstSettings.textSize),
  lockOnMinimise: settingsSchema.shape.lockOnMinimise.default(firstSettings.lockOnMinimise),
  clearClipboardAfterSeconds: settingsSchema.shape.clearClipboardAfterSeconds.default(
    firstSettings.clearClipboardAfterSeconds,
  ),
  protectScreen: settingsSchema.shape.protectScreen.default(firstSettings.protectScreen),
});

/**
 * Keeps the settings in `settings.json` of the folder. A damaged file costs only the settings: the ones of a first
 * start take its place.
 */
export function openSettings(folder: string, firstLanguage = firstSettings.language): SettingsStore {
  const path = join(folder, 'settings.json');
  const found = readJsonFile(path, fileSchema);
  let settings = found.kind === 'read' ? found.value : { ...firstSettings, language: firstLanguage };
  let damaged = found.kind === 'damaged';

  return {
    read: () => settings,
    change: (changes) => {
      const changed = settingsSchema.parse({ ...settings, ...changes });
      writeJsonFile(path, fileSchema, changed);
      settings = changed;
      damaged = false;
      return settings;
    },
    wasDamaged: () => damaged,
  };
}
