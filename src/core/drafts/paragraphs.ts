import { compareWords } from '../../shared/interviews/compare';
import type { DraftBlock } from '../../shared/drafts/blocks';
import type { DraftForm } from '../../shared/drafts/contract';
import { cleanPackage } from '../filings/clean-package';
import { spellingLanguages } from '../filings/build-document';
import { isAroundParagraphs, readBodyParagraphs, type BodyParagraph } from '../filings/document-text';
import { markScripts } from '../filings/mark-scripts';
import { readPackage, type PackageParts } from '../filings/package-reader';
import { mainDocumentPart, partXml } from '../filings/word-package';
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

/** Every paragraph that says something. */
export function readDraftParagraphs(document: Uint8Array): readonly DraftParagraph[] {
  return readBodyParagraphs(unpack(document))
    .map((paragraph, place) => ({ place, text: paragraph.text, form: formOf(paragraph) }))
    .filter(({ text }) => text.trim() !== '');
}

function formOf({ number, headingLevel, isInTable, element }: BodyParagraph): DraftForm {
  return { number, headingLevel, inTable: isInTable, locked: !holdsWordsOnly(element) };
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
    parts,
    { title: titleOf(parts), language: spellingLanguages[draft.language] },
    markScripts,
  );
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
    if (block === undefined) put(paragraph, null);
    else if (block.text === null) {
      // The end of a section stands in the properties of its last paragraph.
      const properties = firstChild(paragraph, 'w:pPr');
      if (firstChild(properties, 'w:sectPr') !== undefined)
        put({ ...paragraph, children: properties === undefined ? [] : [properties] }, null);
    } else {
      const text = print(block.text);
      const generated = paragraphs[place]?.text ?? '';
      if (isLocked) put(inWords(paragraph, print), block.id);
      else put(text === generated ? paragraph : withText(paragraph, text), block.id);
    }
    for (const added of plan.behind.get(place) ?? [])
      put(addedParagraph(added, paragraph, print), added.block.id);
    place += 1;
    return worked;
  };
  const workContainer = (container: XmlElement): XmlElement => {
    const children = container.children.flatMap((child): readonly XmlNode[] => {
      if (!isElement(child)) return [child];
      if (child.name === 'w:p') return workParagraph(child);
      return isAroundParagraphs(child) ? [workContainer(child)] : [child];
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
      !paragraph.isInTable &&
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
      newLooks.push(change === 'same' ? looks[at + index] : (replaced ?? looks[Math.max(0, at - 1)]));
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

/** Citations inside a paragraph that holds more than words. */
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
