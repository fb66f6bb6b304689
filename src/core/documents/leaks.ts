import type { LeakKind } from '../../shared/departures/leak-kinds';
import type { PackageParts } from '../filings/package-reader';
import {
  isOn,
  mainDocumentPart,
  readRelationships,
  relationshipsPart,
  resolveTarget,
  settingsOf,
} from '../filings/word-package';
import { descendants, isElement, ownText, type XmlElement } from '../filings/xml';
import { dangerousFields } from './dangers';
import { isLivingField, isNeutralBookmark } from './fields';
import { lookWithin, readStyleLooks, unseenText, type StyleLooks } from './hidden-text';
import { findPictureTraces, isPicture } from './picture-traces';
import { namedRelationships, partsShownByName, unshownNotes, unshownReferences } from './unshown';
import { isFileNameOfPicture, isTellingExtension, traceOfAttribute, traceOfElement } from './word-traces';

/** Something in a Word file that says more than its text. */
export interface DocumentLeak {
  readonly kind: LeakKind;
  /** The part it stands in. */
  readonly part: string;
  /** Counted from 1 within the part, those of tables included; null for what stands in no paragraph. */
  readonly paragraph: number | null;
  /** What was found, shortened. */
  readonly found: string;
}

type Report = (kind: DocumentLeak['kind'], part: string, found: string, paragraph?: number | null) => void;

