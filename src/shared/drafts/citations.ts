// A draft cites exhibits and facts by what they are, not by the number they have today: `{exhibit:<id>}`. On the screen that is
// the number of now, in the words of the interface: `{exhibit 4}`, `{pièce 4}`. In the document it is the number alone.

export const citedKinds = ['exhibit', 'fact'] as const;
export type CitedKind = (typeof citedKinds)[number];

/** What can be cited, with its number of now. */
export interface Citable {
  readonly kind: CitedKind;
  readonly id: string;
  /** `4`, `12bis` */
  readonly number: string;
}

export interface Citation {
  readonly kind: CitedKind;
  readonly id: string;
}

/** The words of a citation on the screen, by language of the interface; all of them are understood in each. */
export const citationWords: Readonly<Record<CitedKind, Readonly<Record<string, string>>>> = {
  exhibit: { en: 'exhibit', fr: 'pièce', nl: 'stuk', de: 'Beweisstück' },
  fact: { en: 'fact', fr: 'fait', nl: 'feit', de: 'Tatsache' },
};

const keptPattern = /\{(exhibit|fact):([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\}/g;

/** What is shown for the number of something that is gone. */
export function lostNumber(id: string): string {
  return `?${id.slice(-4)}`;
}

/** As it is kept in a draft. */
export function writeCitation({ kind, id }: Citation): string {
  return `{${kind}:${id}}`;
}

/** Every citation of a kept text, in its order. */
export function citationsIn(kept: string): readonly Citation[] {
  return [...kept.matchAll(keptPattern)].map(([, kind, id = '']) => ({ kind: kindOf(kind), id }));
}

/** The kept text as it is shown. What is cited and gone shows a question mark and the end of its id. */
export function showCitations(kept: string, citable: readonly Citable[], language: string): string {
  return kept.replaceAll(keptPattern, (_whole, kind: string, id: string) => {
    const word = citationWords[kindOf(kind)][language] ?? kind;
    return `{${word} ${findCited(citable, { kind: kindOf(kind), id })?.number ?? lostNumber(id)}}`;
  });
}

/**
 * What was typed as it is kept. A number that nothing has stays as it was typed.
 *
 * @param before  texts in which a citation of something gone may stand, so that it stays the same one
 */
export function keepCitations(
  shown: string,
  citable: readonly Citable[],
  before: readonly string[] = [],
): string {
  const lost = before.flatMap(citationsIn).filter((citation) => findCited(citable, citation) === undefined);
  return shown.replaceAll(typedPattern, (whole, word: string, number: string) => {
    const kind = citedKinds.find((each) =>
      Object.values(citationWords[each]).some((known) => known.toLowerCase() === word.toLowerCase()),
    );
    if (kind === undefined) return whole;
    const wanted = number.toLowerCase();
    const found =
      citable.find((each) => each.kind === kind && each.number === wanted) ??
      lost.find((each) => each.kind === kind && lostNumber(each.id) === wanted);
    return found === undefined ? whole : writeCitation({ kind, id: found.id });
  });
}

const typedPattern = /\{\s*([\p{L}]+)[\s\u00a0]+(\??[\da-z/]+)\s*\}/giu;

/** The kept text as it is printed: numbers alone. */
export function printCitations(kept: string, citable: readonly Citable[]): string {
  return kept.replaceAll(keptPattern, (whole, kind: string, id: string) => {
    return findCited(citable, { kind: kindOf(kind), id })?.number ?? whole;
  });
}

/** The kept text without what it cites. */
export function withoutCitations(kept: string): string {
  return kept.replaceAll(keptPattern, ' ');
}

/** What in a kept text would not be printed as a number: citations of what is gone, and numbers that nothing has. */
export function brokenCitations(kept: string, citable: readonly Citable[]): readonly string[] {
  const gone = citationsIn(kept)
    .filter((citation) => findCited(citable, citation) === undefined)
    .map(({ id }) => lostNumber(id));
  const unknown = [...keepCitations(kept, citable).matchAll(typedPattern)]
    .filter(([, word = '']) => isCitationWord(word))
    .map(([, , number = '']) => number);
  return [...gone, ...unknown];
}

function isCitationWord(word: string): boolean {
  return citedKinds.some((kind) =>
    Object.values(citationWords[kind]).some((known) => known.toLowerCase() === word.toLowerCase()),
  );
}

function findCited(citable: readonly Citable[], { kind, id }: Citation): Citable | undefined {
  return citable.find((each) => each.kind === kind && each.id === id);
}

function kindOf(kind: string | undefined): CitedKind {
  return kind === 'fact' ? 'fact' : 'exhibit';
}

/** A citation that a filing is filled in with in the place of an exhibit's number: it has the number of now with it. */
export function citationWithNumber(id: string, number: string): string {
  return `{exhibit:${id}:${number}}`;
}

/** The number in such a citation; anything else as it is. */
export function numberPrinted(text: string): string {
  return /^\{exhibit:[\da-f-]{36}:([\da-z/]+)\}$/.exec(text)?.[1] ?? text;
}

/** Such citations in a text as they are kept, without the number, which will change. */
export function withoutNumbers(text: string): string {
  return text.replaceAll(/\{exhibit:([\da-f-]{36}):[\da-z/]+\}/g, (_whole, id: string) =>
    writeCitation({ kind: 'exhibit', id }),
  );
}
