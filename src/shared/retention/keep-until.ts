import { addDays, lastDayOfMonths } from '../deadlines/calendar';
import type { CivilDate } from '../kernel/time';
import type { RetentionPeriod } from './schemas';

/** The last day on which a case that was closed on this day is kept: 27 November 2026 and five years give 27 November 2031. */
export function proposeKeepUntil(closedOn: CivilDate, { amount, unit }: RetentionPeriod): CivilDate {
  return lastDayOfMonths(addDays(closedOn, 1), unit === 'year' ? amount * 12 : amount);
}
