import { join } from 'node:path';
import { z } from 'zod';
import { freeRules, type PolicyRules } from '../../shared/policy/rules';
import { settingsSchema, type Settings } from '../../shared/settings/contract';
import { readJsonFile, writeJsonFile } from '../kernel/json-file';

type SettingsRules = Pick<PolicyRules, 'languages' | 'lockAfterMinutesAtMost' | 'locksOnMinimise'>;

/** The settings of this laptop, kept outside any vault. What is read is what counts, whatever the file says. */
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
  checkSpelling: true,
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
  checkSpelling: settingsSchema.shape.checkSpelling.default(firstSettings.checkSpelling),
  lockOnMinimise: settingsSchema.shape.lockOnMinimise.default(firstSettings.lockOnMinimise),
  clearClipboardAfterSeconds: settingsSchema.shape.clearClipboardAfterSeconds.default(
    firstSettings.clearClipboardAfterSeconds,
  ),
  protectScreen: settingsSchema.shape.protectScreen.default(firstSettings.protectScreen),
});

/**
 * Keeps the settings in `settings.json` of the folder. A damaged file costs only the settings: the ones of a first
 * start take its place. What goes beyond the rules of the organisation stays in it and does not count, so that it is back
 * when they are gone.
 */
export function openSettings(
  folder: string,
  firstLanguage = firstSettings.language,
  rules: SettingsRules = freeRules,
): SettingsStore {
  const path = join(folder, 'settings.json');
  const found = readJsonFile(path, fileSchema);
  let settings = found.kind === 'read' ? found.value : { ...firstSettings, language: firstLanguage };
  let damaged = found.kind === 'damaged';

  return {
    read: () => withinRules(settings, rules),
    change: (changes) => {
      const changed = settingsSchema.parse({ ...settings, ...changes });
      writeJsonFile(path, fileSchema, changed);
      settings = changed;
      damaged = false;
      return withinRules(settings, rules);
    },
    wasDamaged: () => damaged,
  };
}

/** Which of these changes the rules do not leave to a person. */
export function loosenedBy(
  { language, lockAfterMinutes, lockOnMinimise }: Partial<Settings>,
  { languages, lockAfterMinutesAtMost, locksOnMinimise }: SettingsRules,
): ('language' | 'lockAfterMinutes' | 'lockOnMinimise')[] {
  return [
    ...(language === undefined || languages.includes(language) ? [] : (['language'] as const)),
    ...(lockAfterMinutes === undefined || lockAfterMinutes <= (lockAfterMinutesAtMost ?? lockAfterMinutes)
      ? []
      : (['lockAfterMinutes'] as const)),
    ...(lockOnMinimise === false && locksOnMinimise ? (['lockOnMinimise'] as const) : []),
  ];
}

function withinRules(settings: Settings, rules: SettingsRules): Settings {
  const { languages, lockAfterMinutesAtMost, locksOnMinimise } = rules;
  const { language, lockAfterMinutes, lockOnMinimise } = settings;
  return {
    ...settings,
    language: languages.includes(language) ? language : (languages[0] ?? language),
    lockAfterMinutes: Math.min(lockAfterMinutes, lockAfterMinutesAtMost ?? lockAfterMinutes),
    lockOnMinimise: lockOnMinimise || locksOnMinimise,
  };
}
