import edtf from 'edtf';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languages, type Language } from '../../../src/shared/kernel/languages';
import {
  firstDay,
  lastDay,
  type BoundUnit,
  type CalendarUnit,
} from '../../../src/shared/timeline/calendar-units';
import { describeUncertainDate } from '../../../src/shared/timeline/describe-date';
import {
  at,
  formatEdtf,
  oneOf,
  parseEdtf,
  rangeOfReading,
  type DateReading,
  type Moment,
} from '../../../src/shared/timeline/edtf-text';
import {
  compareUncertainDates,
  isValidEdtf,
  readUncertainDate,
  uncertainDateOfEdtf,
} from '../../../src/shared/timeline/uncertain-date';

const today = '2026-03-02';

function read(language: Language, text: string) {
  return readUncertainDate(text, { language, today });
}

/** EDTF, first and last day, and the words in the language it was typed in; or the kind of failure. */
function outcome(language: Language, text: string): string {
  const date = read(language, text);
  if (!date.ok) return date.error.kind;
  const { edtf: found, earliest, latest } = date.value;
  return `${found} | ${earliest ?? '…'} to ${latest ?? '…'} | ${describeUncertainDate(found, language)}`;
}

const bothWinters = '[2020-12,2021-01,2021-02,2021-03,2021-12,2022-01,2022-02,2022-03]';

