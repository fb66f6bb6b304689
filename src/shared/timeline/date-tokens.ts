import type { Lexicon, Role } from './date-lexicon';

/** A piece of a date as typed. */
export type Token =
  | { readonly kind: 'word'; readonly roles: readonly Role[] }
  /** `digits` tells 5 from 05 and 90 from 1990; `ordinal` is true for 5th, 1er, 5. */
  | {
      readonly kind: 'number';
      readonly value: number;
      readonly digits: number;
      readonly ordinal: boolean;
      /** The name of a decade: 2010s, 90s, 2010er. */
      readonly plural: boolean;
    }
  /** `2022-03` or `2022-03-05`, with its EDTF qualifier. */
  | { readonly kind: 'iso'; readonly text: string }
  /** Two small numbers and a year: 05/06/2023. Which is the day is for the language to say. */
  | {
      readonly kind: 'slashed';
      readonly first: number;
      readonly second: number;
      readonly year: number;
      readonly yearDigits: number;
      readonly separator: string;
    }
  /** 2023/05, 2023.05.06 or 05/2023; `day` is null where there is none. */
  | {
      readonly kind: 'yearFirst';
      readonly year: number;
      readonly second: number;
      readonly day: number | null;
    }
  | { readonly kind: 'monthYear'; readonly month: number; readonly year: number }
  | { readonly kind: 'decade'; readonly year: number }
  /** Q2, T2, K2: a quarter; H1, S1: a half. */
  | { readonly kind: 'part'; readonly of: 'quarter' | 'half'; readonly value: number }
  | { readonly kind: 'dash' };

type Maker = (match: RegExpExecArray) => Token | null;

// Tried in this order at each place; each ends where no digit follows, so that no number is read in halves.
const patterns: readonly (readonly [RegExp, Maker])[] = [
  [
    /(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d])/y,
    ([, first, separator = '', second, year = '']) => ({
      kind: 'slashed',
      first: Number(first),
      second: Number(second),
      year: Number(year),
      yearDigits: year.length,
      separator,
    }),
  ],
  [
    /\d{4}-(?:\d\d|xx)(?:-(?:\d\d|xx))?[?~%]?(?![\d-])/y,
    ([text]) => ({ kind: 'iso', text: text.toUpperCase() }),
  ],
  [
    /(\d{4})([./])(\d{1,2})(?:\2(\d{1,2}))?(?!\d)/y,
    ([, year, , second, day]) => ({
      kind: 'yearFirst',
      year: Number(year),
      second: Number(second),
      day: day === undefined ? null : Number(day),
    }),
  ],
  [
    /(\d{1,2})[./-](\d{4})(?!\d)/y,
    ([, month, year]) => ({ kind: 'monthYear', month: Number(month), year: Number(year) }),
  ],
  [/(\d{3})x(?![\p{L}\d])/uy, ([, years]) => ({ kind: 'decade', year: Number(years) * 10 })],
  [
    /'?(\d{4}|\d{2})(?:'?s|-?ern?)(?=-jahre|[^\p{L}\d]|$)/uy,
    ([, digits = '']) => {
      // "1er mai" has one digit and does not come here; 2015s is no decade.
      if (!digits.endsWith('0')) return null;
      return { kind: 'number', value: Number(digits), digits: digits.length, ordinal: false, plural: true };
    },
  ],
  [
    /(\d{1,2})(?:st|nd|rd|th|er|re|ere|e|eme|ieme|ste|de|°|º|\.(?!\d))(?![\p{L}\d])/uy,
    ([, digits = '']) => ({
      kind: 'number',
      value: Number(digits),
      digits: digits.length,
      ordinal: true,
      plural: false,
    }),
  ],
  [
    /(\d{1,4})(?![\p{L}\d])/uy,
    ([, digits = '']) => ({
      kind: 'number',
      value: Number(digits),
      digits: digits.length,
      ordinal: false,
      plural: false,
    }),
  ],
  [
    /([qtkhs])([1-4])(?![\p{L}\d])/uy,
    ([, letter = '', digit]) => {
      const value = Number(digit);
      const isHalf = letter === 'h' || letter === 's';
      return isHalf && value > 2 ? null : { kind: 'part', of: isHalf ? 'half' : 'quarter', value };
    },
  ],
  // The slash of 2021/2022; those of 05/06/2023 have been read by now.
  [/[-/]/y, () => ({ kind: 'dash' })],
  [/,/y, () => ({ kind: 'word', roles: ['comma', 'filler'] })],
  [/[~±]/uy, () => ({ kind: 'word', roles: ['about'] })],
  [/\?/y, () => ({ kind: 'word', roles: ['maybe'] })],
  [/%/y, () => ({ kind: 'word', roles: ['about', 'maybe'] })],
];

const longestPhrase = 5;
/** A date in words has a dozen at most; more is a story, and need not be searched for readings. */
const maxTokens = 24;

/** The pieces of a folded text; null as soon as one is not known in this language. */
export function tokenize(text: string, lexicon: Lexicon): readonly Token[] | null {
  const tokens: Token[] = [];
  let place = 0;
  while (place < text.length) {
    // Punctuation that only separates. The full stop of an abbreviation too.
    if (/[\s.()';]/.test(text.charAt(place))) {
      place += 1;
      continue;
    }
    const found = numberAt(text, place) ?? phraseAt(text, place, lexicon);
    if (found === null || tokens.length >= maxTokens) return null;
    tokens.push(found.token);
    place = found.end;
    // "mi-mai", "mid-2022", "2010er-Jahre": the hyphen joins, it is no "to".
    const joins = found.token.kind === 'word' ? found.token.roles.includes('mid') : isPlural(found.token);
    if (joins && text.charAt(place) === '-') place += 1;
  }
  return tokens;
}

export function hasRole(token: Token | undefined, role: Role): boolean {
  return token?.kind === 'word' && token.roles.includes(role);
}

/** The number in a role such as `month:5`; null when the token has no such role. */
export function numberOfRole(token: Token | undefined, role: 'month' | 'weekday' | 'ordinal'): number | null {
  if (token?.kind !== 'word') return null;
  const found = token.roles.find((candidate) => candidate.startsWith(`${role}:`));
  return found === undefined ? null : Number(found.slice(role.length + 1));
}

function isPlural(token: Token): boolean {
  return token.kind === 'number' && token.plural;
}

interface Found {
  readonly token: Token;
  readonly end: number;
}

function numberAt(text: string, place: number): Found | null {
  for (const [pattern, make] of patterns) {
    pattern.lastIndex = place;
    const match = pattern.exec(text);
    const token = match === null ? null : make(match);
    if (match !== null && token !== null) return { token, end: place + match[0].length };
  }
  return null;
}

/** The longest phrase of the lexicon that begins here; words may be held together by spaces, apostrophes and hyphens. */
function phraseAt(text: string, place: number, lexicon: Lexicon): Found | null {
  let phrase = '';
  let end = place;
  let found: Found | null = null;
  for (let count = 0; count < longestPhrase; count += 1) {
    const word = /\p{L}+/uy;
    word.lastIndex = end;
    const match = word.exec(text);
    if (match === null) break;
    phrase = count === 0 ? match[0] : `${phrase} ${match[0]}`;
    end += match[0].length;
    const roles = lexicon.get(phrase);
    if (roles !== undefined) found = { token: { kind: 'word', roles }, end };
    const gap = /(?:[ './]|-(?=\p{L}))+/uy;
    gap.lastIndex = end;
    const between = gap.exec(text);
    if (between === null) break;
    end += between[0].length;
  }
  return found;
}
