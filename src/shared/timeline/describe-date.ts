import type { Language } from '../kernel/languages';
import { exhaustiveCheck } from '../kernel/result';
import { parseEdtf, type DateReading, type Moment } from './edtf-text';
import { neighbour, seasons, type BoundUnit, type CalendarUnit, type LooseUnit } from './calendar-units';

/**
 * A date in words, as it stands in a sentence's margin or in a filing: "vers mai 2023", "avant mars 2022", "hiver
 * 2021-2022". Reading them again gives the same date. '' for '' (undated).
 *
 * @throws when the text is not EDTF that this program writes; ask `isValidEdtf` about any other
 */
export function describeUncertainDate(edtf: string, language: Language): string {
  if (edtf === '') return '';
  const reading = parseEdtf(edtf);
  if (!reading.ok) throw new Error('Only a date that was read can be put into words');
  return describeReading(reading.value, language);
}

export function describeReading(reading: DateReading, language: Language): string {
  const words = wordsByLanguage[language];
  switch (reading.kind) {
    case 'at':
      return words.at(reading.moment);
    case 'before': {
      const named = neighbour(reading.last, 1);
      return named === null ? words.until(words.noun(reading.last)) : words.before(words.noun(named));
    }
    case 'after': {
      const named = neighbour(reading.first, -1);
      return named === null ? words.since(words.noun(reading.first)) : words.after(words.noun(named));
    }
    case 'between':
      return words.between(...pair(reading.first, reading.last, words));
    case 'oneOf':
      return words.or(reading.units.map((unit) => words.alone(unit)));
    case 'eitherWinter':
      return words.or(
        [reading.year - 1, reading.year].map((year) =>
          words.alone({ kind: 'season', season: 'winter', year }),
        ),
      );
    case 'lasting': {
      const { from, until } = reading;
      if (from !== null && until !== null) {
        if (!isVague(from) && !isVague(until)) return words.fromTo(...pair(from.unit, until.unit, words));
        return words.fromTo(qualified(from, words), qualified(until, words));
      }
      if (from !== null) return words.since(qualified(from, words));
      return until === null ? '' : words.until(qualified(until, words));
    }
    default:
      return exhaustiveCheck(reading);
  }
}

/**
 * The words of one language. A noun is a unit as it stands after a preposition, with its article ("le 5 mai 2023");
 * `de` and `à` of French and the datives of German are made from it.
 */
interface Words {
  readonly at: (moment: Moment) => string;
  readonly alone: (unit: CalendarUnit) => string;
  readonly noun: (unit: BoundUnit) => string;
  /** "3 and 7 May 2023", "May and August 2023": the first without what both share. */
  readonly shortNoun: (unit: BoundUnit, shared: 'year' | 'month') => string;
  readonly before: (noun: string) => string;
  readonly after: (noun: string) => string;
  readonly until: (noun: string) => string;
  readonly since: (noun: string) => string;
  readonly between: (first: string, last: string) => string;
  readonly fromTo: (first: string, last: string) => string;
  readonly or: (words: readonly string[]) => string;
  /** Behind a noun, in brackets. */
  readonly approximately: string;
  readonly uncertain: string;
}

function pair(first: BoundUnit, last: BoundUnit, words: Words): [string, string] {
  const sameYear = first.kind !== 'year' && last.kind !== 'year' && first.year === last.year;
  if (!sameYear || first.kind !== last.kind) return [words.noun(first), words.noun(last)];
  const sameMonth = first.kind === 'day' && first.month === last.month;
  return [words.shortNoun(first, sameMonth ? 'month' : 'year'), words.noun(last)];
}

function qualified(moment: Moment<BoundUnit>, words: Words): string {
  const marks = [
    ...(moment.approximate ? [words.approximately] : []),
    ...(moment.uncertain ? [words.uncertain] : []),
  ];
  return marks.length === 0 ? words.noun(moment.unit) : `${words.noun(moment.unit)} (${marks.join(', ')})`;
}

function isVague(moment: Moment): boolean {
  return moment.approximate || moment.uncertain;
}

const monthNames: Readonly<Record<Language, readonly string[]>> = {
  fr: split('janvier février mars avril mai juin juillet août septembre octobre novembre décembre'),
  nl: split('januari februari maart april mei juni juli augustus september oktober november december'),
  de: split('Januar Februar März April Mai Juni Juli August September Oktober November Dezember'),
  en: split('January February March April May June July August September October November December'),
};

