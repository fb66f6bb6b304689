import type { Language } from '../../shared/kernel/languages';
import type { PageFoot } from '../../shared/shell/protocol';
import { footWords } from '../documents/foot-words';
import { withoutPrintingTraces } from '../documents/printing-traces';
import { withPlainSymbols } from '../documents/symbols';
import type { Host } from '../kernel/deps';
import { readDocumentText } from './document-text';
import { readPackage, type PackageParts } from './package-reader';
import {
  mainDocumentPart,
  partXml,
  readRelationships,
  relationshipsPart,
  resolveTarget,
} from './word-package';
import { writePackage } from './write-package';
import { anElement, descendants, isElement, ownText, writeXml, type XmlElement, type XmlNode } from './xml';

/**
 * The PDF of a Word file that the page has ready for printing (`ui/printed`), with the foot that stands in the file. The same
 * file makes the same PDF.
 *
 * @returns null when it could not be made
 */
export async function printedAsPdf(
  host: Pick<Host, 'pageAsPdf'>,
  document: Uint8Array,
  language: Language,
): Promise<Uint8Array | null> {
  const parts = readPackage(document);
  if (!parts.ok) throw new Error(`A filing of the vault could not be read: ${parts.error.reason}`);
  const printed = await host.pageAsPdf(footOf(parts.value, language));
  return printed === null ? null : withoutPrintingTraces(printed, language);
}

/**
 * What stands at the foot of each page of a document: all its words in one line, but for the number of the page, which
 * Chromium writes beside them.
 */
export function footOf(parts: PackageParts, language: Language): PageFoot {
  const lines = readDocumentText(withFeet(parts, withoutPageNumbers)).footer.flatMap((line) =>
    line.split('\t'),
  );
  const said = lines.map((line) => line.replaceAll(pageNumber, '').trim()).filter((line) => line !== '');
  return { left: [...new Set(said)].join(' · '), ...footWords[language] };
}

function withFeet(parts: PackageParts, change: (foot: XmlElement) => XmlElement): PackageParts {
  const main = mainDocumentPart(parts) ?? '';
  const feet = readRelationships(parts, relationshipsPart(main)).flatMap(({ type, target }) => {
    const part = type === 'footer' ? resolveTarget(main, target) : null;
    const root = part === null ? null : partXml(parts, part);
    return part === null || root === null ? [] : [[part, encode(change(root))] as const];
  });
  return new Map([...parts, ...feet]);
}

function encode(root: XmlElement): Uint8Array {
  return Buffer.from(writeXml(root), 'utf8');
}

/** `Page 1 sur 3`, `- 2 -`, `3/7` and the like: by fields, as `readDocumentText` gives them, or typed in full. */
const pageNumber = (() => {
  const field = String.raw`(?:«\w+»\d*)+`;
  const fields = String.raw`(?:(?<!\p{L})(?:page|pagina|bladzijde|blz\.?|seite|p\.|s\.)\s*)?${field}(?:\s*(?:sur|de|van|von|of|/|-)\s*(?:${field}|\d+))?`;
  const typed = String.raw`(?<!\p{L})(?:page|pagina|seite)\s*\d+\s*(?:sur|van|von|of)\s*\d+`;
  const number = `(?:${fields}|${typed})`;
  const dash = '[-–—]';
  return new RegExp(
    [
      String.raw`^\s*${dash}\s*${number}\s*${dash}\s*$`,
      String.raw`^\s*${number}\s*[·|–—-]?\s*`,
      String.raw`\s*[·|–—,(-]?\s*${number}\s*\)?`,
    ].join('|'),
    'giu',
  );
})();

/**
 * A document as it is drawn for print, where Chromium counts the pages at their foot: its heads have no numbers of pages,
 * which would be the same on each, what a field shows is text like any other, and signs are those of any face.
 *
 * @returns words  what has to stand on the pages, piece by piece
 */
