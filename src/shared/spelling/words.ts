/**
 * Whether a word is looked up at all. Not those of other scripts, which have no dictionary here; not abbreviations and
 * numbers of files, which are in none.
 */
export function isLookedUp(word: string): boolean {
  if (partsOfContractions.has(word.toLowerCase())) return false;
  if (!/^[\p{Script=Latin}\p{M}'’‑-]+$/u.test(word)) return false;
  const letters = word.replace(/[^\p{L}]/gu, '');
  return letters.length > 1 && letters !== letters.toUpperCase();
}

/** Chromium asks for both sides of an apostrophe by themselves; these are no words alone. */
const partsOfContractions: ReadonlySet<string> = new Set(
  [
    'ain aren couldn didn doesn don hadn hasn haven isn mightn mustn needn shan shouldn wasn weren won wouldn ll re ve',
    'aujourd entr jusqu lorsqu presqu prud puisqu qu quelqu quoiqu',
  ].flatMap((words) => words.split(' ')),
);

/** One way of writing for all of a word: its case and the kind of its apostrophe do not make it another. */
export function wordKey(word: string): string {
  return word.normalize('NFC').replaceAll('’', "'").toLowerCase();
}

/** The word itself, and what it is without an English or Dutch genitive or a French article. */
export function wordKeys(word: string): readonly string[] {
  const key = wordKey(word);
  return [
    ...new Set([key, key.replace(/'s?$/u, ''), key.replace(/^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'/u, '')]),
  ];
}

/** Names of the field that stand in no dictionary: the recognised centres, the reception agency, the rapporteur. */
export const wordsOfTheField: readonly string[] = ['Fedasil', 'Myria', 'Payoke', 'Sürya'];
