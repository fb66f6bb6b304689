import {
  helpPieces,
  helpSchema,
  type Help,
  type HelpBlock,
  type HelpGuide,
  type HelpPiece,
  type HelpSection,
} from '../../../shared/help/guides';
import type { InterfaceLanguage } from '../../../shared/kernel/languages';
import { foldWords } from '../../../shared/search/fold';
import type { Text, TextId } from '../../lib/text';

const files = import.meta.glob<unknown>('../../../../resources/help/*.json', {
  eager: true,
  import: 'default',
});
const readHelps = new Map<InterfaceLanguage, Help>();

/** @throws when the file shipped with the program is damaged; a test reads each of them */
export function helpIn(language: InterfaceLanguage): Help {
  const known = readHelps.get(language);
  if (known !== undefined) return known;
  const help = helpSchema.parse(files[`../../../../resources/help/${language}.json`]);
  readHelps.set(language, help);
  return help;
}

/**
 * The name that a button or a screen has in the interface, without the dots of a button that asks more. A test proves that
 * the catalogues have each that the help asks for.
 */
export function nameOf(id: string, text: Text): string {
  return text(id as TextId).replace(/\s?…$/u, '');
}

export function titleOfSection(
  help: Help,
  place: { readonly guide: string; readonly section: string },
): string {
  const guide = help.guides.find(({ id }) => id === place.guide);
  return guide?.sections.find(({ id }) => id === place.section)?.title ?? '';
}

export interface FoundSection {
  readonly guide: HelpGuide;
  readonly section: HelpSection;
  /** The first words of it that fit, cut into pieces; what was looked for is marked. */
  readonly excerpt: readonly { readonly words: string; readonly marked: boolean }[];
}

/** The sections in which each word begins some word; those whose title has all of them come first. */
export function findSections(help: Help, wanted: string, text: Text): readonly FoundSection[] {
  const looked = foldWords(wanted).map(({ word }) => word);
  if (looked.length === 0) return [];
  const found = help.guides.flatMap((guide) =>
    guide.sections.flatMap((section) => {
      const passages = section.blocks
        .flatMap((block) => passagesOf(block))
        .map((each) => plain(each, help, text));
      if (!hasAll([section.title, ...passages].join('\n'), looked)) return [];
      const best =
        passages.find((passage) => hasAll(passage, looked)) ??
        passages.find((passage) => looked.some((word) => hasAll(passage, [word]))) ??
        passages[0] ??
        '';
      return [{ guide, section, excerpt: marked(best, looked), isInTitle: hasAll(section.title, looked) }];
    }),
  );
  return found.toSorted((one, other) => Number(other.isInTitle) - Number(one.isInTitle));
}

function passagesOf(block: HelpBlock): readonly string[] {
  if ('paragraph' in block) return [block.paragraph];
  if ('steps' in block) return block.steps;
  if ('points' in block) return block.points;
  return [block.where.map((id) => `{${id}}`).join(', ')];
}

function plain(passage: string, help: Help, text: Text): string {
  return helpPieces(passage)
    .map((piece) => plainPiece(piece, help, text))
    .join('');
}

function plainPiece(piece: HelpPiece, help: Help, text: Text): string {
  switch (piece.kind) {
    case 'words':
      return piece.words;
    case 'name':
      return nameOf(piece.id, text);
    case 'keys':
      return piece.keys.join('+');
    case 'section':
      return titleOfSection(help, piece);
  }
}

function hasAll(passage: string, looked: readonly string[]): boolean {
  const there = foldWords(passage);
  return looked.every((word) => there.some((each) => each.word.startsWith(word)));
}

function marked(passage: string, looked: readonly string[]): FoundSection['excerpt'] {
  const pieces: { words: string; marked: boolean }[] = [];
  let at = 0;
  for (const { word, start, end } of foldWords(passage)) {
    if (!looked.some((each) => word.startsWith(each))) continue;
    pieces.push({ words: passage.slice(at, start), marked: false });
    pieces.push({ words: passage.slice(start, end), marked: true });
    at = end;
  }
  pieces.push({ words: passage.slice(at), marked: false });
  return pieces.filter(({ words }) => words !== '');
}