const readings: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    '5 June 2023': '2023-06-05 | 2023-06-05 to 2023-06-05 | 5 June 2023',
    'June 5th, 2023': '2023-06-05 | 2023-06-05 to 2023-06-05 | 5 June 2023',
    'on Monday the 5th of June 2023': '2023-06-05 | 2023-06-05 to 2023-06-05 | 5 June 2023',
    '5.6.2023': '2023-06-05 | 2023-06-05 to 2023-06-05 | 5 June 2023',
    '06/13/2023': '2023-06-13 | 2023-06-13 to 2023-06-13 | 13 June 2023',
    yesterday: '2026-03-01 | 2026-03-01 to 2026-03-01 | 1 March 2026',
    'about May 2023': '2023-05~ | 2023-05-01 to 2023-05-31 | about May 2023',
    'ca. 2019': '2019~ | 2019-01-01 to 2019-12-31 | about 2019',
    '2021?': '2021? | 2021-01-01 to 2021-12-31 | possibly 2021',
    'before 2022-03': '[..2022-02] | … to 2022-02-28 | before March 2022',
    'after 5 May 2023': '[2023-05-06..] | 2023-05-06 to … | after 5 May 2023',
    'March 2022 at the latest': '[..2022-03] | … to 2022-03-31 | before April 2022',
    'until March 2022': '../2022-03 | … to 2022-03-31 | until March 2022',
    'from March 2022 on': '2022-03/.. | 2022-03-01 to … | since March 2022',
    'between May and August 2023':
      '[2023-05..2023-08] | 2023-05-01 to 2023-08-31 | between May and August 2023',
    'between 3 and 7 May 2023':
      '[2023-05-03..2023-05-07] | 2023-05-03 to 2023-05-07 | between 3 and 7 May 2023',
    '2023-05/2023-08': '2023-05/2023-08 | 2023-05-01 to 2023-08-31 | from May to August 2023',
    'May to August 2023': '2023-05/2023-08 | 2023-05-01 to 2023-08-31 | from May to August 2023',
    '2019-2021': '2019/2021 | 2019-01-01 to 2021-12-31 | from 2019 to 2021',
    'winter 2021': `${bothWinters} | 2020-12-01 to 2022-03-31 | winter 2020–2021 or winter 2021–2022`,
    'winter 2021-22': '2021-24 | 2021-12-01 to 2022-03-31 | winter 2021–2022',
    'summer 2021': '2021-22 | 2021-06-01 to 2021-09-30 | summer 2021',
    '2019': '2019 | 2019-01-01 to 2019-12-31 | 2019',
    '201X': '201X | 2010-01-01 to 2019-12-31 | the 2010s',
    'the 2010s': '201X | 2010-01-01 to 2019-12-31 | the 2010s',
    'the 90s': '199X | 1990-01-01 to 1999-12-31 | the 1990s',
    'early 2022': '2022-37 | 2022-01-01 to 2022-04-30 | early 2022',
    'mid-2022': '2022-38 | 2022-05-01 to 2022-08-31 | mid-2022',
    'end of 2022': '2022-39 | 2022-09-01 to 2022-12-31 | late 2022',
    'late February 2024': '2024-02-21~/2024-02-29~ | 2024-02-21 to 2024-02-29 | late February 2024',
    'Q2 2023': '2023-34 | 2023-04-01 to 2023-06-30 | second quarter of 2023',
    'second half of 2023': '2023-41 | 2023-07-01 to 2023-12-31 | second half of 2023',
    '2021 or 2022': '[2021,2022] | 2021-01-01 to 2022-12-31 | 2021 or 2022',
    '2019, 2020 or 2022': '[2019,2020,2022] | 2019-01-01 to 2022-12-31 | 2019, 2020 or 2022',
    'June 5, 2023 or June 6, 2023':
      '[2023-06-05,2023-06-06] | 2023-06-05 to 2023-06-06 | 5 June 2023 or 6 June 2023',
    'before winter 2021': '[..2021-12] | … to 2021-12-31 | before January 2022',
    'vers mai 2023': '2023-05~ | 2023-05-01 to 2023-05-31 | about May 2023',
    '31 February 2023': 'impossibleDate',
    '2023-02-31': 'impossibleDate',
    '29/02/2023': 'impossibleDate',
    'August to May 2023': 'rangeBackwards',
    '2023-08/2023-05': 'rangeBackwards',
    '5 May': 'yearMissing',
    'between May and August': 'yearMissing',
    'two weeks later': 'notADate',
    'after the baby was born': 'notADate',
    '../..': 'notADate',
    '?': 'notADate',
    '': 'notADate',
  },
  fr: {
    '05/06/2023': '2023-06-05 | 2023-06-05 to 2023-06-05 | 5 juin 2023',
    'le 1er mai 2023': '2023-05-01 | 2023-05-01 to 2023-05-01 | 1er mai 2023',
    'vers mai 2023': '2023-05~ | 2023-05-01 to 2023-05-31 | vers mai 2023',
    'peut-être en 2021': '2021? | 2021-01-01 to 2021-12-31 | peut-être 2021',
    'avant mars 2022': '[..2022-02] | … to 2022-02-28 | avant mars 2022',
    'après le 5 mai 2023': '[2023-05-06..] | 2023-05-06 to … | après le 5 mai 2023',
    'entre mai et août 2023': '[2023-05..2023-08] | 2023-05-01 to 2023-08-31 | entre mai et août 2023',
    'du 3 au 7 mai 2023': '2023-05-03/2023-05-07 | 2023-05-03 to 2023-05-07 | du 3 au 7 mai 2023',
    'd’avril à août 2023': '2023-04/2023-08 | 2023-04-01 to 2023-08-31 | d’avril à août 2023',
    'jusqu’au 5 mai 2023': '../2023-05-05 | … to 2023-05-05 | jusqu’au 5 mai 2023',
    'jusqu’en mars 2022': '../2022-03 | … to 2022-03-31 | jusqu’en mars 2022',
    'depuis 2019': '2019/.. | 2019-01-01 to … | depuis 2019',
    'hiver 2021': `${bothWinters} | 2020-12-01 to 2022-03-31 | hiver 2020-2021 ou hiver 2021-2022`,
    'hiver 2021-2022': '2021-24 | 2021-12-01 to 2022-03-31 | hiver 2021-2022',
    'au printemps 2022': '2022-21 | 2022-03-01 to 2022-06-30 | printemps 2022',
    'les années 90': '199X | 1990-01-01 to 1999-12-31 | années 1990',
    'début 2022': '2022-37 | 2022-01-01 to 2022-04-30 | début 2022',
    'mi-mai 2023': '2023-05-11~/2023-05-20~ | 2023-05-11 to 2023-05-20 | mi-mai 2023',
    'fin de l’année 2022': '2022-39 | 2022-09-01 to 2022-12-31 | fin 2022',
    'deuxième trimestre 2023': '2023-34 | 2023-04-01 to 2023-06-30 | deuxième trimestre 2023',
    'courant 2022': '2022 | 2022-01-01 to 2022-12-31 | 2022',
    '06/13/2023': 'impossibleDate',
    '31 février 2023': 'impossibleDate',
    'le 5 mai dernier': 'notADate',
  },
  nl: {
    '05/06/2023': '2023-06-05 | 2023-06-05 to 2023-06-05 | 5 juni 2023',
    'rond mei 2023': '2023-05~ | 2023-05-01 to 2023-05-31 | rond mei 2023',
    'voor maart 2022': '[..2022-02] | … to 2022-02-28 | vóór maart 2022',
    'na maart 2022': '[2022-04..] | 2022-04-01 to … | na maart 2022',
    'tussen mei en augustus 2023':
      '[2023-05..2023-08] | 2023-05-01 to 2023-08-31 | tussen mei en augustus 2023',
    'van mei tot augustus 2023':
      '2023-05/2023-08 | 2023-05-01 to 2023-08-31 | van mei tot en met augustus 2023',
    'winter 2021': `${bothWinters} | 2020-12-01 to 2022-03-31 | winter 2020-2021 of winter 2021-2022`,
    'in de jaren 90': '199X | 1990-01-01 to 1999-12-31 | jaren 1990',
    'eind mei 2023': '2023-05-21~/2023-05-31~ | 2023-05-21 to 2023-05-31 | eind mei 2023',
    'de eerste helft van 2023': '2023-40 | 2023-01-01 to 2023-06-30 | eerste helft van 2023',
    'mei of juni 2023': '[2023-05,2023-06] | 2023-05-01 to 2023-06-30 | mei 2023 of juni 2023',
    '30 februari 2023': 'impossibleDate',
  },
  de: {
    '5. Juni 2023': '2023-06-05 | 2023-06-05 to 2023-06-05 | 5. Juni 2023',
    '05/06/2023': '2023-06-05 | 2023-06-05 to 2023-06-05 | 5. Juni 2023',
    'etwa Mai 2023': '2023-05~ | 2023-05-01 to 2023-05-31 | etwa Mai 2023',
    'um den 5. Mai 2023': '2023-05-05~ | 2023-05-05 to 2023-05-05 | um den 5. Mai 2023',
    'vor dem 5. März 2022': '[..2022-03-04] | … to 2022-03-04 | vor dem 5. März 2022',
    'nach März 2022': '[2022-04..] | 2022-04-01 to … | nach März 2022',
    'zwischen Mai und August 2023':
      '[2023-05..2023-08] | 2023-05-01 to 2023-08-31 | zwischen Mai und August 2023',
    'vom 3. bis zum 7. Mai 2023':
      '2023-05-03/2023-05-07 | 2023-05-03 to 2023-05-07 | vom 3. bis zum 7. Mai 2023',
    'Winter 2021/22': '2021-24 | 2021-12-01 to 2022-03-31 | Winter 2021/2022',
    'in den 1990er Jahren': '199X | 1990-01-01 to 1999-12-31 | 1990er-Jahre',
    'Mitte Mai 2023': '2023-05-11~/2023-05-20~ | 2023-05-11 to 2023-05-20 | Mitte Mai 2023',
    'zweites Quartal 2023': '2023-34 | 2023-04-01 to 2023-06-30 | zweites Quartal 2023',
    '31. Februar 2023': 'impossibleDate',
  },
};

