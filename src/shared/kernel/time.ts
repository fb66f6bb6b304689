import { z } from 'zod';

/** A moment in UTC with milliseconds, e.g. `2026-03-02T09:15:00.000Z`. */
export const instantSchema = z.iso.datetime({ precision: 3 });
export type Instant = z.infer<typeof instantSchema>;

/** A day on the wall calendar without a zone, e.g. `2026-03-02`. Legal dates are of this kind. */
export const civilDateSchema = z.iso.date();
export type CivilDate = z.infer<typeof civilDateSchema>;

/** Where the time comes from; tests put in one that stands still. */
export interface Clock {
  readonly now: () => Instant;
  /** Today on the laptop's own calendar. */
  readonly today: () => CivilDate;
}
