import { compareWords } from '../../shared/interviews/compare';
import type { DraftBlock } from '../../shared/drafts/blocks';
import { citationsIn, type Citation } from '../../shared/drafts/citations';
import type { DraftForm, DraftTable } from '../../shared/drafts/contract';
import { cleanPackage } from '../filings/clean-package';
import { spellingLanguages } from '../filings/build-document';
import {
  isAroundParagraphs,
  readBodyParagraphs,
  readBodyTables,
  type BodyParagraph,
} from '../filings/document-text';
import { markScripts } from '../filings/mark-scripts';
import { readPackage, type PackageParts } from '../filings/package-reader';
import { contentTypes, mainDocumentPart, partText, partXml } from '../filings/word-package';
import {
  anElement,
  childElements,
  firstChild,
  isElement,
  keepXmlCharacters,
  writeXml,
  type XmlElement,
  type XmlNode,
} from '../filings/xml';
import type { Language } from '../../shared/kernel/languages';

// The paragraphs of a generated Word file, read for a draft and written back with the words of the hand. A paragraph is
// known by its place among all of the text, those of tables and empty ones too.

export interface DraftParagraph {
  readonly place: number;
  readonly text: string;
  readonly form: DraftForm;
}

/** Every paragraph that says something, and of each empty cell of a table the first: there something can be written. */
export function readDraftParagraphs(document: Uint8Array): readonly DraftParagraph[] {
  const cells = new Map<string, number>();
  const paragraphs = readBodyParagraphs(unpack(document));
  for (const [place, { cell, text, element }] of paragraphs.entries()) {
    if (cell === null) continue;
    const name = [cell.table, cell.row, cell.column].join(' ');
    const isEmpty = text.trim() === '' && holdsWordsOnly(element);
    cells.set(name, isEmpty ? (cells.get(name) ?? place) : -1);
  }
  const emptyCells = new Set(cells.values());
  return paragraphs.flatMap((paragraph, place) => {
    if (paragraph.text.trim() !== '') return [{ place, text: paragraph.text, form: formOf(paragraph) }];
    return emptyCells.has(place) ? [{ place, text: '', form: formOf(paragraph) }] : [];
  });
}

export function readDraftTables(document: Uint8Array): readonly DraftTable[] {
  return readBodyTables(unpack(document)).map(({ columns, headerRows }) => ({
    columns: [...columns],
    headerRows,
  }));
}

function formOf({ number, headingLevel, cell, element }: BodyParagraph): DraftForm {
  return { number, headingLevel, cell, locked: !holdsWordsOnly(element) };
}

const wordsInParagraph = new Set(['w:pPr', 'w:r', 'w:bookmarkStart', 'w:bookmarkEnd']);
const wordsInRun = new Set(['w:rPr', 'w:t', 'w:tab', 'w:br', 'w:cr', 'w:noBreakHyphen']);

function holdsWordsOnly(paragraph: XmlElement): boolean {
  return childElements(paragraph).every(
    (child) =>
      wordsInParagraph.has(child.name) &&
      (child.name !== 'w:r' ||
        childElements(child).every(
          (part) =>
            wordsInRun.has(part.name) && (part.attributes.get('w:type') ?? 'textWrapping') === 'textWrapping',
        )),
  );
}

/** The automatic numbers of a worked text, by the ids of its paragraphs: what was put in has one, too. */
export function numberBlocks(
  document: Uint8Array,
  blocks: readonly DraftBlock[],
): Readonly<Record<string, string>> {
  const { parts, blockIds } = workParagraphs(document, blocks, (text) => text);
  const numbers: Record<string, string> = {};
  readBodyParagraphs(parts).forEach(({ number }, index) => {
    const id = blockIds[index];
    if (id !== null && id !== undefined) numbers[id] = number;
  });
  return numbers;
}

/**
 * The Word file with the text of a draft in it: in the styles of the template, rebuilt clean. A paragraph that nobody changed is
 * as it was generated, but for the numbers of what it cites.
 */
