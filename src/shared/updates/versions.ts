import { z } from 'zod';

/** `1.2.3`, with `~word` behind it for what comes before that version, as Debian writes it. */
export const versionSchema = z
  .string()
  .max(40)
  .regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}(?:~[a-z0-9]{1,20})?$/u);

/** Below zero when the first version is older. */
export function compareVersions(one: string, other: string): number {
  const [numbers, otherNumbers] = [numbersOf(one), numbersOf(other)];
  for (const [at, number] of numbers.entries()) {
    const difference = number - (otherNumbers[at] ?? 0);
    if (difference !== 0) return difference;
  }
  const [trial, otherTrial] = [trialOf(one), trialOf(other)];
  if (trial === otherTrial) return 0;
  if (trial === null) return 1;
  if (otherTrial === null) return -1;
  return trial < otherTrial ? -1 : 1;
}

function numbersOf(version: string): readonly number[] {
  return (version.split('~')[0] ?? '').split('.').map(Number);
}

function trialOf(version: string): string | null {
  return version.split('~')[1] ?? null;
}
