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
  const idsByDateByYear = new Map<number, ReadonlyMap<string, string>>();

  function idsByDateIn(year: number): ReadonlyMap<string, string> {
    const known = idsByDateByYear.get(year);
    if (known !== undefined) return known;
    const found = calendar.getHolidays(year).filter(({ type }) => type === 'public');
    const idsByDate = new Map(
      days.map(({ id, on }) => {
        const holiday = found.find(({ rule }) => rule === on);
        if (holiday === undefined) throw new Error(`No holiday ${on} is known for ${pack.jurisdiction}`);
        return [holiday.date.slice(0, 10), id] as const;
      }),
    );
    idsByDateByYear.set(year, idsByDate);
    return idsByDate;
  }

  return (date) => idsByDateIn(yearOf(date)).get(date) ?? null;
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