export function writeDraft(draft: {
  readonly document: Uint8Array;
  readonly language: Language;
  readonly blocks: readonly DraftBlock[];
  readonly print: (kept: string) => string;
}): Buffer {
  const { parts } = workParagraphs(draft.document, draft.blocks, draft.print);
  return cleanPackage(
    printBeside(parts, draft.print),
    { title: titleOf(parts), language: spellingLanguages[draft.language] },
    markScripts,
  );
}

/** Citations in the head and foot of the pages and in notes, which nobody works on. */
function printBeside(parts: PackageParts, print: (kept: string) => string): PackageParts {
  const typeOf = contentTypes(parts);
  return new Map(
    [...parts].map(([name, content]) => {
      const isBeside = /wordprocessingml\.(?:header|footer|footnotes|endnotes)\+xml$/.test(typeOf(name));
      const root = isBeside ? partXml(parts, name) : null;
      return [name, root === null ? content : Buffer.from(writeXml(inWords(root, print)), 'utf8')];
    }),
  );
}

/** What a written document still cites instead of printing its number. */
export function citationsLeftOver(document: Uint8Array): readonly Citation[] {
  const parts = unpack(document);
  return [...parts.keys()]
    .filter((name) => /\.xml$/i.test(name))
    .flatMap((name) => citationsIn(partText(parts, name) ?? ''));
}

interface Worked {
  readonly parts: PackageParts;
  /** For each paragraph of the text, in its order: the block it is of; null for empty ones. */
  readonly blockIds: readonly (string | null)[];
}

function workParagraphs(
  document: Uint8Array,
  blocks: readonly DraftBlock[],
  print: (kept: string) => string,
): Worked {
  const parts = unpack(document);
  const main = mainDocumentPart(parts);
  const root = main === null ? null : partXml(parts, main);
  if (main === null || root === null) throw new Error('A draft has no text part');
  const paragraphs = readBodyParagraphs(parts);
  const plan = planParagraphs(blocks, paragraphs);
  const blockIds: (string | null)[] = [];
  let place = 0;

  const workParagraph = (paragraph: XmlElement): readonly XmlElement[] => {
    const block = plan.byPlace.get(place);
    const isLocked = !holdsWordsOnly(paragraph);
    const worked: XmlElement[] = [];
    const put = (element: XmlElement, id: string | null): void => {
      worked.push(element);
      blockIds.push(id);
    };
    for (const added of plan.before.get(place) ?? [])
      put(addedParagraph(added, paragraph, print), added.block.id);
    if (block === undefined) put(inWords(paragraph, print), null);
    else if (block.text === null) {
      // The end of a section stands in the properties of its last paragraph.
      const properties = firstChild(paragraph, 'w:pPr');
      if (firstChild(properties, 'w:sectPr') !== undefined)
        put({ ...paragraph, children: properties === undefined ? [] : [properties] }, null);
    } else {
      const isAsGenerated = block.text === (paragraphs[place]?.text ?? '');
      put(
        isLocked || isAsGenerated ? inWords(paragraph, print) : withText(paragraph, print(block.text)),
        block.id,
      );
    }
    for (const added of plan.behind.get(place) ?? [])
      put(addedParagraph(added, paragraph, print), added.block.id);
    place += 1;
    return worked;
  };
  /** All that it said was taken out, and nothing else stands in it. Cells that are merged with those of other rows stay. */
  const isRowTakenOut = (row: XmlElement): boolean => {
    if (childElements(row, 'w:tc').some((cell) => firstChild(firstChild(cell, 'w:tcPr'), 'w:vMerge')))
      return false;
    let isTakenOut = false;
    for (const [index, paragraph] of paragraphsOfRow(row).entries()) {
      const at = place + index;
      const block = plan.byPlace.get(at);
      if (plan.before.has(at) || plan.behind.has(at)) return false;
      if (block?.text === null) isTakenOut = true;
      else if ((block?.text ?? '') !== '' || !holdsWordsOnly(paragraph)) return false;
    }
    return isTakenOut;
  };
  const workContainer = (container: XmlElement): XmlElement => {
    const children = container.children.flatMap((child): readonly XmlNode[] => {
      if (!isElement(child)) return [child];
      if (child.name === 'w:p') return workParagraph(child);
      if (child.name === 'w:tr' && isRowTakenOut(child)) {
        place += paragraphsOfRow(child).length;
        return [];
      }
      if (!isAroundParagraphs(child)) return [child];
      const inside = workContainer(child);
      // A table without rows is none.
      return child.name === 'w:tbl' && firstChild(inside, 'w:tr') === undefined ? [] : [inside];
    });
    // A cell ends with a paragraph, by the schema.
    const needsParagraph = container.name === 'w:tc' && children.findLast(isElement)?.name !== 'w:p';
    if (needsParagraph) blockIds.push(null);
    return { ...container, children: needsParagraph ? [...children, anElement('w:p')] : children };
  };
  const worked: XmlElement = {
    ...root,
    children: root.children.map((child) =>
      isElement(child) && child.name === 'w:body' ? workContainer(child) : child,
    ),
  };
  return {
    parts: new Map([...parts, [main, Buffer.from(writeXml(worked), 'utf8')]]),
    blockIds,
  };
}

