import type { LeakKind } from '../../shared/departures/leak-kinds';
import type { PackageParts } from '../filings/package-reader';
import { isOn, readRelationships } from '../filings/word-package';
import { isElement, type XmlElement } from '../filings/xml';
import { dangerousFields } from './dangers';
import { findPictureTraces, isPicture } from './picture-traces';

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
  const hiddenStyles = findHiddenStyles(trees);
  for (const [name, tree] of trees) {
    if (name.startsWith('docProps/')) reportProperties(name, tree, report);
    if (/^word\//i.test(name)) reportElements(name, tree, hiddenStyles, report);
  }
  return [...leaks.values()];
}

function reportPart(name: string, bytes: Uint8Array, report: Report): void {
  if (/comments/i.test(name) && !name.endsWith('.rels')) report('comments', name, name);
  if (/^customXml\//i.test(name) || name === 'docProps/custom.xml') report('customData', name, name);
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
  for (const { element } of walk(tree)) {
    const text = ownText(element);
    const kind = Object.hasOwn(leakOfProperty, element.name) ? leakOfProperty[element.name] : undefined;
    if (kind !== undefined && text.trim() !== '') report(kind, name, `${element.name}: ${text}`);
  }
}

const leakOfElement: Readonly<Record<string, DocumentLeak['kind']>> = {
  'w:ins': 'trackedChanges',
  'w:del': 'trackedChanges',
  'w:moveFrom': 'trackedChanges',
  'w:moveTo': 'trackedChanges',
  'w:rPrChange': 'trackedChanges',
  'w:pPrChange': 'trackedChanges',
  'w:tblPrChange': 'trackedChanges',
  'w:trPrChange': 'trackedChanges',
  'w:tcPrChange': 'trackedChanges',
  'w:sectPrChange': 'trackedChanges',
  'w:tblGridChange': 'trackedChanges',
  'w:tblPrExChange': 'trackedChanges',
  'w:numberingChange': 'trackedChanges',
  'w:rsids': 'revisionIds',
  'w:nsid': 'revisionIds',
  'w14:docId': 'revisionIds',
  'w15:docId': 'revisionIds',
  'w:commentReference': 'comments',
  'w:comment': 'comments',
  'w:docVars': 'customData',
  'w:dataBinding': 'customData',
  'w:mailMerge': 'externalRelationship',
  'w:object': 'embeddedObject',
  'w:altChunk': 'embeddedObject',
  'w:subDoc': 'embeddedObject',
  'w:control': 'embeddedObject',
  'o:OLEObject': 'embeddedObject',
};
/** Fields that print who works where on what, anew wherever the file is opened. */
const tellingFields =
  /^\s*(AUTHOR|LASTSAVEDBY|USERNAME|USERINITIALS|USERADDRESS|FILENAME|TEMPLATE|DOCPROPERTY|DOCVARIABLE|COMMENTS|INFO|SAVEDATE|CREATEDATE|PRINTDATE|EDITTIME|REVNUM|DATE|TIME)\b/i;
const hidingElements = new Set(['w:vanish', 'w:webHidden', 'w:specVanish']);

function reportElements(
  name: string,
  tree: XmlElement,
  hiddenStyles: ReadonlySet<string>,
  report: Report,
): void {
  let instruction = '';
  let instructionAt: number | null = null;
  const endInstruction = (): void => {
    reportField(name, instruction, instructionAt, report);
    instruction = '';
    instructionAt = null;
  };
  for (const { element, paragraph } of walk(tree)) {
    const kind = Object.hasOwn(leakOfElement, element.name) ? leakOfElement[element.name] : undefined;
    if (kind !== undefined && isOn(element)) {
      const text = kind === 'trackedChanges' || kind === 'comments' ? textWithin(element) : '';
      report(kind, name, text === '' ? element.name : `${element.name}: ${text}`, paragraph);
    }
    if (element.name === 'w:fldChar') endInstruction();
    if (element.name === 'w:instrText') {
      instruction += ownText(element);
      instructionAt ??= paragraph;
    }
    const simple = element.name === 'w:fldSimple' ? element.attributes.get('w:instr') : undefined;
    if (simple !== undefined) reportField(name, simple, paragraph, report);
    if (element.name === 'w:r' && isHiddenRun(element, hiddenStyles)) {
      report('hiddenText', name, textWithin(element) || 'w:r', paragraph);
    } else if (element.name === 'w:p' && hiddenStyles.has(styleOf(element, 'w:pPr', 'w:pStyle'))) {
      report('hiddenText', name, textWithin(element), paragraph);
    }
    for (const [attribute, value] of element.attributes) {
      if (isRevisionAttribute(attribute)) report('revisionIds', name, attribute, paragraph);
      if (/^w(?:15)?:(?:author|initials)$/.test(attribute)) {
        report('author', name, `${attribute}: ${value}`, paragraph);
      }
      if (isFileNameOfPicture(element.name, attribute, value)) report('fileName', name, value, paragraph);
    }
  }
  endInstruction();
}

function reportField(name: string, instruction: string, paragraph: number | null, report: Report): void {
  if (dangerousFields.test(instruction)) report('fetchingField', name, instruction.trim(), paragraph);
  else if (tellingFields.test(instruction)) report('tellingField', name, instruction.trim(), paragraph);
}

function isRevisionAttribute(attribute: string): boolean {
  return (
    attribute.startsWith('w:rsid') ||
    attribute === 'w14:paraId' ||
    attribute === 'w14:textId' ||
    attribute.startsWith('w16du:')
  );
}

/** Word keeps the name of the file a picture came from, some programs with the whole path. */
export function isFileNameOfPicture(element: string, attribute: string, value: string): boolean {
  return (
    (element === 'wp:docPr' || element === 'pic:cNvPr' || element === 'v:imagedata') &&
    /^(?:o:)?(?:name|descr|title)$/.test(attribute) &&
    /[\\/]|\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|heic|webp)$/i.test(value)
  );
}

