/**
 * Reads a time of the clock as people write it: `9`, `9:05`, `09h05`, `9.05`, `0905`. Gives `HH:MM`, or null when it is
 * none.
 */
export function readWallTime(typed: string): string | null {
  const read = /^(\d{1,2})(?:\s*[:.hH]\s*(\d{2})?)?$|^(\d{1,2})(\d{2})$/.exec(typed.trim());
  if (read === null) return null;
  const hours = Number(read[1] ?? read[3]);
  const minutes = Number(read[2] ?? read[4] ?? '0');
  if (hours > 23 || minutes > 59) return null;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