const seasonNames: Readonly<Record<Language, readonly string[]>> = {
  fr: split('printemps été automne hiver'),
  nl: split('lente zomer herfst winter'),
  de: split('Frühling Sommer Herbst Winter'),
  en: split('spring summer autumn winter'),
};

const ordinals: Readonly<Record<Language, readonly string[]>> = {
  fr: split('premier deuxième troisième quatrième'),
  nl: split('eerste tweede derde vierde'),
  de: split('erstes zweites drittes viertes'),
  en: split('first second third fourth'),
};

function split(words: string): readonly string[] {
  return words.split(' ');
}

function monthName(unit: { readonly month: number }, language: Language): string {
  return monthNames[language][unit.month - 1] ?? '';
}

function ordinal(value: number, language: Language): string {
  return ordinals[language][value - 1] ?? '';
}

function third<Value>(unit: { readonly third: number }, early: Value, mid: Value, late: Value): Value {
  return unit.third === 1 ? early : unit.third === 2 ? mid : late;
}

function seasonName(unit: Extract<LooseUnit, { kind: 'season' }>, language: Language): string {
  return seasonNames[language][seasons.indexOf(unit.season)] ?? '';
}

/** 2021, and for a winter both its years. */
function seasonYears(unit: Extract<LooseUnit, { kind: 'season' }>, dash: string): string {
  return unit.season === 'winter' ? `${unit.year}${dash}${unit.year + 1}` : String(unit.year);
}

// English ----------------------------------------------------------------------------------------------------------

function englishBound(unit: BoundUnit): string {
  switch (unit.kind) {
    case 'day':
      return `${unit.day} ${monthName(unit, 'en')} ${unit.year}`;
    case 'month':
      return `${monthName(unit, 'en')} ${unit.year}`;
    case 'year':
      return String(unit.year);
  }
}

function englishUnit(unit: CalendarUnit): string {
  switch (unit.kind) {
    case 'day':
    case 'month':
    case 'year':
      return englishBound(unit);
    case 'decade':
      return `the ${unit.year}s`;
    case 'season':
      return `${seasonName(unit, 'en')} ${seasonYears(unit, '–')}`;
    case 'quarter':
      return `${ordinal(unit.quarter, 'en')} quarter of ${unit.year}`;
    case 'half':
      return `${ordinal(unit.half, 'en')} half of ${unit.year}`;
    case 'yearThird':
      return third(unit, `early ${unit.year}`, `mid-${unit.year}`, `late ${unit.year}`);
    case 'monthThird': {
      const name = `${monthName(unit, 'en')} ${unit.year}`;
      return third(unit, `early ${name}`, `mid-${name}`, `late ${name}`);
    }
    default:
      return exhaustiveCheck(unit);
  }
}

const english: Words = {
  at: ({ unit, approximate, uncertain }) =>
    `${uncertain ? 'possibly ' : ''}${approximate ? 'about ' : ''}${englishUnit(unit)}`,
  alone: englishUnit,
  noun: englishBound,
  shortNoun: (unit, shared) =>
    unit.kind !== 'day'
      ? monthName(monthOf(unit), 'en')
      : shared === 'month'
        ? String(unit.day)
        : `${unit.day} ${monthName(unit, 'en')}`,
  before: (noun) => `before ${noun}`,
  after: (noun) => `after ${noun}`,
  until: (noun) => `until ${noun}`,
  since: (noun) => `since ${noun}`,
  between: (first, last) => `between ${first} and ${last}`,
  fromTo: (first, last) => `from ${first} to ${last}`,
  or: (words) => joinWith(words, 'or'),
  approximately: 'approximately',
  uncertain: 'uncertain',
};

// French -----------------------------------------------------------------------------------------------------------

function frenchDay(day: number): string {
  return day === 1 ? '1er' : String(day);
}

