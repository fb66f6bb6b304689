import type { PackageParts } from './package-reader';
import {
  contentTypes,
  mainDocumentPart,
  mainDocumentType,
  partXml,
  readRelationships,
  relationshipsPart,
  resolveTarget,
  type Relationship,
} from './word-package';
import { findHiddenStyles, isFileNameOfPicture, isHiddenRun } from '../documents/leaks';
import { withoutPictureTraces } from '../documents/picture-traces';
import { writePackage } from './write-package';
import { anElement, isElement, parseXml, writeXml, type XmlElement, type XmlNode } from './xml';

/** What the document says about itself; no person and no case in it. */
export interface DocumentProperties {
  /** Title for screen readers and the window of the word processor, e.g. `Mandat`. */
  readonly title: string;
  /** BCP 47 tag, e.g. `fr-BE`. */
  readonly language: string;
}

/** Parts that carry what is read or how it looks. Everything else that a Word file may hold is left behind. */
const keptRelationships = new Set([
  'styles',
  'numbering',
  'settings',
  'fontTable',
  'theme',
  'footnotes',
  'endnotes',
  'header',
  'footer',
  'image',
]);

const droppedElements = new Set([
  'w:rsids',
  'w:proofErr',
  'w:commentRangeStart',
  'w:commentRangeEnd',
  'w:commentReference',
  'w:lastRenderedPageBreak',
  'w:attachedTemplate',
  'w:docVars',
  'w:mailMerge',
  'w:proofState',
  'w:nsid',
  'w:tmpl',
  'w14:docId',
  'w15:docId',
  'w15:chartTrackingRefBased',
  'w:trackRevisions',
  // Tracked changes: what was deleted goes, and so does what stood there before.
  'w:del',
  'w:moveFrom',
  'w:moveFromRangeStart',
  'w:moveFromRangeEnd',
  'w:moveToRangeStart',
  'w:moveToRangeEnd',
  'w:rPrChange',
  'w:pPrChange',
  'w:tblPrChange',
  'w:trPrChange',
  'w:tcPrChange',
  'w:sectPrChange',
  'w:tblGridChange',
  'w:tblPrExChange',
  'w:numberingChange',
]);
/** Roots of the parts that are read: the text, and what stands at the foot of its pages or behind it. */
const textElements = new Set(['w:document', 'w:footnotes', 'w:endnotes']);

/** Tracked changes whose content stays. Hyperlinks become plain text: their address is not part of what is read. */
const unwrappedElements = new Set(['w:ins', 'w:moveTo', 'w:hyperlink', 'w:smartTag', 'w:customXml']);

/**
 * Rebuilds a Word file so that it says nothing beyond its text and its look: no author, program, company, revision
 * ids, comments, hidden text or custom data, and fixed times. The same parts always give the same bytes.
 *
 * @param parts  of a file that is known to be well-formed: our own, or one that passed the template check
 * @param changeText  changes the parts that hold the text and its notes, before they are cleaned
 */
export function cleanPackage(
  parts: PackageParts,
  properties: DocumentProperties,
  changeText: (text: XmlElement) => XmlElement = (text) => text,
): Buffer {
  const main = mainDocumentPart(parts);
  if (main === null) throw new Error('A Word file without a text part cannot be cleaned');
  const typeOf = contentTypes(parts);
  const kept = new Map<string, Uint8Array>();
  const overrides: [part: string, type: string][] = [];
  const imageExtensions = new Map<string, string>();
  const hiddenStyles = findHiddenStyles(
    new Map(
      [...parts.keys()]
        .filter((name) => /^word\/(?:.*\/)?styles[^/]*\.xml$/i.test(name))
        .flatMap((name) => {
          const styles = partXml(parts, name);
          return styles === null ? [] : [[name, styles] as const];
        }),
    ),
  );

  const keep = (part: string): void => {
    const bytes = parts.get(part);
    if (bytes === undefined || kept.has(part)) return;
    const type = part === main ? mainDocumentType : typeOf(part);
    if (type.startsWith('image/')) {
      const clean = withoutPictureTraces(bytes);
      if (clean === null) throw new Error('A picture that cannot be cleaned passed the template check');
      kept.set(part, clean);
      imageExtensions.set(part.slice(part.lastIndexOf('.') + 1).toLowerCase(), type);
      return;
    }
    overrides.push([part, type]);
    const read = parseXml(Buffer.from(bytes).toString('utf8'));
    kept.set(part, encode(cleanElement(textElements.has(read.name) ? changeText(read) : read, hiddenStyles)));
    const relationships = readRelationships(parts, relationshipsPart(part)).filter(
      ({ type: kind, external }) => !external && keptRelationships.has(kind),
    );
    if (relationships.length > 0) kept.set(relationshipsPart(part), encode(relationshipsXml(relationships)));
    for (const { target } of relationships) {
      const resolved = resolveTarget(part, target);
      if (resolved !== null) keep(resolved);
    }
  };
  keep(main);

  overrides.push(['docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml']);
  kept.set('docProps/core.xml', encode(corePropertiesXml(properties)));
  kept.set('_rels/.rels', encode(rootRelationshipsXml(main)));
  kept.set('[Content_Types].xml', encode(contentTypesXml(overrides, imageExtensions)));
  return writePackage(kept);
}

