import type { CivilDate } from '../../../shared/kernel/time';
import type { DayWindow } from '../../../shared/timeline/picture';

/** The stretch of time that the picture shows, in days since 1970 with fractions. */
export interface View {
  readonly start: number;
  readonly end: number;
}

const dayMs = 86_400_000;
/** Closer than this nothing more is to be seen: dates have no hours. */
const leastDays = 10;
/** How far one may look beyond the first and the last fact, as a share of what lies between. */
const margin = 0.04;

export function dayOf(date: CivilDate): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

export function instantOf(day: number): Date {
  return new Date(day * dayMs);
}

export function viewToWindow({ start, end }: View): DayWindow {
  return { from: dateOf(Math.floor(start)), until: dateOf(Math.max(Math.floor(start), Math.ceil(end) - 1)) };
}

export function windowToView({ from, until }: DayWindow): View {
  return { start: dayOf(from), end: dayOf(until) + 1 };
}

/** Everything there is, with some room on either side. */
export function viewOfExtent(extent: DayWindow): View {
  const { start, end } = windowToView(extent);
  const room = Math.max((end - start) * margin, (leastDays - (end - start)) / 2, 1);
  return { start: start - room, end: end + room };
}

/** @param factor above 1 comes closer; @param at the day that stays where it is */
export function zoomed(view: View, factor: number, at: number, extent: DayWindow): View {
  const whole = viewOfExtent(extent);
  const length = Math.min(whole.end - whole.start, Math.max(leastDays, (view.end - view.start) / factor));
  const share = (at - view.start) / (view.end - view.start);
  return within({ start: at - share * length, end: at + (1 - share) * length }, whole);
}

/** @param days to move to the right; less than 0 to the left */
export function moved(view: View, days: number, extent: DayWindow): View {
  return within({ start: view.start + days, end: view.end + days }, viewOfExtent(extent));
}

function within(view: View, whole: View): View {
  const length = view.end - view.start;
  const start = Math.max(whole.start, Math.min(view.start, whole.end - length));
  return { start, end: start + length };
}

function dateOf(day: number): CivilDate {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}