function paragraphsOfRow(row: XmlElement): readonly XmlElement[] {
  return childElements(row).flatMap((child) =>
    child.name === 'w:p' ? [child] : isAroundParagraphs(child) ? paragraphsOfRow(child) : [],
  );
}

interface Added {
  readonly block: DraftBlock;
  /** The paragraph whose looks it takes. */
  readonly like: XmlElement | null;
}

/** Where each paragraph that was put in goes, and how it looks: as the nearest ordinary paragraph before it, else behind it. */
function planParagraphs(
  blocks: readonly DraftBlock[],
  paragraphs: readonly BodyParagraph[],
): {
  readonly byPlace: ReadonlyMap<number, DraftBlock>;
  readonly before: ReadonlyMap<number, readonly Added[]>;
  readonly behind: ReadonlyMap<number, readonly Added[]>;
} {
  const byPlace = new Map<number, DraftBlock>();
  const before = new Map<number, Added[]>();
  const behind = new Map<number, Added[]>();
  const isOrdinary = (place: number): boolean => {
    const paragraph = paragraphs[place];
    return (
      paragraph !== undefined &&
      paragraph.headingLevel === null &&
      paragraph.cell === null &&
      holdsWordsOnly(paragraph.element)
    );
  };
  const generated = blocks.flatMap(({ place }) => (place === null ? [] : [place]));
  let last: number | null = null;
  for (const block of blocks) {
    if (block.place !== null) {
      byPlace.set(block.place, block);
      last = block.place;
      continue;
    }
    if (block.text === null) continue;
    const here: number = last ?? -1;
    const like =
      generated.findLast((place) => place <= here && isOrdinary(place)) ?? generated.find(isOrdinary);
    const added = { block, like: like === undefined ? null : (paragraphs[like]?.element ?? null) };
    if (last === null) {
      const first = generated[0] ?? 0;
      before.set(first, [...(before.get(first) ?? []), added]);
    } else behind.set(last, [...(behind.get(last) ?? []), added]);
  }
  return { byPlace, before, behind };
}

function addedParagraph(
  { block, like }: Added,
  beside: XmlElement,
  print: (kept: string) => string,
): XmlElement {
  const model = like ?? beside;
  const properties = firstChild(model, 'w:pPr');
  const kept =
    properties === undefined
      ? []
      : [
          {
            ...properties,
            children: properties.children.filter((child) => !isElement(child) || child.name !== 'w:sectPr'),
          },
        ];
  const [run] = childElements(model, 'w:r');
  const runProperties = firstChild(run, 'w:rPr');
  return {
    ...model,
    children: [...kept, ...runsOf(print(block.text ?? ''), () => withoutRtl(runProperties))],
  };
}

/**
 * The paragraph with another text. Each letter that stays keeps its looks; what is new looks like what it takes the place of,
 * or like what stands before it.
 */
