// What is looked for in a document before it leaves: pure, so that it can be tried on any text.

/**
 * What can be found in a document that leaves. `named` and `pictureMissing` are only told, and a trace for which `isOnlyTold` is true; all others want
 * a written reason.
 */
export const findingKinds = [
  /** Words of this case, or of another one, that must never leave. */
  'guardedWords',
  'codeWord',
  /** Telephone or e-mail of the client, of a child or of one of the family. */
  'contact',
  'childName',
  /** Somebody of another case: named in full, or by telephone, e-mail or address. */
  'otherCase',
  /** A picture of an exhibit that goes out no more: it was redacted since, or taken out. */
  'pictureReplaced',
  /** An exhibit that has no picture to print, where the document prints pictures. Only told. */
  'pictureMissing',
  /** Something beside the text: an author, hidden text, a remark …; of an original, what it says of itself. */
  'trace',
  'named',
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** `original`: in a file as it was received. */
export const documentParts = ['text', 'header', 'footer', 'notes', 'original'] as const;
export type DocumentPart = (typeof documentParts)[number];

export interface DocumentParagraph {
  readonly part: DocumentPart;
  /** From 1 within the part, those of tables included; of an original, the line. */
  readonly paragraph: number;
  /** Number of the exhibit an original belongs to; left out for anything else. */
  readonly exhibit?: string;
  readonly text: string;
}

/** One thing to look for, and whom or what it would give away. */
export interface LookedFor<Subject> {
  readonly subject: Subject;
  readonly by: 'words' | 'telephone' | 'email';
  readonly text: string;
}

export interface Found<Subject> {
  readonly subject: Subject;
  readonly places: readonly {
    readonly part: DocumentParagraph['part'];
    readonly paragraph: number;
    readonly exhibit: string | null;
    readonly excerpt: string;
  }[];
}

/**
 * Where each of them stands: words whatever their case, accents and punctuation, one after the other; telephone numbers
 * however they are written; e-mail addresses. A misspelt word is not found.
 */
export function findInDocument<Subject>(
  paragraphs: readonly DocumentParagraph[],
  looked: readonly LookedFor<Subject>[],
): readonly Found<Subject>[] {
  const prepared = paragraphs.map((paragraph) => ({
    ...paragraph,
    folded: foldText(paragraph.text),
    running: runningWords(paragraph.text),
  }));
  // Thousands of names of other cases are looked for: most fail here, on their first word.
  const words = new Set(prepared.flatMap(({ running }) => running.split(' ')));
  return looked.flatMap(({ subject, by, text }) => {
    const holds = matcher(by, text, words);
    if (holds === null) return [];
    const places = prepared.flatMap((paragraph) => {
      const at = holds(paragraph);
      return at < 0 ? [] : [place(paragraph, at)];
    });
    return places.length === 0 ? [] : [{ subject, places }];
  });
}

/** The words of an address that say where it is: its first line without numbers, which are written in many ways. */
export function wordsOfAddress(address: string): string {
  const first = address.split(/[,\n]/)[0] ?? '';
  const street = wordsOf(first).filter((word) => !/^\d/.test(word));
  return street.join('').length >= shortestStreet ? street.join(' ') : wordsOf(first).join(' ');
}

const shortestStreet = 6;

/** "El" and "de" stand in names and everywhere else. */
export function saysSomething(word: string): boolean {
  return /[a-z]/.test(word) ? word.length >= 3 : word.length >= 2;
}

export function wordsOf(text: string): readonly string[] {
  return foldText(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

type Prepared = DocumentParagraph & { readonly folded: string; readonly running: string };

/** Gives where in the text something stands, roughly, or -1; null when it stands nowhere for certain. */
function matcher(
  by: LookedFor<unknown>['by'],
  text: string,
  words: ReadonlySet<string>,
): ((paragraph: Prepared) => number) | null {
  if (by === 'words') {
    const sought = wordsOf(text);
    if (sought.length === 0 || sought.some((word) => !words.has(word))) return null;
    const sequence = ` ${sought.join(' ')} `;
    return ({ running }) => running.indexOf(sequence);
  }
  if (by === 'email') {
    const sought = foldText(text).trim();
    return sought.length < 5 ? null : ({ folded }) => folded.indexOf(sought);
  }
  // The last eight digits are the same with and without the prefix of the country.
  const digits = foldText(text).replaceAll(/\D/g, '').slice(-8);
  if (digits.length < 6) return null;
  const pattern = new RegExp([...digits].join(String.raw`[\s./()-]*`));
  return ({ folded }) => folded.search(pattern);
}

const mostOfExcerpt = 160;

function place({ part, paragraph, exhibit, text }: Prepared, at: number): Found<unknown>['places'][number] {
  // Folding changes a text's length a little; the beginning of the excerpt need not be exact.
  const start = Math.max(0, Math.min(at, text.length) - 60);
  const piece = text
    .slice(start, start + mostOfExcerpt)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return {
    part,
    paragraph,
    exhibit: exhibit ?? null,
    excerpt: `${start > 0 ? '… ' : ''}${piece}${start + mostOfExcerpt < text.length ? ' …' : ''}`,
  };
}

/** A mark that is not shown can stand within a word, or take the place of a space: words are read both ways. */
function runningWords(text: string): string {
  const readings = /\p{Cf}/u.test(text) ? [text, text.replaceAll(/\p{Cf}/gu, ' ')] : [text];
  return readings.map((reading) => ` ${wordsOf(reading).join(' ')} `).join('\n');
}

/** Letters that are no other letter with an accent, as people write them who have no such key. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ς: 'σ',
};

/** Without case, accents and marks that are not shown; every digit an ASCII one, every dash a hyphen. */
function foldText(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}]/gu, '')
    .replaceAll(/[ßłøđðþæœıς]/g, (letter) => plainLetters[letter] ?? letter)
    .replaceAll(/(?![0-9])\p{Nd}/gu, asciiDigit)
    .replaceAll(/\p{Pd}/gu, '-');
}

/** Digits of a script stand in a row of ten, from nought. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
}
