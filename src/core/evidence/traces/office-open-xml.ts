import { isFileNameOfPicture, traceOfAttribute } from '../../documents/word-traces';
import { keptSettings } from '../../filings/clean-package';
import type { PackageParts } from '../../filings/package-reader';
import {
  contentTypes,
  mainDocumentPart,
  relationshipsIn,
  relationshipsPart,
  resolveTarget,
} from '../../filings/word-package';
import { childElements, descendants, isElement, type XmlElement } from '../../filings/xml';
import { bareMedia, mendPart, NoCleanForm, readPart, withoutFolders, withoutNodes } from './bare-parts';

/** Documents, tables and slides without programs of their own. */
const mainType =
  /^application\/vnd\.openxmlformats-officedocument\.(?:wordprocessingml\.(?:document|template)|spreadsheetml\.(?:sheet|template)|presentationml\.(?:presentation|template|slideshow))\.main\+xml$/;

/** What is read, and how it looks. A chart in a letter or on a slide has a table of its own, which is not among them. */
const keptRelationships = new Set([
  'officeDocument',
  'image',
  'hyperlink',
  'theme',
  'themeOverride',
  'chart',
  'chartStyle',
  'chartColorStyle',
  'chartUserShapes',
  'diagramData',
  'diagramLayout',
  'diagramQuickStyle',
  'diagramColors',
  'diagramDrawing',
  // Of letters.
  'styles',
  'stylesWithEffects',
  'numbering',
  'settings',
  'fontTable',
  'font',
  'footnotes',
  'endnotes',
  'header',
  'footer',
  // Of tables.
  'worksheet',
  'chartsheet',
  'sharedStrings',
  'calcChain',
  'sheetMetadata',
  'drawing',
  'table',
  'pivotTable',
  'pivotCacheDefinition',
  'pivotCacheRecords',
  // Of slides.
  'slide',
  'slideLayout',
  'slideMaster',
  'notesMaster',
  'notesSlide',
  'handoutMaster',
  'presProps',
  'tableStyles',
]);

/** What is about the making of a file, its program and its printer. */
const droppedRelationships = new Set([
  'core-properties',
  'extended-properties',
  'custom-properties',
  'classificationlabels',
  'thumbnail',
  'printerSettings',
  'attachedTemplate',
  'glossaryDocument',
  'webSettings',
  'customXml',
  'people',
  'person',
  'authors',
  'commentAuthors',
  'changesInfo',
  'revisionInfo',
  'viewProps',
]);

/** Fields that show a property of the file: without it another program would show something else. */
const propertyFields = new Set([
  'AUTHOR',
  'COMMENTS',
  'CREATEDATE',
  'DOCPROPERTY',
  'DOCVARIABLE',
  'EDITTIME',
  'INFO',
  'KEYWORDS',
  'LASTSAVEDBY',
  'PRINTDATE',
  'REVNUM',
  'SAVEDATE',
  'SUBJECT',
  'TEMPLATE',
  'TITLE',
]);

/** About the one who worked on it and where, or about which version this is. */
const droppedElements = new Set([
  'w:rsid',
  'w:nsid',
  'w:tmpl',
  'w:permStart',
  'w:permEnd',
  'a16:creationId',
  'p14:creationId',
  'w:dataBinding',
  'w15:dataBinding',
  'fileSharing',
  'fileRecoveryPr',
  'xr:revisionPtr',
  'x15ac:absPath',
]);

/**
 * The parts of a Word, Excel or PowerPoint file that are read or say how it looks, without properties, thumbnail, revision ids, names
 * of those who worked on it, the printer and the place it lay in.
 *
 * @throws NoCleanForm, XmlError
 * Source: ECMA-376, parts 1 and 2.
 */