describe('reading a date as typed', () => {
  for (const language of languages) {
    it(`understands what people write in ${language}`, () => {
      const expected = readings[language];
      const found = Object.fromEntries(Object.keys(expected).map((text) => [text, outcome(language, text)]));
      expect(found).toEqual(expected);
    });
  }

  it('asks which is the day where English readers count both ways', () => {
    const date = read('en', '05/06/2023');
    expect(date).toMatchObject({
      ok: false,
      error: { kind: 'ambiguousDayMonth', readings: [{ edtf: '2023-06-05' }, { edtf: '2023-05-06' }] },
    });
    expect(outcome('en', '05/05/2023')).toContain('2023-05-05');
  });

  it('offers each of the two winters that a single year may name', () => {
    const date = read('fr', 'hiver 2021');
    expect(date.ok && date.value.alternatives.map(({ edtf: text }) => text)).toEqual(['2020-24', '2021-24']);
  });

  it('offers two years where EDTF sees a season', () => {
    const date = read('en', '2021-22');
    expect(date.ok && [date.value.edtf, date.value.alternatives.map(({ edtf: text }) => text)]).toEqual([
      '2021-22',
      ['2021/2022'],
    ]);
  });

  it('warns of what is likely a slip, and takes it all the same', () => {
    const warnings = (text: string) => {
      const date = read('fr', text);
      return date.ok ? date.value.warnings : date.error.kind;
    };
    expect({
      future: warnings('mai 2027'),
      otherCalendar: warnings('1402'),
      twoDigits: warnings('05/06/23'),
      weekday: warnings('dimanche 5 juin 2023'),
      rightWeekday: warnings('lundi 5 juin 2023'),
      running: warnings('depuis 2019'),
    }).toEqual({
      future: ['futureDate'],
      otherCalendar: ['longAgo'],
      twoDigits: ['twoDigitYear'],
      weekday: ['weekdayDiffers'],
      rightWeekday: [],
      running: [],
    });
  });

  it('answers every text there is, soon and without throwing', () => {
    const pieces = fc.constantFrom(
      ...Object.values(readings).flatMap((texts) => Object.keys(texts).flatMap((text) => text.split(' '))),
      '/',
      '..',
      '-',
      '[',
      ']',
      '~',
      '99999',
      '١٢',
      'İ',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.array(pieces, { maxLength: 30 }).map((words) => words.join(' ')),
      fc.array(pieces, { maxLength: 10 }).map((words) => words.join('')),
    );
    fc.assert(
      fc.property(texts, fc.constantFrom(...languages), (text, language) => {
        const date = read(language, text);
        if (!date.ok) return;
        expect(isValidEdtf(date.value.edtf)).toBe(true);
        expect(describeUncertainDate(date.value.edtf, language)).not.toBe('');
      }),
      { numRuns: 3000 },
    );
  });
});

