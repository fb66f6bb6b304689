/** Backups that are kept whatever their age: the newest so many. */
export const newestKept = 3;
/** Of each of so many months, the present one included, the newest backup is kept as well. */
export const monthsKept = 6;

/**
 * Which backups may go: all but the newest three and the newest of each of the last six months that have one. Whoever
 * notices a mistake after a week, or after half a year, finds a backup from before it; and there are never more than
 * nine. The newest always stays, whatever the clock said when the others were made.
 *
 * @param takenAt instants of verified backups alone, in any order; one that did not stand its test is no part of this
 * @returns those of `takenAt` that may go, oldest first
 */
export function backupsToRemove(takenAt: readonly string[]): readonly string[] {
  const newestFirst = takenAt.toSorted((left, right) => (left < right ? 1 : left > right ? -1 : 0));
  const newestOfMonth = new Map<string, string>();
  for (const instant of newestFirst) {
    const month = instant.slice(0, 7);
    if (!newestOfMonth.has(month)) newestOfMonth.set(month, instant);
  }
  const kept = new Set([
    ...newestFirst.slice(0, newestKept),
    ...[...newestOfMonth.values()].slice(0, monthsKept),
  ]);
  return newestFirst.filter((instant) => !kept.has(instant)).toReversed();
}