function frenchUnit(unit: CalendarUnit): string {
  switch (unit.kind) {
    case 'day':
      return `${frenchDay(unit.day)} ${monthName(unit, 'fr')} ${unit.year}`;
    case 'month':
      return `${monthName(unit, 'fr')} ${unit.year}`;
    case 'year':
      return String(unit.year);
    case 'decade':
      return `années ${unit.year}`;
    case 'season':
      return `${seasonName(unit, 'fr')} ${seasonYears(unit, '-')}`;
    case 'quarter':
      return `${ordinal(unit.quarter, 'fr')} trimestre ${unit.year}`;
    case 'half':
      return `${ordinal(unit.half, 'fr')} semestre ${unit.year}`;
    case 'yearThird':
      return third(unit, `début ${unit.year}`, `mi-${unit.year}`, `fin ${unit.year}`);
    case 'monthThird': {
      const name = `${monthName(unit, 'fr')} ${unit.year}`;
      return third(unit, `début ${name}`, `mi-${name}`, `fin ${name}`);
    }
    default:
      return exhaustiveCheck(unit);
  }
}

function frenchNoun(unit: CalendarUnit): string {
  const words = frenchUnit(unit);
  switch (unit.kind) {
    case 'day':
    case 'quarter':
    case 'half':
      return `le ${words}`;
    case 'season':
      return unit.season === 'spring' ? `le ${words}` : `l’${words}`;
    case 'decade':
      return `les ${words}`;
    case 'month':
    case 'year':
    case 'yearThird':
    case 'monthThird':
      return words;
    default:
      return exhaustiveCheck(unit);
  }
}

/** `de` before a noun: "du 3", "d’avril", "de mai". */
function frenchFrom(noun: string): string {
  if (noun.startsWith('le ')) return `du ${noun.slice(3)}`;
  return /^[aeiouéèêh]/i.test(noun) ? `d’${noun}` : `de ${noun}`;
}

function frenchTo(noun: string): string {
  return noun.startsWith('le ') ? `au ${noun.slice(3)}` : `à ${noun}`;
}

const french: Words = {
  at: ({ unit, approximate, uncertain }) =>
    `${uncertain ? 'peut-être ' : ''}${approximate ? `vers ${frenchNoun(unit)}` : frenchUnit(unit)}`,
  alone: frenchUnit,
  noun: frenchNoun,
  shortNoun: (unit, shared) =>
    unit.kind !== 'day'
      ? monthName(monthOf(unit), 'fr')
      : shared === 'month'
        ? `le ${frenchDay(unit.day)}`
        : `le ${frenchDay(unit.day)} ${monthName(unit, 'fr')}`,
  before: (noun) => `avant ${noun}`,
  after: (noun) => `après ${noun}`,
  until: (noun) => (noun.startsWith('le ') ? `jusqu’${frenchTo(noun)}` : `jusqu’en ${noun}`),
  since: (noun) => `depuis ${noun}`,
  between: (first, last) => `entre ${first} et ${last}`,
  fromTo: (first, last) => `${frenchFrom(first)} ${frenchTo(last)}`,
  or: (words) => joinWith(words, 'ou'),
  approximately: 'environ',
  uncertain: 'incertain',
};

// Dutch ------------------------------------------------------------------------------------------------------------

function dutchUnit(unit: CalendarUnit): string {
  switch (unit.kind) {
    case 'day':
      return `${unit.day} ${monthName(unit, 'nl')} ${unit.year}`;
    case 'month':
      return `${monthName(unit, 'nl')} ${unit.year}`;
    case 'year':
      return String(unit.year);
    case 'decade':
      return `jaren ${unit.year}`;
    case 'season':
      return `${seasonName(unit, 'nl')} ${seasonYears(unit, '-')}`;
    case 'quarter':
      return `${ordinal(unit.quarter, 'nl')} kwartaal van ${unit.year}`;
    case 'half':
      return `${ordinal(unit.half, 'nl')} helft van ${unit.year}`;
    case 'yearThird':
      return `${third(unit, 'begin', 'midden', 'eind')} ${unit.year}`;
    case 'monthThird':
      return `${third(unit, 'begin', 'midden', 'eind')} ${monthName(unit, 'nl')} ${unit.year}`;
    default:
      return exhaustiveCheck(unit);
  }
}

function dutchNoun(unit: CalendarUnit): string {
  const words = dutchUnit(unit);
  switch (unit.kind) {
    case 'quarter':
      return `het ${words}`;
    case 'half':
    case 'decade':
      return `de ${words}`;
    case 'season':
      return `de ${seasonName(unit, 'nl')} van ${seasonYears(unit, '-')}`;
    case 'day':
    case 'month':
    case 'year':
    case 'yearThird':
    case 'monthThird':
      return words;
    default:
      return exhaustiveCheck(unit);
  }
}