/** @param trees  the parts that are XML, read */
export function findLeaks(
  parts: PackageParts,
  trees: ReadonlyMap<string, XmlElement>,
): readonly DocumentLeak[] {
  const leaks = new Map<string, DocumentLeak>();
  const report: Report = (kind, part, found, paragraph = null) => {
    const leak = { kind, part, paragraph, found: found.slice(0, 200) };
    // Revision ids stand on nearly every paragraph: once for each part and name says enough.
    const key = JSON.stringify([kind, part, leak.found, kind === 'revisionIds' ? null : paragraph]);
    if (!leaks.has(key)) leaks.set(key, leak);
  };
  for (const [name, bytes] of parts) {
    reportPart(name, bytes, report);
    if (name.endsWith('.rels')) reportRelationships(parts, name, report);
  }
  const styles = readStyleLooks(trees);
  for (const [name, tree] of trees) {
    if (name.startsWith('docProps/')) reportProperties(name, tree, report);
    if (/^word\//i.test(name)) reportElements(name, tree, styles, report);
  }
  reportUnshown(parts, trees, report);
  return [...leaks.values()];
}

function reportPart(name: string, bytes: Uint8Array, report: Report): void {
  if (/comments/i.test(name) && !name.endsWith('.rels')) report('comments', name, name);
  if (
    /^(?:customXml|docMetadata|word\/glossary)\/|\/intelligence\d*\.xml$/i.test(name) ||
    name === 'docProps/custom.xml'
  )
    report('customData', name, name);
  if (/vbaProject|vbaData/i.test(name)) report('macros', name, name);
  if (/embeddings\/|activeX\//i.test(name)) report('embeddedObject', name, name);
  if (/printerSettings/i.test(name) && !name.endsWith('.rels')) report('printer', name, name);
  if (/thumbnail/i.test(name)) report('thumbnail', name, name);
  if (!isPicture(name)) return;
  const traces = findPictureTraces(bytes);
  for (const trace of traces ?? []) report('pictureData', name, trace);
  if (traces === null) report('pictureNotReadable', name, name);
}

function reportRelationships(parts: PackageParts, name: string, report: Report): void {
  for (const { external, target, type } of readRelationships(parts, name)) {
    if (type === 'attachedTemplate') report('attachedTemplate', name, target);
    else if (external) report('externalRelationship', name, target);
  }
}

const leakOfProperty: Readonly<Record<string, DocumentLeak['kind']>> = {
  'dc:creator': 'author',
  'cp:lastModifiedBy': 'lastEditor',
  Manager: 'author',
  Company: 'company',
  Application: 'program',
  AppVersion: 'program',
  Template: 'program',
  HyperlinkBase: 'customData',
  TotalTime: 'dates',
  'dcterms:created': 'dates',
  'dcterms:modified': 'dates',
  'cp:lastPrinted': 'dates',
  'cp:revision': 'revisionIds',
  'dc:description': 'comments',
  'dc:subject': 'customData',
  'cp:keywords': 'customData',
  'cp:category': 'customData',
  'cp:contentStatus': 'customData',
};

function reportProperties(name: string, tree: XmlElement, report: Report): void {
  for (const element of descendants(tree)) {
    const text = ownText(element);
    const kind = Object.hasOwn(leakOfProperty, element.name) ? leakOfProperty[element.name] : undefined;
    if (kind !== undefined && text.trim() !== '') report(kind, name, `${element.name}: ${text}`);
  }
}

function reportElements(name: string, tree: XmlElement, styles: StyleLooks, report: Report): void {
  let instruction = '';
  let instructionAt: number | null = null;
  const endInstruction = (): void => {
    reportField(name, instruction, instructionAt, report);
    instruction = '';
    instructionAt = null;
  };
  for (const { element, paragraph, around } of walk(tree, styles)) {
    const kind = traceOfElement(element.name)?.kind ?? null;
    if (kind !== null && isOn(element)) {
      const text = saidIn(kind, element);
      report(kind, name, text === '' ? element.name : `${element.name}: ${text}`, paragraph);
    }
    if (isTellingExtension(element)) {
      report('customData', name, `a:ext ${element.attributes.get('uri') ?? ''}`.trim(), paragraph);
    }
    if (element.name === 'w:bookmarkStart' && !isNeutralBookmark(element.attributes.get('w:name') ?? '')) {
      report('customData', name, `w:bookmarkStart: ${element.attributes.get('w:name') ?? ''}`, paragraph);
    }
    if (element.name === 'w:fldChar') endInstruction();
    if (element.name === 'w:instrText') {
      instruction += ownText(element);
      instructionAt ??= paragraph;
    }
    const simple = element.name === 'w:fldSimple' ? element.attributes.get('w:instr') : undefined;
    if (simple !== undefined) reportField(name, simple, paragraph, report);
    if ((element.name === 'w:r' || element.name === 'm:r') && unseenText(element, around, styles) !== null) {
      report('hiddenText', name, textWithin(element) || element.name, paragraph);
    }
    for (const [attribute, value] of element.attributes) {
      const trace = traceOfAttribute(element.name, attribute);
      if (trace !== null) {
        report(trace, name, trace === 'author' ? `${attribute}: ${value}` : attribute, paragraph);
      }
      if (isFileNameOfPicture(element.name, attribute, value)) report('fileName', name, value, paragraph);
    }
  }
  endInstruction();
}

/** Heads, feet and pictures that no page shows, and notes that nothing leads to. */
function reportUnshown(parts: PackageParts, trees: ReadonlyMap<string, XmlElement>, report: Report): void {
  const main = mainDocumentPart(parts);
  const text = main === null ? undefined : trees.get(main);
  if (main === null || text === undefined) return;
  for (const [name, tree] of trees) {
    if (tree.name === 'w:footnotes' || tree.name === 'w:endnotes') {
      for (const note of unshownNotes(tree, text)) report('hiddenText', name, textWithin(note) || name);
    }
    const unshown = tree === text ? unshownReferences(text, settingsOf(parts, main)) : undefined;
    const named = namedRelationships(tree, unshown);
    for (const { type, id, target, external } of readRelationships(parts, relationshipsPart(name))) {
      if (external || !partsShownByName.has(type) || named.has(id)) continue;
      const part = resolveTarget(name, target) ?? target;
      const head = trees.get(part);
      // Word makes empty heads of all kinds as soon as there is one.
      const isEmpty =
        head !== undefined && textWithin(head).trim() === '' && namedRelationships(head).size === 0;
      if (!isEmpty) report('hiddenText', part, head === undefined ? part : textWithin(head) || part);
    }
  }
}

function reportField(name: string, instruction: string, paragraph: number | null, report: Report): void {
  const found = instruction.trim();
  if (found === '' || isLivingField(found)) return;
  if (dangerousFields.test(found)) report('fetchingField', name, found, paragraph);
  else if (/^HYPERLINK\b/i.test(found)) report('externalRelationship', name, found, paragraph);
  else report('tellingField', name, found, paragraph);
}

/** What an element says itself: the words that were changed, or what a form, a tag or a list has for a name. */
function saidIn(kind: LeakKind, element: XmlElement): string {
  if (kind === 'trackedChanges' || kind === 'comments') return textWithin(element);
  if (kind !== 'customData') return '';
  const attributes = [...descendants(element)].flatMap((each) => [
    each.attributes.get('w:val') ?? each.attributes.get('w:displayText') ?? '',
  ]);
  return attributes.filter((value) => value !== '').join(', ');
}

interface Step {
  readonly element: XmlElement;
  readonly paragraph: number | null;
  readonly around: StyleLooks['usual'];
}

/** Every element with the number of the paragraph it stands in, which is that of the innermost one. */
function* walk(tree: XmlElement, styles: StyleLooks): Generator<Step> {
  let paragraphs = 0;
  const steps: Step[] = [{ element: tree, paragraph: null, around: {} }];
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const { element } = step;
    if (element.name === 'w:p') paragraphs += 1;
    const paragraph = element.name === 'w:p' ? paragraphs : step.paragraph;
    yield { element, paragraph, around: step.around };
    const around = lookWithin(element, step.around, styles);
    for (const child of element.children.toReversed()) {
      if (isElement(child)) steps.push({ element: child, paragraph, around });
    }
  }
}

/** What is read in an element, deleted text included. */
function textWithin(element: XmlElement): string {
  let text = '';
  for (const each of descendants(element)) {
    if (/^(?:w:t|w:delText|m:t)$/.test(each.name)) text += ownText(each);
  }
  return text;
}

/** Times of the zip entries say when and in what zone the file was packed. Ours are all 1980-01-01. */
export function findZipTimes(bytes: Uint8Array): readonly DocumentLeak[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const leaks: DocumentLeak[] = [];
  for (let at = file.indexOf('PK\u0001\u0002', 0, 'latin1'); at >= 0 && at + 46 <= file.length;) {
    const time = file.readUInt16LE(at + 12);
    const date = file.readUInt16LE(at + 14);
    const nameBytes = file.readUInt16LE(at + 28);
    const name = file.toString('utf8', at + 46, at + 46 + nameBytes);
    if (time !== 0 || date !== 0x21) {
      const year = 1980 + (date >> 9);
      const day = `${year}-${String((date >> 5) & 15).padStart(2, '0')}-${String(date & 31).padStart(2, '0')}`;
      leaks.push({ kind: 'zipTimes', part: name, paragraph: null, found: day });
    }
    at = file.indexOf('PK\u0001\u0002', at + 46 + nameBytes, 'latin1');
  }
  return leaks;
}