function cleanElement(element: XmlElement, hiddenStyles: ReadonlySet<string>): XmlElement {
  return {
    name: element.name,
    attributes: new Map(
      [...element.attributes]
        .filter(([name]) => !isRevisionAttribute(name))
        // A name has to stand there; a description that is a file's name describes nothing.
        .map(([name, value]) => [name, isFileNameOfPicture(element.name, name, value) ? '' : value]),
    ),
    children: element.children.flatMap((node) => cleanNode(node, hiddenStyles)),
  };
}

function cleanNode(node: XmlNode, hiddenStyles: ReadonlySet<string>): readonly XmlNode[] {
  if (!isElement(node)) return [node];
  if (droppedElements.has(node.name)) return [];
  if (node.name === 'w:bookmarkStart' && node.attributes.get('w:name') === '_GoBack') return [];
  if (node.name === 'w:r' && isHiddenRun(node, hiddenStyles)) return [];
  if (unwrappedElements.has(node.name))
    return node.children.flatMap((child) => cleanNode(child, hiddenStyles));
  return [cleanElement(node, hiddenStyles)];
}

function isRevisionAttribute(name: string): boolean {
  return (
    name.startsWith('w:rsid') || name === 'w14:paraId' || name === 'w14:textId' || name.startsWith('w16du:')
  );
}

function relationshipsXml(relationships: readonly Relationship[]): XmlElement {
  return anElement(
    'Relationships',
    { xmlns: 'http://schemas.openxmlformats.org/package/2006/relationships' },
    relationships.map(({ id, fullType, target }) =>
      anElement('Relationship', { Id: id, Type: fullType, Target: target }),
    ),
  );
}

function rootRelationshipsXml(main: string): XmlElement {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument';
  const core = 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties';
  return anElement(
    'Relationships',
    { xmlns: 'http://schemas.openxmlformats.org/package/2006/relationships' },
    [
      anElement('Relationship', { Id: 'rId1', Type: office, Target: main }),
      anElement('Relationship', { Id: 'rId2', Type: core, Target: 'docProps/core.xml' }),
    ],
  );
}

function corePropertiesXml({ title, language }: DocumentProperties): XmlElement {
  return anElement(
    'cp:coreProperties',
    {
      'xmlns:cp': 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties',
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
    },
    [anElement('dc:title', {}, [title]), anElement('dc:language', {}, [language])],
  );
}

function contentTypesXml(
  overrides: readonly (readonly [part: string, type: string])[],
  imageExtensions: ReadonlyMap<string, string>,
): XmlElement {
  const byName = (left: readonly [string, string], right: readonly [string, string]): number =>
    left[0] < right[0] ? -1 : 1;
  return anElement('Types', { xmlns: 'http://schemas.openxmlformats.org/package/2006/content-types' }, [
    anElement('Default', {
      Extension: 'rels',
      ContentType: 'application/vnd.openxmlformats-package.relationships+xml',
    }),
    anElement('Default', { Extension: 'xml', ContentType: 'application/xml' }),
    ...[...imageExtensions]
      .sort(byName)
      .map(([extension, type]) => anElement('Default', { Extension: extension, ContentType: type })),
    ...[...overrides]
      .sort(byName)
      .map(([part, type]) => anElement('Override', { PartName: `/${part}`, ContentType: type })),
  ]);
}

function encode(root: XmlElement): Uint8Array {
  return Buffer.from(writeXml(root), 'utf8');
}
