// What differs between two ways of writing one word is thrown away here, on both sides of a search: case, accents,
// vowel points, forms of letters. The index, the words looked for and the marks in a result all come from this one
// place. A change of these rules needs a migration that sets `search_state` to unfinished, so that the index is rebuilt.

/** A word as it is compared, and where it stands in the text. */
export interface FoldedWord {
  readonly word: string;
  /** In UTF-16 units; `end` is just behind it. */
  readonly start: number;
  readonly end: number;
}

/** A word is cut off here, in the index as in what is looked for. Longer ones are nobody's words. */
const longestWord = 64;

/**
 * The words of a text. Scripts that are written without spaces give one word for each sign, so that a phrase of them
 * finds any part of a sentence.
 */
export function foldWords(text: string): readonly FoldedWord[] {
  const words: FoldedWord[] = [];
  let word = '';
  let start = 0;
  let end = 0;
  const close = (): void => {
    if (word !== '') words.push({ word, start, end });
    word = '';
  };
  let at = 0;
  for (const sign of text) {
    const next = at + sign.length;
    const folded = foldSign(sign);
    if (folded === separator) close();
    // Nothing is left of an accent; its place belongs to the letter before it.
    if (folded === '' && word !== '') end = next;
    for (const letter of folded === separator ? '' : folded) {
      if (isLoneSign(letter)) {
        close();
        words.push({ word: letter, start: at, end: next });
        continue;
      }
      if (word === '') start = at;
      if (word.length < longestWord) word += letter;
      end = next;
    }
    at = next;
  }
  close();
  return words;
}

/** The words of a text as they stand in the index, divided by one space. */
export function foldText(text: string): string {
  return foldWords(text)
    .map(({ word }) => word)
    .join(' ');
}

/** Whether a word is one sign of a script without spaces. */
export function isLoneSign(word: string): boolean {
  // Letters of Latin script, by far the most, need no look at the tables of scripts.
  return word > '\u0e00' && loneSign.test(word);
}

const separator = ' ';
const foldedSigns = new Map<string, string>();

// The marks of voiced Japanese signs and the sign of a long vowel belong to two scripts at once, and so to none by name.
const loneSign =
  /^[\u3099\u309A\u30FC\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Yi}\p{Script=Javanese}\p{Script=Balinese}]$/u;

/**
 * Accents, vowel points and tone marks of scripts where leaving them out is usual. In the scripts of India and its
 * neighbours a sign of this kind is a vowel that is always written, and stays; so does the mark of a voiced Japanese sign.
 */
function isReadOver(letter: string): boolean {
  if (/^[\p{Cf}\u0640]$/u.test(letter)) return true;
  const isMark = /^\p{M}$/u.test(letter);
  return isMark && scriptsWithLooseMarks.test(letter) && letter !== '\u3099' && letter !== '\u309A';
}

const scriptsWithLooseMarks =
  /^[\p{Script=Inherited}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Ethiopic}]$/u;

/** Letters that decomposition leaves whole, and forms of one letter that keyboards and languages differ in. */
const letterForms: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ſ: 's',
  ς: 'σ',
  ӏ: 'і',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ې: 'ي',
  ک: 'ك',
  ڪ: 'ك',
  ة: 'ه',
  ۀ: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  ە: 'ه',
};

/** Figures of other scripts begin at these signs with their zero. */
const zeros = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50, 0x0ed0,
];

/** Folded letters of one sign: none for what is read over, a space for what divides words. */
function foldSign(sign: string): string {
  const known = foldedSigns.get(sign);
  if (known !== undefined) return known;
  const folded = workOut(sign);
  foldedSigns.set(sign, folded);
  return folded;
}

function workOut(sign: string): string {
  // Twice decomposed: lowering the case of some letters (İ) brings new marks.
  const bare = Array.from(sign.normalize('NFKD').toLowerCase().normalize('NFKD')).filter(
    (letter) => !isReadOver(letter),
  );
  if (bare.length === 0) return '';
  const letters = bare
    .map((letter) => letterForms[letter] ?? asciiFigure(letter))
    .join('')
    .replace(/[^\p{L}\p{N}\p{M}]/gu, '');
  return letters === '' ? separator : letters;
}

function asciiFigure(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  const zero = zeros.find((each) => code >= each && code < each + 10);
  return zero === undefined ? letter : String(code - zero);
}
