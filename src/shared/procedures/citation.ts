import type { Language } from '../kernel/languages';
import type { Citation, Fact, ProcedurePack } from './schemas';

/** Writes a place in the law as a lawyer of the language does: `loi du 15 décembre 1980, art. 61/2, § 2, al. 1er`. */
export function formatCitation(
  citation: Citation,
  pack: Pick<ProcedurePack, 'texts'>,
  language: Language,
): string {
  const text = pack.texts.find(({ id }) => id === citation.text);
  const { article, paragraph, subparagraph, item } = citation;
  return [
    (text?.short ?? text?.name)?.[language] ?? citation.text,
    ...(article === undefined ? [] : [`${unitNames[text?.unit ?? 'article'][language]}\u00a0${article}`]),
    ...(paragraph === undefined
      ? []
      : [`${text?.unit === 'paragraph' ? partsOfParagraphs[language] : '§'}\u00a0${paragraph}`]),
    ...(subparagraph === undefined ? [] : [subparagraphs[language](subparagraph)]),
    ...(item === undefined ? [] : [item]),
  ].join(', ');
}

/** The version of the law a statement was read in: its own, else that of the first text cited. Null when not read. */
export function lawAsOf(fact: Fact, pack: Pick<ProcedurePack, 'texts'>): string | null {
  if (fact.lawAsOf !== undefined) return fact.lawAsOf;
  const [first] = fact.basis;
  return pack.texts.find(({ id }) => id === first?.text)?.lawAsOf ?? null;
}

const unitNames = {
  article: { fr: 'art.', nl: 'art.', de: 'Art.', en: 'art.' },
  section: { fr: 'section', nl: 'section', de: 'section', en: 's.' },
  paragraph: { fr: '§', nl: '§', de: '§', en: '§' },
} satisfies Record<string, Readonly<Record<Language, string>>>;

/** German acts number the parts of a paragraph: § 59 Abs. 7. */
const partsOfParagraphs: Readonly<Record<Language, string>> = {
  fr: 'al.',
  nl: 'lid',
  de: 'Abs.',
  en: 'para.',
};

const subparagraphs: Readonly<Record<Language, (number: number) => string>> = {
  fr: (number) => `al.\u00a0${number === 1 ? '1er' : String(number)}`,
  nl: (number) => `${dutchOrdinals[number - 1] ?? `${number}e`} lid`,
  de: (number) => `Abs.\u00a0${number}`,
  en: (number) => `para.\u00a0${number}`,
};

const dutchOrdinals = ['eerste', 'tweede', 'derde', 'vierde', 'vijfde', 'zesde', 'zevende', 'achtste'];
