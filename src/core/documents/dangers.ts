import type { DocumentDanger } from '../../shared/filings/schemas';
import { err, ok, type Result } from '../../shared/kernel/result';
import { readPackage, type PackageLimits, type PackageParts } from '../filings/package-reader';
import { isPicture, withoutPictureTraces } from './picture-traces';
import {
  contentTypesIn,
  mainDocumentIn,
  mainDocumentType,
  relationshipsIn,
  resolveTarget,
} from '../filings/word-package';
import { parseXml, readXml, XmlError, type XmlElement } from '../filings/xml';

/** A letter with a logo stays far below; what goes beyond would cost too much to look at. */
export const foreignDocumentLimits: PackageLimits = {
  fileBytes: 8 * 1024 * 1024,
  partBytes: 8 * 1024 * 1024,
  totalBytes: 24 * 1024 * 1024,
  parts: 1000,
  ratio: 200,
  ratioCountsFromBytes: 512 * 1024,
};
const typesPart = '[Content_Types].xml';
/** Marks `<` and `=` in all its XML: every element, end and attribute has one. The longest template of the program has 8,000. */
const mostMarks = 200_000;
/** In one list of relationships or types: some four thousand lines. */
const mostMarksOfList = 20_000;

/** Relationships that an ordinary letter has. The rebuilt file keeps fewer; the others are harmless and left behind. */
const allowedRelationships = new Set([
  'officeDocument',
  'core-properties',
  'extended-properties',
  'custom-properties',
  'thumbnail',
  'styles',
  'stylesWithEffects',
  'numbering',
  'settings',
  'webSettings',
  'fontTable',
  'theme',
  'themeOverride',
  'footnotes',
  'endnotes',
  'header',
  'footer',
  'image',
  'hyperlink',
  'comments',
  'commentsExtended',
  'commentsIds',
  'commentsExtensible',
  'people',
  'customXml',
  'customXmlProps',
  'printerSettings',
  // Words that stand in a content control before it is filled in, and what Office 365 notes about a file.
  'glossaryDocument',
  'classificationlabels',
  'intelligence',
]);
const wordTypes = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
/** What the parts that are kept must be said to be, by the relationship that leads to them. */
const typesByRelationship: ReadonlyMap<string, string> = new Map([
  ...['styles', 'numbering', 'settings', 'fontTable', 'footnotes', 'endnotes', 'header', 'footer'].map(
    (kind) => [kind, `${wordTypes}.${kind}+xml`] as const,
  ),
  ['theme', 'application/vnd.openxmlformats-officedocument.theme+xml'],
]);
const embeddedRelationships = new Set([
  'oleObject',
  'package',
  'aFChunk',
  'subDocument',
  'frame',
  'mailMergeSource',
  'mailMergeHeaderSource',
  'control',
  'activeXControlBinary',
  'font',
  'chart',
  'diagramData',
  'audio',
  'video',
  'media',
]);
const embeddedElements = new Set([
  'w:object',
  'w:altChunk',
  'w:subDoc',
  'w:control',
  'w:framesetSplitbar',
  'w:movie',
]);
/** By the address that Word reads; ours is the reading of the prefix alone, so each must have the prefix that Word writes. */
const prefixes: ReadonlyMap<string, string> = new Map([
  ['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'w'],
  ['http://purl.oclc.org/ooxml/wordprocessingml/main', 'w'],
  ['http://schemas.openxmlformats.org/drawingml/2006/main', 'a'],
  ['http://purl.oclc.org/ooxml/drawingml/main', 'a'],
  ['http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing', 'wp'],
  ['http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing', 'wp'],
  ['http://schemas.openxmlformats.org/drawingml/2006/picture', 'pic'],
  ['http://purl.oclc.org/ooxml/drawingml/picture', 'pic'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/relationships', 'r'],
  ['http://purl.oclc.org/ooxml/officeDocument/relationships', 'r'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/math', 'm'],
  ['http://purl.oclc.org/ooxml/officeDocument/math', 'm'],
  ['urn:schemas-microsoft-com:vml', 'v'],
  ['urn:schemas-microsoft-com:office:office', 'o'],
  ['http://schemas.openxmlformats.org/markup-compatibility/2006', 'mc'],
  ['http://schemas.microsoft.com/office/word/2010/wordml', 'w14'],
  ['http://schemas.microsoft.com/office/word/2012/wordml', 'w15'],
  // Without a prefix.
  ['http://schemas.openxmlformats.org/package/2006/relationships', ''],
  ['http://schemas.openxmlformats.org/package/2006/content-types', ''],
]);
const knownPrefixes = new Set([...prefixes.values()].filter((prefix) => prefix !== ''));
/** Fields that fetch or run something. Page numbers, dates and references are fine. */
export const dangerousFields =
  /\b(?:INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|LINK|DDE|DDEAUTO|DATABASE|MACROBUTTON|GOTOBUTTON|AUTOTEXT|EMBED|RD|HTMLACTIVEX|PRINT)\b/i;

/**
 * Opens a Word file that somebody brought: only when nothing in it can reach out, run, hide a program or blow up.
 * Gives the unpacked parts, so that nobody unpacks the file a second time in another way.
 */
export function openForeignDocument(bytes: Uint8Array): Result<PackageParts, DocumentDanger> {
  const read = readPackage(bytes, foreignDocumentLimits);
  if (!read.ok) return err({ reason: read.error.reason, part: read.error.part });
  for (const danger of findDangers(read.value)) return err(danger);
  return ok(read.value);
}

/** Each reason for which the file is not taken, the gravest of a part first. */
export function* findDangers(parts: PackageParts): Generator<DocumentDanger> {
  const texts = new Map([...parts].filter(([name]) => /\.(?:xml|rels)$/i.test(name)));
  if (countMarks(texts.values()) > mostMarks) {
    yield { reason: 'tooManyElements', part: null };
    return;
  }
  for (const [name, bytes] of texts) {
    if (!isList(name) || countMarks([bytes]) <= mostMarksOfList) continue;
    yield { reason: 'tooManyElements', part: name };
    return;
  }
  const trees = new Map<string, XmlElement>();
  const looks = new Map<string, Look>();
  // Said before anything else: of a file of another program, such as .odt, no part has its place in a letter.
  if (!parts.has(typesPart)) yield { reason: 'notAWordDocument', part: null };
  for (const [name, bytes] of parts) {
    if (/(?:^|\/)vbaProject|(?:^|\/)vbaData|\.bin$/i.test(name) && !/printerSettings/i.test(name)) {
      yield { reason: 'macros', part: name };
    } else if (/(?:^|\/)(?:activeX|embeddings)\//i.test(name)) {
      yield { reason: 'embeddedObject', part: name };
    } else if (texts.has(name)) {
      const text = readText(bytes);
      if (!text.ok) {
        yield { reason: text.error, part: name };
        continue;
      }
      looks.set(name, text.value.look);
      if (isList(name)) trees.set(name, parseXml(text.value.text));
    } else if (isPicture(name)) {
      // Of a picture that cannot be followed to its end nobody knows what it says; drawings can hold names and paths.
      if (withoutPictureTraces(bytes) === null) yield { reason: 'pictureFormat', part: name };
    } else if (/\.odttf$/i.test(name)) {
      yield { reason: 'embeddedFonts', part: name };
    } else if (!/\.bin$/i.test(name)) {
      yield { reason: 'unknownPart', part: name };
    }
  }
  const typeOf = contentTypesIn(trees.get(typesPart) ?? null);
  yield* findWrongTypes(parts, { trees, looks }, typeOf);
  for (const [name, tree] of trees) {
    if (name !== typesPart) yield* findWrongRelationships(parts, { name, tree }, typeOf);
  }
  for (const [name, { hasEmbedded, hasUnusualPrefix, instructions }] of looks) {
    if (hasEmbedded) yield { reason: 'embeddedObject', part: name };
    if (dangerousFields.test(instructions)) yield { reason: 'dangerousField', part: name };
    // What other programs keep beside the text; nothing of it is read, and no part that is kept may be of this type.
    if (hasUnusualPrefix && typeOf(name) !== 'application/xml') yield { reason: 'unusualPrefix', part: name };
  }
}

function isList(part: string): boolean {
  return part.endsWith('.rels') || part === typesPart;
}

function* findWrongTypes(
  parts: PackageParts,
  {
    trees,
    looks,
  }: { readonly trees: ReadonlyMap<string, XmlElement>; readonly looks: ReadonlyMap<string, Look> },
  typeOf: (part: string) => string,
): Generator<DocumentDanger> {
  const root = trees.get('_rels/.rels');
  const main = root === undefined ? null : mainDocumentIn(root);
  if (!trees.has(typesPart) || main === null || !looks.has(main)) {
    if (parts.has(typesPart)) yield { reason: 'notAWordDocument', part: null };
    return;
  }
  let macros = false;
  for (const name of parts.keys()) {
    if (isPicture(name) !== typeOf(name).startsWith('image/')) yield { reason: 'wrongType', part: name };
    if (!/macroEnabled|vbaProject|ms-word\.vba/i.test(typeOf(name))) continue;
    macros = true;
    yield { reason: 'macros', part: name };
  }
  if (!macros && typeOf(main) !== mainDocumentType) yield { reason: 'notAWordDocument', part: main };
}

function* findWrongRelationships(
  parts: PackageParts,
  { name, tree }: { readonly name: string; readonly tree: XmlElement },
  typeOf: (part: string) => string,
): Generator<DocumentDanger> {
  const source = name.replace(/_rels\/([^/]*)\.rels$/i, '$1');
  for (const { type, target, external } of relationshipsIn(tree)) {
    if (external && type !== 'hyperlink') yield { reason: 'externalContent', part: name };
    else if (/vba/i.test(type)) yield { reason: 'macros', part: name };
    else if (embeddedRelationships.has(type)) yield { reason: 'embeddedObject', part: name };
    else if (!allowedRelationships.has(type) && type !== 'attachedTemplate') {
      yield { reason: 'unknownPart', part: name };
    }
    const part = external ? null : resolveTarget(source, target);
    if (part === null || !parts.has(part)) continue;
    const isRight = type === 'image' ? isPicture(part) : isTextFor(type, part, typeOf);
    if (!isRight) yield { reason: 'wrongType', part };
  }
}

/** Of a relationship that leads to nothing that is kept, any. */
function isTextFor(relationship: string, part: string, typeOf: (part: string) => string): boolean {
  const expected = typesByRelationship.get(relationship);
  return expected === undefined || (/\.xml$/i.test(part) && typeOf(part) === expected);
}

/** What is looked for in the elements of a part, found on one way through it. */
interface Look {
  readonly hasEmbedded: boolean;
  readonly hasUnusualPrefix: boolean;
  /** Those of all its fields: one may be cut into pieces. */
  readonly instructions: string;
}

/** @throws XmlError */
function lookThrough(text: string): Look {
  const instructions: string[] = [];
  const open: string[] = [];
  let hasEmbedded = false;
  let hasUnusualPrefix = false;
  readXml(text, {
    open: (name, attributes) => {
      open.push(name);
      if (embeddedElements.has(name)) hasEmbedded = true;
      else if (name === 'w:fldChar') instructions.push(' ');
      else if (name === 'w:fldSimple') instructions.push(` ${attributes.get('w:instr') ?? ''} `);
      for (const [attribute, value] of attributes) {
        if (attribute.startsWith('xmlns') && isUnusualPrefix(attribute, value)) hasUnusualPrefix = true;
      }
    },
    text: (words) => {
      if (open.at(-1) === 'w:instrText') instructions.push(words);
    },
    close: () => open.pop(),
  });
  return { hasEmbedded, hasUnusualPrefix, instructions: instructions.join('') };
}

function isUnusualPrefix(declaration: string, address: string): boolean {
  const prefix = declaration.slice('xmlns:'.length);
  const expected = prefixes.get(address);
  return expected === undefined ? knownPrefixes.has(prefix) : expected !== prefix;
}

/** Counted on the bytes, so that a file with millions of elements is refused before one of them is built. */
function countMarks(texts: Iterable<Uint8Array>): number {
  let marks = 0;
  for (const text of texts) {
    // An iterator would take ten times as long, and this is what the largest files wait for.
    for (let at = 0; at < text.length; at += 1) if (text[at] === 0x3c || text[at] === 0x3d) marks += 1;
  }
  return marks;
}

function readText(
  bytes: Uint8Array,
): Result<{ readonly text: string; readonly look: Look }, 'documentType' | 'badXml'> {
  try {
    // In another encoding the text that is checked here and the text that Word reads could differ.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (/^\uFEFF?<\?xml[^>]*encoding\s*=\s*["'](?!utf-8["'])/i.test(text)) return err('badXml');
    return ok({ text, look: lookThrough(text) });
  } catch (failure) {
    if (failure instanceof XmlError)
      return err(failure.reason === 'documentType' ? 'documentType' : 'badXml');
    // What the decoder throws for bytes that are no UTF-8.
    if (failure instanceof TypeError) return err('badXml');
    throw failure;
  }
}
