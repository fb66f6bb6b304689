import { err, ok, type Result } from '../../shared/kernel/result';
import { readDocumentText, type DocumentBlock } from './document-text';
import { readPackage, type PackageParts, type PackageRefusal } from './package-reader';
import { contentTypes, isOn, partXml, readRelationships } from './word-package';
import { descendants, isElement, XmlError, type XmlElement } from './xml';

/** Something in a Word file that says more than its text. */
export interface DocumentLeak {
  readonly kind:
    | 'author'
    | 'lastEditor'
    | 'program'
    | 'company'
    | 'dates'
    | 'zipTimes'
    | 'revisionIds'
    | 'comments'
    | 'trackedChanges'
    | 'hiddenText'
    | 'customData'
    | 'externalRelationship'
    | 'macros'
    | 'embeddedObject'
    | 'thumbnail';
  /** The part it stands in. */
  readonly part: string;
  /** What was found, shortened. */
  readonly found: string;
}

export interface DocumentInspection {
  readonly sizeBytes: number;
  readonly parts: readonly { readonly name: string; readonly type: string; readonly sizeBytes: number }[];
  /** Everything in `docProps`, by element name, e.g. `dc:title`. */
  readonly properties: Readonly<Record<string, string>>;
  /** Spelling languages, the most used first. */
  readonly languages: readonly string[];
  readonly header: readonly string[];
  readonly body: readonly DocumentBlock[];
  readonly footer: readonly string[];
  readonly footnotes: readonly string[];
  /** Tags that were never filled in, as written. */
  readonly fieldsLeftOver: readonly string[];
  readonly leaks: readonly DocumentLeak[];
}

/** Looks into a Word file without trusting it. Changes nothing. */
export function inspectDocument(bytes: Uint8Array): Result<DocumentInspection, PackageRefusal> {
  const read = readPackage(bytes);
  if (!read.ok) return read;
  try {
    return ok(inspectParts(bytes, read.value));
  } catch (failure) {
    if (!(failure instanceof XmlError)) throw failure;
    return err({ kind: 'packageRefused', reason: 'damagedPart', part: null });
  }
}

/** @throws XmlError */
function inspectParts(bytes: Uint8Array, parts: PackageParts): DocumentInspection {
  const typeOf = contentTypes(parts);
  const trees = new Map(
    [...parts.keys()]
      .filter((name) => /\.xml$/i.test(name))
      .flatMap((name) => {
        const tree = partXml(parts, name);
        return tree === null ? [] : [[name, tree] as const];
      }),
  );
  const { header, body, footer, footnotes } = readDocumentText(parts);
  const lines = [...header, ...footer, ...footnotes, ...body.flatMap(textOf)];
  return {
    sizeBytes: bytes.byteLength,
    parts: [...parts].map(([name, content]) => ({ name, type: typeOf(name), sizeBytes: content.byteLength })),
    properties: readProperties(trees),
    languages: readLanguages(trees),
    header,
    body,
    footer,
    footnotes,
    fieldsLeftOver: lines.flatMap((line) => line.match(/\{[#^/]?[A-Za-z0-9_.]{1,64}\}/g) ?? []),
    leaks: [...findLeaks(parts, trees), ...findZipTimes(bytes)],
  };
}

function textOf(block: DocumentBlock): readonly string[] {
  return block.kind === 'paragraph' ? [block.text] : block.rows.flat();
}

function readProperties(trees: ReadonlyMap<string, XmlElement>): Record<string, string> {
  const properties: Record<string, string> = {};
  for (const [name, tree] of trees) {
    if (!name.startsWith('docProps/')) continue;
    for (const element of descendants(tree)) {
      const text = element.children.filter((node) => !isElement(node)).join('');
      if (text.trim() !== '') properties[element.name] = text;
    }
  }
  return properties;
}

function readLanguages(trees: ReadonlyMap<string, XmlElement>): readonly string[] {
  const counts = new Map<string, number>();
  for (const tree of trees.values()) {
    for (const element of descendants(tree)) {
      const language = element.name === 'w:lang' ? element.attributes.get('w:val') : undefined;
      if (language !== undefined) counts.set(language, (counts.get(language) ?? 0) + 1);
    }
  }
  return [...counts].sort(([, left], [, right]) => right - left).map(([language]) => language);
}

const leakOfProperty: Readonly<Record<string, DocumentLeak['kind']>> = {
  'dc:creator': 'author',
  'cp:lastModifiedBy': 'lastEditor',
  Manager: 'author',
  Company: 'company',
  Application: 'program',
  AppVersion: 'program',
  Template: 'program',
  'dcterms:created': 'dates',
  'dcterms:modified': 'dates',
  'cp:lastPrinted': 'dates',
};
const leakOfElement: Readonly<Record<string, DocumentLeak['kind']>> = {
  'w:ins': 'trackedChanges',
  'w:del': 'trackedChanges',
  'w:moveFrom': 'trackedChanges',
  'w:moveTo': 'trackedChanges',
  'w:rsids': 'revisionIds',
  'w:vanish': 'hiddenText',
  'w:docVars': 'customData',
  'w:object': 'embeddedObject',
  'w:altChunk': 'embeddedObject',
};

function findLeaks(parts: PackageParts, trees: ReadonlyMap<string, XmlElement>): readonly DocumentLeak[] {
  const leaks: DocumentLeak[] = [];
  const report = (kind: DocumentLeak['kind'], part: string, found: string): void => {
    const isKnown = leaks.some((leak) => leak.kind === kind && leak.part === part && leak.found === found);
    if (!isKnown) leaks.push({ kind, part, found: found.slice(0, 200) });
  };
  for (const name of parts.keys()) {
    if (/comments/i.test(name)) report('comments', name, name);
    if (/^customXml\//i.test(name) || name === 'docProps/custom.xml') report('customData', name, name);
    if (/vbaProject|vbaData/i.test(name)) report('macros', name, name);
    if (/embeddings\/|activeX\//i.test(name)) report('embeddedObject', name, name);
    if (/thumbnail/i.test(name)) report('thumbnail', name, name);
    if (!name.endsWith('.rels')) continue;
    for (const { external, target } of readRelationships(parts, name)) {
      if (external) report('externalRelationship', name, target);
    }
  }
  for (const [name, tree] of trees) {
    for (const element of descendants(tree)) {
      const text = element.children.filter((node) => !isElement(node)).join('');
      const property = name.startsWith('docProps/') ? leakOfProperty[element.name] : undefined;
      if (property !== undefined && text.trim() !== '') report(property, name, `${element.name}: ${text}`);
      const found = leakOfElement[element.name];
      if (found !== undefined && isOn(element) && name.startsWith('word/')) report(found, name, element.name);
      for (const attribute of element.attributes.keys()) {
        if (attribute.startsWith('w:rsid') || attribute === 'w14:paraId')
          report('revisionIds', name, attribute);
      }
      const author = element.attributes.get('w:author');
      if (author !== undefined) report('author', name, `w:author: ${author}`);
    }
  }
  return leaks;
}

/** Times of the zip entries say when and in what zone the file was packed. Ours are all 1980-01-01. */
function findZipTimes(bytes: Uint8Array): readonly DocumentLeak[] {
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
      leaks.push({ kind: 'zipTimes', part: name, found: day });
    }
    at = file.indexOf('PK\u0001\u0002', at + 46 + nameBytes, 'latin1');
  }
  return leaks;
}