// Any date this program can write ----------------------------------------------------------------------------------

const year = fc.integer({ min: 1001, max: 2998 });
const dayUnit = fc
  .date({ min: new Date('1001-01-01'), max: new Date('2998-12-31'), noInvalidDate: true })
  .map((date): BoundUnit => {
    const [years = 0, months = 0, days = 0] = date.toISOString().slice(0, 10).split('-').map(Number);
    return { kind: 'day', year: years, month: months, day: days };
  });
const monthUnit = fc.record({
  kind: fc.constant('month' as const),
  year,
  month: fc.integer({ min: 1, max: 12 }),
});
const yearUnit = fc.record({ kind: fc.constant('year' as const), year });
const boundUnit: fc.Arbitrary<BoundUnit> = fc.oneof(dayUnit, monthUnit, yearUnit);
const looseUnit: fc.Arbitrary<CalendarUnit> = fc.oneof(
  year.map((value): CalendarUnit => ({ kind: 'decade', year: Math.floor(value / 10) * 10 })),
  fc.record({
    kind: fc.constant('season' as const),
    year,
    season: fc.constantFrom('spring' as const, 'summer' as const, 'autumn' as const, 'winter' as const),
  }),
  fc.record({ kind: fc.constant('quarter' as const), year, quarter: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant('half' as const), year, half: fc.integer({ min: 1, max: 2 }) }),
  fc.record({ kind: fc.constant('yearThird' as const), year, third: fc.integer({ min: 1, max: 3 }) }),
  fc.record({
    kind: fc.constant('monthThird' as const),
    year,
    month: fc.integer({ min: 1, max: 12 }),
    third: fc.integer({ min: 1, max: 3 }),
  }),
);
function momentOf<Unit extends CalendarUnit>(unit: fc.Arbitrary<Unit>): fc.Arbitrary<Moment<Unit>> {
  return fc.record({ unit, approximate: fc.boolean(), uncertain: fc.boolean() });
}
const inTime = ([left, right]: readonly [BoundUnit, BoundUnit]) => firstDay(left) <= lastDay(right);
const boundPair = fc
  .tuple(boundUnit, boundUnit)
  .map(([left, right]): [BoundUnit, BoundUnit] => (inTime([left, right]) ? [left, right] : [right, left]));