function withText(paragraph: XmlElement, text: string): XmlElement {
  const looks: (XmlElement | undefined)[] = [];
  // Of an empty paragraph, its end has the looks that are written with.
  const usual = withoutRtl(firstChild(firstChild(paragraph, 'w:pPr'), 'w:rPr'));
  let before = '';
  for (const run of childElements(paragraph, 'w:r')) {
    const own = withoutRtl(firstChild(run, 'w:rPr'));
    const words = wordsOf(run);
    before += words;
    for (let index = 0; index < words.length; index += 1) looks.push(own);
  }
  const newLooks: (XmlElement | undefined)[] = [];
  let at = 0;
  let replaced: XmlElement | undefined | null = null;
  for (const { change, text: piece } of compareWords(before, text)) {
    if (change === 'removed') {
      replaced = looks[at];
      at += piece.length;
      continue;
    }
    for (let index = 0; index < piece.length; index += 1) {
      newLooks.push(
        change === 'same'
          ? looks[at + index]
          : (replaced ?? (before === '' ? usual : looks[Math.max(0, at - 1)])),
      );
    }
    if (change === 'same') at += piece.length;
    replaced = null;
  }
  return {
    ...paragraph,
    children: [
      ...paragraph.children.filter((child) => !isElement(child) || child.name !== 'w:r'),
      ...runsOf(text, (index) => newLooks[index]),
    ],
  };
}

/** Letters of other directions are marked anew, as in every document of ours. */
function withoutRtl(properties: XmlElement | undefined): XmlElement | undefined {
  if (properties === undefined) return undefined;
  const children = properties.children.filter((child) => !isElement(child) || child.name !== 'w:rtl');
  return children.length === properties.children.length ? properties : { ...properties, children };
}

function wordsOf(run: XmlElement): string {
  return childElements(run)
    .map((child) => {
      if (child.name === 'w:t') return child.children.filter((node) => !isElement(node)).join('');
      if (child.name === 'w:tab') return '\t';
      if (child.name === 'w:br' || child.name === 'w:cr') return '\n';
      return child.name === 'w:noBreakHyphen' ? '\u2011' : '';
    })
    .join('');
}

function runsOf(text: string, lookAt: (index: number) => XmlElement | undefined): readonly XmlElement[] {
  const runs: XmlElement[] = [];
  let start = 0;
  const clean = keepXmlCharacters(text);
  // What is dropped was no letter of any look; the looks then run on from the letters that stay.
  for (let index = 1; index <= clean.length; index += 1) {
    if (index < clean.length && lookAt(index) === lookAt(start)) continue;
    const look = lookAt(start);
    const pieces = clean.slice(start, index).split(/([\t\n\u2011])/u);
    runs.push(
      anElement('w:r', {}, [
        ...(look === undefined ? [] : [look]),
        ...pieces.filter((piece) => piece !== '').map(pieceOf),
      ]),
    );
    start = index;
  }
  return runs;
}

function pieceOf(piece: string): XmlElement {
  switch (piece) {
    case '\t':
      return anElement('w:tab');
    case '\n':
      return anElement('w:br');
    case '\u2011':
      return anElement('w:noBreakHyphen');
    default:
      return anElement('w:t', { 'xml:space': 'preserve' }, [piece]);
  }
}

/** What stands in an element with its citations printed; all else as it is. */
function inWords(element: XmlElement, print: (kept: string) => string): XmlElement {
  return {
    ...element,
    children: element.children.map((child) => {
      if (isElement(child)) return inWords(child, print);
      return element.name === 'w:t' ? print(child) : child;
    }),
  };
}

function titleOf(parts: PackageParts): string {
  const title = firstChild(partXml(parts, 'docProps/core.xml') ?? undefined, 'dc:title');
  return title?.children.filter((node) => !isElement(node)).join('') ?? '';
}

function unpack(document: Uint8Array): PackageParts {
  const parts = readPackage(document);
  if (!parts.ok) throw new Error(`A draft of the vault could not be read: ${parts.error.reason}`);
  return parts.value;
}
