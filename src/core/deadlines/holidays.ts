import Holidays from 'date-holidays';
import { yearOf } from '../../shared/deadlines/calendar';
import type { HolidayLookup } from '../../shared/deadlines/holidays';
import type { ProcedurePack } from '../../shared/procedures/schemas';

/**
 * The public holidays of a pack: which days there are is the pack's word, on what date they fall is worked out offline
 * by `date-holidays`. A day of the pack that the library does not know for the country is a fault of the pack.
 */
export function createHolidayLookup(pack: Pick<ProcedurePack, 'jurisdiction' | 'rules'>): HolidayLookup {
  const days = pack.rules.flatMap((rule) => (rule.kind === 'holidays' ? rule.days : []));
  const calendar = new Holidays(pack.jurisdiction);
  const publicHolidaysIn = (year: number) =>
    calendar.getHolidays(year).filter(({ type }) => type === 'public');
  const idsByDateByYear = new Map<number, ReadonlyMap<string, string>>();
  // A holiday may be younger than the year asked about, so that it is looked for once, in a year that has them all.
  const inFullYear = days.length === 0 ? [] : publicHolidaysIn(yearWithAllHolidays);
  for (const { on } of days) {
    if (!inFullYear.some(({ rule }) => isOn(rule, on)))
      throw new Error(`No holiday ${on} is known for ${pack.jurisdiction}`);
  }

  function idsByDateIn(year: number): ReadonlyMap<string, string> {
    const known = idsByDateByYear.get(year);
    if (known !== undefined) return known;
    const found = publicHolidaysIn(year);
    const idsByDate = new Map(
      days.flatMap(({ id, on }) =>
        found.filter(({ rule }) => isOn(rule, on)).map((holiday) => [holiday.date.slice(0, 10), id] as const),
      ),
    );
    idsByDateByYear.set(year, idsByDate);
    return idsByDate;
  }

  return (date) => idsByDateIn(yearOf(date)).get(date) ?? null;
}

const yearWithAllHolidays = 2027;

/** How the almanac writes the public holidays of a country; empty for a country it does not know. */
export function knownHolidays(jurisdiction: string): readonly string[] {
  return new Holidays(jurisdiction)
    .getHolidays(yearWithAllHolidays)
    .filter(({ type }) => type === 'public')
    .map(({ rule }) => rule);
}

/** The library writes a day that moves as `04-27 if sunday then …`, and its substitute as `substitutes 12-26 if …`. */
export function isOn(rule: string, on: string): boolean {
  const bare = rule.replace(/^substitutes /, '').toLowerCase();
  return bare === on.toLowerCase() || bare.startsWith(`${on.toLowerCase()} `);
}

const lookupsByPack = new WeakMap<object, HolidayLookup>();

/** The lookup of a pack, made once. */
export function holidayLookupOf(pack: ProcedurePack): HolidayLookup {
  const known = lookupsByPack.get(pack);
  if (known !== undefined) return known;
  const made = createHolidayLookup(pack);
  lookupsByPack.set(pack, made);
  return made;
}
