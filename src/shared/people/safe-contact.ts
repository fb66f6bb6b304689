import type { SafeContact } from './schemas';

/**
 * Whether it is now a safe time to reach the person; true when any time is. The window holds its first minute and not
 * its last, and may run over midnight.
 *
 * @param time   wall-clock time `HH:MM` where the person is
 */
export function isSafeTime(rule: Pick<SafeContact, 'safeFrom' | 'safeUntil'>, time: string): boolean {
  const { safeFrom, safeUntil } = rule;
  if (safeFrom === null || safeUntil === null) return true;
  return safeFrom < safeUntil ? time >= safeFrom && time < safeUntil : time >= safeFrom || time < safeUntil;
}

/** Whether the rule says anything at all. */
export function hasSafeContactRule(rule: SafeContact): boolean {
  return (
    rule.neverCall ||
    rule.neverWrite ||
    rule.leaveNoMessage ||
    rule.safeFrom !== null ||
    rule.codeWord !== '' ||
    rule.instructions !== ''
  );
}

/** What someone typed as a time of day. */
export type WallTimeReading =
  { readonly kind: 'time'; readonly time: string } | { readonly kind: 'empty' | 'unreadable' };

/** Reads a time of day as it is typed: `14:00`, `9h30`, `9.30`, `14h`, `14`. */
export function readWallTime(typed: string): WallTimeReading {
  const text = typed.trim();
  if (text === '') return { kind: 'empty' };
  const [, hours = '', minutes = '00'] = /^(\d{1,2})(?: ?[:.hH] ?(\d{2})?)?$/.exec(text) ?? [];
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59) return { kind: 'unreadable' };
  return { kind: 'time', time: `${hours.padStart(2, '0')}:${minutes}` };
}