const anyReading: fc.Arbitrary<DateReading> = fc.oneof(
  momentOf(fc.oneof(boundUnit, looseUnit)).map((moment): DateReading => ({ kind: 'at', moment })),
  looseUnit.map(at),
  boundUnit.map((last): DateReading => ({ kind: 'before', last })),
  boundUnit.map((first): DateReading => ({ kind: 'after', first })),
  boundPair.map(([first, last]): DateReading => ({ kind: 'between', first, last })),
  fc.array(boundUnit, { minLength: 1, maxLength: 5 }).map(oneOf),
  year.map((value): DateReading => ({ kind: 'eitherWinter', year: value })),
  fc
    .tuple(boundPair, fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean())
    .map(([[first, last], ...marks]): DateReading => ({
      kind: 'lasting',
      from: { unit: first, approximate: marks[0], uncertain: marks[1] },
      until: { unit: last, approximate: marks[2], uncertain: marks[3] },
    })),
  momentOf(boundUnit).map((from): DateReading => ({ kind: 'lasting', from, until: null })),
  momentOf(boundUnit).map((until): DateReading => ({ kind: 'lasting', from: null, until })),
);

describe('any date', () => {
  it('comes back from EDTF as it was written', () => {
    fc.assert(
      fc.property(anyReading, (reading) => {
        const text = formatEdtf(reading);
        const again = parseEdtf(text);
        expect(again.ok && formatEdtf(again.value)).toBe(text);
        expect(again.ok && rangeOfReading(again.value)).toEqual(rangeOfReading(reading));
      }),
      { numRuns: 1000 },
    );
  });

  it('comes back from its words in every language', () => {
    fc.assert(
      fc.property(anyReading, fc.constantFrom(...languages), (reading, language) => {
        const text = formatEdtf(reading);
        const date = read(language, describeUncertainDate(text, language));
        // "From 2020 to 2020" says the same as the year, and a set of one month the month.
        expect(date.ok && date.value.edtf).toBe(text);
      }),
      { numRuns: 3000 },
    );
  });

  it('has its earliest day no later than its latest', () => {
    fc.assert(
      fc.property(anyReading, (reading) => {
        const { earliest, latest } = rangeOfReading(reading);
        expect(earliest === null || latest === null || earliest <= latest).toBe(true);
      }),
    );
  });

  it('has a place in one order with all others, the undated last', () => {
    const date = fc.option(
      anyReading.map((reading) => uncertainDateOfEdtf(formatEdtf(reading))),
      { nil: null },
    );
    fc.assert(
      fc.property(date, date, date, (left, middle, right) => {
        const order = compareUncertainDates;
        const antisymmetric = order(left, right) + order(right, left) === 0;
        const chained = order(left, middle) <= 0 && order(middle, right) <= 0;
        const transitive = !chained || order(left, right) <= 0;
        const undatedLast = left !== null || right === null || order(left, right) === 1;
        expect({ antisymmetric, transitive, undatedLast }).toEqual({
          antisymmetric: true,
          transitive: true,
          undatedLast: true,
        });
      }),
    );
  });
});

describe('the edtf package, another reader of the standard', () => {
  const options = { level: 3, seasonIntervals: true, seasonUncertainty: true };
  const day = (time: number) => (Number.isFinite(time) ? new Date(time).toISOString().slice(0, 10) : null);

  it('takes every date this program writes, and finds the same first and last day', () => {
    fc.assert(
      fc.property(anyReading, (reading) => {
        const text = formatEdtf(reading);
        // In a set it takes a range of one precision only, and forgets that the last member has an end.
        if (reading.kind === 'between') return;
        // It refuses an interval whose end does not begin later than its start does: 2023-05/2023-05, 2023-01/2023.
        if (reading.kind === 'lasting' && reading.from !== null && reading.until !== null) {
          if (firstDay(reading.until.unit) <= firstDay(reading.from.unit)) return;
        }
        const theirs = edtf(text, options);
        // It counts seasons by quarters, from January, and gives two thirds of a year a month too many.
        const unit = reading.kind === 'at' ? reading.moment.unit.kind : null;
        if (unit === 'season' || unit === 'yearThird') return;
        const { earliest, latest } = rangeOfReading(reading);
        // Of a set it takes the end of the member that begins last, also where an earlier one ends later: 2173, 2173-01.
        const [lastUnit] = reading.kind === 'oneOf' ? reading.units.slice(-1) : [];
        if (lastUnit !== undefined && lastDay(lastUnit) !== latest) return;
        expect({ earliest: day(theirs.min), latest: day(theirs.max) }).toEqual({ earliest, latest });
      }),
      { numRuns: 500 },
    );
  });
});

describe('a date in words', () => {
  it('is empty for the undated', () => {
    expect(describeUncertainDate('', 'fr')).toBe('');
  });
});