export function forDrawing(filing: PackageParts): {
  readonly document: Uint8Array;
  readonly words: readonly string[];
} {
  const parts = withPlainSymbols(filing);
  const main = mainDocumentPart(parts);
  if (main === null) throw new Error('A filing without a text part cannot be drawn');
  const drawn = new Map(parts);
  const words: string[] = [];
  const draw = (part: string | null, change: (root: XmlElement) => XmlElement): void => {
    const root = part === null ? null : partXml(parts, part);
    if (part === null || root === null) return;
    const changed = change(root);
    drawn.set(part, encode(changed));
    for (const element of descendants(changed))
      if (/^[wma]:t$/.test(element.name)) words.push(ownText(element));
  };
  draw(main, asPlainRuns);
  for (const { type, target } of readRelationships(parts, relationshipsPart(main))) {
    const part = resolveTarget(main, target);
    if (type === 'header') draw(part, (root) => asPlainRuns(withoutPageNumbers(root)));
    if (type === 'footnotes' || type === 'endnotes') draw(part, asPlainRuns);
  }
  return { document: writePackage(drawn, (name) => name.startsWith('word/media/')), words };
}

/** The library that draws knows fields by their marks alone, and of directions those of paragraphs and runs. */
function asPlainRuns(element: XmlElement): XmlElement {
  const children = element.children.flatMap((child): readonly XmlNode[] => {
    if (!isElement(child)) return [child];
    const plain = asPlainRuns(child);
    if (child.name === 'w:fldSimple') return plain.children;
    if (child.name !== 'w:dir' && child.name !== 'w:bdo') return [plain];
    const [rightToLeft, leftToRight] = child.name === 'w:dir' ? ['\u202B', '\u202A'] : ['\u202E', '\u202D'];
    const begin = child.attributes.get('w:val') === 'rtl' ? rightToLeft : leftToRight;
    return [runOf(begin), ...plain.children, runOf('\u202C')];
  });
  return { ...element, children };
}

function runOf(text: string): XmlElement {
  return anElement('w:r', {}, [anElement('w:t', {}, [text])]);
}

function withoutPageNumbers(head: XmlElement): XmlElement {
  const kept = new Map<XmlElement, string>();
  for (const paragraph of descendants(head)) {
    if (paragraph.name !== 'w:p') continue;
    const numbers = shownByPageFields(paragraph);
    const texts = [...descendants(paragraph)].filter(({ name }) => name === 'w:t');
    const pieces = texts.map((text) => (numbers.has(text) ? '«PAGE»' : ownText(text)));
    const gone = [...pieces.join('').matchAll(pageNumber)]
      .filter(([words]) => words.includes('«'))
      .map(({ index, 0: words }) => ({ from: index, to: index + words.length }));
    if (gone.length === 0) continue;
    let before = 0;
    for (const [index, text] of texts.entries()) {
      const piece = pieces[index] ?? '';
      const start = before;
      const isKept = (_sign: string, at: number): boolean =>
        !gone.some(({ from, to }) => start + at >= from && start + at < to);
      kept.set(text, piece.split('').filter(isKept).join(''));
      before += piece.length;
    }
  }
  const rewrite = (element: XmlElement): XmlElement => {
    const text = kept.get(element);
    if (text !== undefined) return { ...element, children: [text] };
    return {
      ...element,
      children: element.children.map((child) => (isElement(child) ? rewrite(child) : child)),
    };
  };
  return rewrite(head);
}

/** The texts in which a paragraph shows the number of a page, or how many there are. */
function shownByPageFields(paragraph: XmlElement): ReadonlySet<XmlElement> {
  const isPageField = (instruction: string): boolean =>
    /^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b/i.test(instruction);
  const shown = new Set<XmlElement>();
  const open: { instruction: string; isShowing: boolean }[] = [];
  for (const element of descendants(paragraph)) {
    if (element.name === 'w:fldSimple' && isPageField(element.attributes.get('w:instr') ?? ''))
      for (const within of descendants(element)) if (within.name === 'w:t') shown.add(within);
    const type = element.name === 'w:fldChar' ? element.attributes.get('w:fldCharType') : undefined;
    const field = open.at(-1);
    if (type === 'begin') open.push({ instruction: '', isShowing: false });
    else if (type === 'end') open.pop();
    else if (field !== undefined) {
      if (type === 'separate') field.isShowing = true;
      else if (element.name === 'w:instrText') field.instruction += ownText(element);
      else if (element.name === 'w:t' && field.isShowing && isPageField(field.instruction))
        shown.add(element);
    }
  }
  return shown;
}
