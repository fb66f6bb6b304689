import type { PackageParts } from './package-reader';
import {
  contentTypes,
  mainDocumentPart,
  mainDocumentType,
  partXml,
  readRelationships,
  relationshipsPart,
  resolveTarget,
  settingsOf,
  type Relationship,
} from './word-package';
import { withBareFields } from '../documents/fields';
import { lookWithin, readStyleLooks, unseenText, type StyleLooks } from '../documents/hidden-text';
import { withoutPictureTraces } from '../documents/picture-traces';
import { namedRelationships, partsShownByName, unshownNotes, unshownReferences } from '../documents/unshown';
import {
  isFileNameOfPicture,
  isTellingExtension,
  traceOfAttribute,
  traceOfElement,
} from '../documents/word-traces';
import { writePackage } from './write-package';
import {
  anElement,
  childElements,
  firstChild,
  isElement,
  parseXml,
  writeXml,
  type XmlElement,
  type XmlNode,
} from './xml';

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

/** Settings that pages depend on. What else stands there is about the office, its printer and who may change what. */
export const keptSettings: ReadonlySet<string> = new Set([
  'w:autoHyphenation',
  'w:bookFoldPrinting',
  'w:bookFoldPrintingSheets',
  'w:bookFoldRevPrinting',
  'w:bordersDoNotSurroundFooter',
  'w:bordersDoNotSurroundHeader',
  'w:characterSpacingControl',
  'w:clrSchemeMapping',
  'w:compat',
  'w:consecutiveHyphenLimit',
  'w:decimalSymbol',
  'w:defaultTableStyle',
  'w:defaultTabStop',
  'w:displayBackgroundShape',
  'w:doNotHyphenateCaps',
  'w:drawingGridHorizontalOrigin',
  'w:drawingGridHorizontalSpacing',
  'w:drawingGridVerticalOrigin',
  'w:drawingGridVerticalSpacing',
  'w:endnotePr',
  'w:evenAndOddHeaders',
  'w:footnotePr',
  'w:gutterAtTop',
  'w:hyphenationZone',
  'w:listSeparator',
  'w:mirrorMargins',
  'w:noLineBreaksAfter',
  'w:noLineBreaksBefore',
  'w:noPunctuationKerning',
  'w:printTwoOnOne',
  'w:strictFirstAndLastChars',
  'w:themeFontLang',
  'm:mathPr',
]);

/** Roots of the parts that are read: the text, and what stands at the foot of its pages or behind it. */
const textElements = new Set(['w:document', 'w:footnotes', 'w:endnotes']);

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
  const styles = readStyleLooks(
    new Map(
      [...parts.keys()]
        .filter((name) => /^word\/(?:.*\/)?styles[^/]*\.xml$/i.test(name))
        .flatMap((name) => {
          const read = partXml(parts, name);
          return read === null ? [] : [[name, read] as const];
        }),
    ),
  );
  const trees = new Map<string, XmlElement>();

  const settings = settingsOf(parts, main);
  /** @param tree  of the text, or of its notes, which are read after it */
  const unshownIn = (tree: XmlElement): ReadonlySet<XmlElement> => {
    const text = trees.get(main);
    if (text === undefined) return unshownReferences(tree, settings);
    return tree.name === 'w:footnotes' || tree.name === 'w:endnotes' ? unshownNotes(tree, text) : new Set();
  };

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
    kept.set(part, bytes);
    const all = readRelationships(parts, relationshipsPart(part)).filter(
      ({ type: kind, external }) => !external && keptRelationships.has(kind),
    );
    const changed = textElements.has(read.name) ? changeText(read) : read;
    const tree = cleanElement(changed, {
      styles,
      targets: new Set(all.map(({ id }) => id)),
      unshown: unshownIn(changed),
      around: {},
    });
    trees.set(part, tree);
    const named = namedRelationships(tree);
    const relationships = all.filter(({ type: kind, id }) => !partsShownByName.has(kind) || named.has(id));
    if (relationships.length > 0) kept.set(relationshipsPart(part), encode(relationshipsXml(relationships)));
    for (const { target } of relationships) {
      const resolved = resolveTarget(part, target);
      if (resolved !== null) keep(resolved);
    }
  };
  keep(main);
  for (const [part, tree] of withBareFields(trees)) kept.set(part, encode(tree));

  overrides.push(['docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml']);
  kept.set('docProps/core.xml', encode(corePropertiesXml(properties)));
  kept.set('_rels/.rels', encode(rootRelationshipsXml(main)));
  kept.set('[Content_Types].xml', encode(contentTypesXml(overrides, imageExtensions)));
  return writePackage(kept);
}

interface Surroundings {
  readonly styles: StyleLooks;
  /** Ids of the relationships that the part still has. */
  readonly targets: ReadonlySet<string>;
  /** What no page shows. */
  readonly unshown: ReadonlySet<XmlElement>;
  readonly around: StyleLooks['usual'];
}

function cleanElement(element: XmlElement, surroundings: Surroundings): XmlElement {
  const { styles, targets } = surroundings;
  const within = { ...surroundings, around: lookWithin(element, surroundings.around, styles) };
  return {
    name: element.name,
    attributes: new Map(
      [...element.attributes]
        .filter(([name]) => traceOfAttribute(element.name, name) === null)
        // A picture that was linked to a place outside leads nowhere now.
        .filter(([name, value]) => !name.startsWith('r:') || targets.has(value))
        // A name has to stand there; a description that is a file's name describes nothing.
        .map(([name, value]) => [name, isFileNameOfPicture(element.name, name, value) ? '' : value]),
    ),
    children: element.children
      .filter((node) => element.name !== 'w:settings' || !isElement(node) || keptSettings.has(node.name))
      .flatMap((node) => cleanNode(node, within)),
  };
}

function cleanNode(node: XmlNode, surroundings: Surroundings): readonly XmlNode[] {
  if (!isElement(node)) return [node];
  const { styles, around, unshown } = surroundings;
  if (unshown.has(node)) return [];
  const mend = traceOfElement(node.name)?.mend;
  if (mend === 'drop') return [];
  if (mend === 'unwrap') return node.children.flatMap((child) => cleanNode(child, surroundings));
  switch (node.name) {
    case 'w:r':
    case 'm:r':
      if (unseenText(node, around, styles) === 'hidden') return [];
      break;
    case 'a:ext':
      if (isTellingExtension(node)) return [];
      break;
    case 'a:extLst':
    case 'w:tbl': {
      const cleaned = cleanElement(node, surroundings);
      const needed = node.name === 'w:tbl' ? 'w:tr' : 'a:ext';
      return firstChild(node, needed) !== undefined && firstChild(cleaned, needed) === undefined
        ? []
        : [cleaned];
    }
    case 'w:tr':
      if (firstChild(firstChild(node, 'w:trPr'), 'w:del') !== undefined) return [];
      break;
    case 'w:tc':
      // A row has to keep its cells, and a cell a paragraph.
      if (firstChild(firstChild(node, 'w:tcPr'), 'w:cellDel') !== undefined) {
        const properties = childElements(node, 'w:tcPr');
        return [cleanElement({ ...node, children: [...properties, anElement('w:p')] }, surroundings)];
      }
      break;
    default:
      break;
  }
  return [cleanElement(node, surroundings)];
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