export function bareOfficeOpenXml(parts: PackageParts): PackageParts {
  const types = part(parts, '[Content_Types].xml');
  const typeOf = contentTypes(parts);
  const main = mainDocumentPart(parts);
  if (main === null || !mainType.test(typeOf(main))) throw new NoCleanForm();
  const kept = new Map<string, Uint8Array>();
  keepRelationships('');
  const extensions = new Set([...kept.keys()].map((name) => extensionOf(name)));
  kept.set(
    '[Content_Types].xml',
    mendPart(types, (root) =>
      withoutNodes(root, {
        goes: ({ attributes }) => {
          const name = attributes.get('PartName');
          return name === undefined
            ? !extensions.has((attributes.get('Extension') ?? '').toLowerCase())
            : !kept.has(name.replace(/^\//, ''));
        },
      }),
    ),
  );
  return kept;

  function keep(name: string): void {
    if (kept.has(name)) return;
    const bytes = part(parts, name);
    const type = typeOf(name);
    if (type.startsWith('image/')) {
      kept.set(name, bareMedia(bytes));
      return;
    }
    const isXml = type.endsWith('+xml');
    if (!isXml && !type.endsWith('obfuscatedFont')) throw new NoCleanForm();
    kept.set(name, bytes);
    const gone = keepRelationships(name);
    if (isXml) kept.set(name, bareXml(name, bytes, gone));
  }

  /** Follows them; gives the ids of those that went. */
  function keepRelationships(of: string): ReadonlySet<string> {
    const name = relationshipsPart(of);
    const bytes = parts.get(name);
    if (bytes === undefined) return new Set();
    const root = readPart(bytes);
    const gone = new Set<string>();
    for (const { id, type, target, external } of relationshipsIn(root)) {
      const isDropped = droppedRelationships.has(type);
      if (isDropped) gone.add(id);
      else if (!keptRelationships.has(type) || (external && type !== 'hyperlink')) throw new NoCleanForm();
      // A link to another slide is one within the file, and so is one to a place on it, which has no part.
      else if (!external && !target.startsWith('#')) keep(resolveTarget(of, target) ?? '');
    }
    kept.set(
      name,
      mendPart(bytes, (lines) =>
        withoutNodes(lines, {
          goes: ({ attributes }) => gone.has(attributes.get('Id') ?? ''),
          attribute: ({ attributes }, key, value) =>
            key === 'Target' && attributes.get('TargetMode') === 'External' ? withoutFolders(value) : value,
        }),
      ),
    );
    return gone;
  }
}

function part(parts: PackageParts, name: string): Uint8Array {
  const bytes = parts.get(name);
  if (bytes === undefined) throw new NoCleanForm();
  return bytes;
}

function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}

function bareXml(name: string, bytes: Uint8Array, gone: ReadonlySet<string>): Uint8Array {
  if (/^xl\/(?:worksheets\/[^/]+|sharedStrings|calcChain)\.xml$/i.test(name)) return bareTable(bytes, gone);
  return mendPart(bytes, (root) => {
    if (showsPropertyOrPlace(root)) throw new NoCleanForm();
    const isSettings = root.name === 'w:settings';
    return withoutNodes(root, {
      goes: (element, parent) => {
        // Views that people saved bear their names.
        if (element.name === 'customWorkbookViews') throw new NoCleanForm();
        const isAroundId =
          /^[ap]:ext$/.test(element.name) &&
          childElements(element).some((child) => /^(?:a16|p14):creationId$/.test(child.name));
        const isAroundPath =
          element.name === 'mc:AlternateContent' &&
          [...descendants(element)].some((each) => each.name === 'x15ac:absPath');
        return (
          droppedElements.has(element.name) ||
          isAroundId ||
          isAroundPath ||
          (isSettings && parent === root && !keptSettings.has(element.name)) ||
          (gone.has(element.attributes.get('r:id') ?? '') && element.name !== 'pageSetup')
        );
      },
      attribute: (element, key, value) => {
        // A name has to stand there.
        if (isFileNameOfPicture(element.name, key, value)) return '';
        const isTelling =
          traceOfAttribute(element.name, key) === 'revisionIds' ||
          /^xr\d*:uid$/.test(key) ||
          (element.name === 'pivotCacheDefinition' && /^refreshed(?:By|Date|DateIso)$/.test(key)) ||
          (element.name === 'pageSetup' && key === 'r:id' && gone.has(value));
        return isTelling ? null : value;
      },
    });
  });
}

/** These hold the words of a table and can be large: they are read as text. */
function bareTable(bytes: Uint8Array, gone: ReadonlySet<string>): Uint8Array {
  const received = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  // Views and scenarios that people saved bear their names; prefixes hide elements.
  const isTelling =
    /<(?:scenarios?|customSheetViews?|webPublishItems?)\b|xmlns:\w+=["'][^"']*\/spreadsheetml(?:\/2006)?\/main["']/;
  if (isTelling.test(received)) throw new NoCleanForm();
  const silent = received.replaceAll(/\s+xr\d*:uid=(?:"\{[^"<>]*\}"|'\{[^'<>]*\}')/g, '');
  const text =
    gone.size === 0 ? silent : silent.replaceAll(/(<(?:\w+:)?pageSetup\b[^<>]*?)\s+r:id="[^"<>]*"/g, '$1');
  return text === received ? bytes : Buffer.from(text, 'utf8');
}

/** A field that shows a property of the file, or leads to a place in somebody's folders. */
function showsPropertyOrPlace(root: XmlElement): boolean {
  // An instruction can be cut into runs.
  const instructions: string[] = [];
  for (const element of descendants(root)) {
    if (element.name === 'w:fldSimple') instructions.push(element.attributes.get('w:instr') ?? '');
    else if (element.name === 'w:fldChar') instructions.push('');
    else if (element.name === 'w:instrText') {
      instructions.push(
        `${instructions.pop() ?? ''}${element.children.filter((each) => !isElement(each)).join('')}`,
      );
    }
  }
  return instructions.some((instruction) => {
    const word = /^\s*"?([A-Za-z]+)/.exec(instruction)?.[1] ?? '';
    return propertyFields.has(word.toUpperCase()) || /\b[A-Za-z]:[\\/]|\bfile:|\\\\\\\\/i.test(instruction);
  });
}