/** Ids of the styles whose text is not shown. */
export function findHiddenStyles(trees: ReadonlyMap<string, XmlElement>): ReadonlySet<string> {
  const hidden = new Set<string>();
  for (const [name, tree] of trees) {
    if (!/^word\/(?:.*\/)?styles/i.test(name)) continue;
    for (const style of tree.children.filter(isElement)) {
      const id = style.attributes.get('w:styleId');
      const properties = style.children.filter(isElement).find((child) => child.name === 'w:rPr');
      if (id !== undefined && properties !== undefined && hides(properties)) hidden.add(id);
    }
  }
  return hidden;
}

export function isHiddenRun(run: XmlElement, hiddenStyles: ReadonlySet<string>): boolean {
  const properties = run.children.filter(isElement).find((child) => child.name === 'w:rPr');
  return (
    properties !== undefined && (hides(properties) || hiddenStyles.has(styleOf(run, 'w:rPr', 'w:rStyle')))
  );
}

function hides(properties: XmlElement): boolean {
  return properties.children
    .filter(isElement)
    .some((element) => hidingElements.has(element.name) && isOn(element));
}

function styleOf(element: XmlElement, properties: string, style: string): string {
  const found = element.children
    .filter(isElement)
    .find((child) => child.name === properties)
    ?.children.filter(isElement)
    .find((child) => child.name === style);
  return found?.attributes.get('w:val') ?? '';
}

interface Step {
  readonly element: XmlElement;
  readonly paragraph: number | null;
}

/** Every element with the number of the paragraph it stands in, which is that of the innermost one. */
function* walk(tree: XmlElement): Generator<Step> {
  let paragraphs = 0;
  const steps: Step[] = [{ element: tree, paragraph: null }];
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const { element } = step;
    if (element.name === 'w:p') paragraphs += 1;
    const paragraph = element.name === 'w:p' ? paragraphs : step.paragraph;
    yield { element, paragraph };
    for (const child of element.children.toReversed()) {
      if (isElement(child)) steps.push({ element: child, paragraph });
    }
  }
}

/** What is read in an element, deleted text included. */
function textWithin(element: XmlElement): string {
  let text = '';
  for (const { element: each } of walk(element)) {
    if (each.name === 'w:t' || each.name === 'w:delText') text += ownText(each);
  }
  return text;
}

function ownText(element: XmlElement): string {
  return element.children.filter((node) => !isElement(node)).join('');
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