const dutch: Words = {
  at: ({ unit, approximate, uncertain }) =>
    `${uncertain ? 'mogelijk ' : ''}${approximate ? `rond ${dutchNoun(unit)}` : dutchUnit(unit)}`,
  alone: dutchUnit,
  noun: dutchNoun,
  shortNoun: (unit, shared) =>
    unit.kind !== 'day'
      ? monthName(monthOf(unit), 'nl')
      : shared === 'month'
        ? String(unit.day)
        : `${unit.day} ${monthName(unit, 'nl')}`,
  before: (noun) => `vóór ${noun}`,
  after: (noun) => `na ${noun}`,
  // "Tot" alone may or may not count the last one.
  until: (noun) => `tot en met ${noun}`,
  since: (noun) => `sinds ${noun}`,
  between: (first, last) => `tussen ${first} en ${last}`,
  fromTo: (first, last) => `van ${first} tot en met ${last}`,
  or: (words) => joinWith(words, 'of'),
  approximately: 'ongeveer',
  uncertain: 'onzeker',
};

// German -----------------------------------------------------------------------------------------------------------

function germanUnit(unit: CalendarUnit): string {
  switch (unit.kind) {
    case 'day':
      return `${unit.day}. ${monthName(unit, 'de')} ${unit.year}`;
    case 'month':
      return `${monthName(unit, 'de')} ${unit.year}`;
    case 'year':
      return String(unit.year);
    case 'decade':
      return `${unit.year}er-Jahre`;
    case 'season':
      return `${seasonName(unit, 'de')} ${seasonYears(unit, '/')}`;
    case 'quarter':
      return `${ordinal(unit.quarter, 'de')} Quartal ${unit.year}`;
    case 'half':
      return `${ordinal(unit.half, 'de')} Halbjahr ${unit.year}`;
    case 'yearThird':
      return `${third(unit, 'Anfang', 'Mitte', 'Ende')} ${unit.year}`;
    case 'monthThird':
      return `${third(unit, 'Anfang', 'Mitte', 'Ende')} ${monthName(unit, 'de')} ${unit.year}`;
    default:
      return exhaustiveCheck(unit);
  }
}

/** In the dative, which vor, nach, seit, von and zwischen want. */
function germanNoun(unit: BoundUnit): string {
  return unit.kind === 'day' ? `dem ${germanUnit(unit)}` : germanUnit(unit);
}

function germanUntil(noun: string): string {
  return noun.startsWith('dem ') ? `bis zum ${noun.slice(4)}` : `bis ${noun}`;
}

const german: Words = {
  at: ({ unit, approximate, uncertain }) => {
    const about = unit.kind === 'day' ? `um den ${germanUnit(unit)}` : `etwa ${germanUnit(unit)}`;
    return `${uncertain ? 'möglicherweise ' : ''}${approximate ? about : germanUnit(unit)}`;
  },
  alone: germanUnit,
  noun: germanNoun,
  shortNoun: (unit, shared) =>
    unit.kind !== 'day'
      ? monthName(monthOf(unit), 'de')
      : shared === 'month'
        ? `dem ${unit.day}.`
        : `dem ${unit.day}. ${monthName(unit, 'de')}`,
  before: (noun) => `vor ${noun}`,
  after: (noun) => `nach ${noun}`,
  until: germanUntil,
  since: (noun) => `seit ${noun}`,
  between: (first, last) => `zwischen ${first} und ${last}`,
  fromTo: (first, last) =>
    `${first.startsWith('dem ') ? `vom ${first.slice(4)}` : `von ${first}`} ${germanUntil(last)}`,
  or: (words) => joinWith(words, 'oder'),
  approximately: 'ungefähr',
  uncertain: 'unsicher',
};

const wordsByLanguage: Readonly<Record<Language, Words>> = {
  fr: french,
  nl: dutch,
  de: german,
  en: english,
};

function joinWith(words: readonly string[], conjunction: string): string {
  const last = words.at(-1) ?? '';
  const others = words.slice(0, -1);
  return others.length === 0 ? last : `${others.join(', ')} ${conjunction} ${last}`;
}

/** A short noun is never made of a year: `pair` shortens only what has a month. */
function monthOf(unit: BoundUnit): { readonly month: number } {
  return unit.kind === 'year' ? { month: 1 } : unit;
}
