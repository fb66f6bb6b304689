import { fieldShapes, nearestField } from '../../shared/filings/fields';
import type { FieldShape } from '../../shared/filings/questions';
import type { TemplateFailure, TemplateProblem } from '../../shared/filings/schemas';
import { tagNamePattern } from '../../shared/filings/tags';
import { err, ok, type Result } from '../../shared/kernel/result';
import { paragraphText } from './document-text';
import { readPackage, type PackageParts } from './package-reader';
import { contentTypes, mainDocumentPart, mainDocumentType, readRelationships } from './word-package';
import { descendants, isElement, parseXml, XmlError, type XmlElement } from './xml';

type Refusal = Extract<TemplateFailure, { kind: 'templateRefused' }>;

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
  'glossaryDocument',
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
/** Fields that fetch or run something. Page numbers, dates and references are fine. */
const dangerousFields =
  /\b(?:INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|LINK|DDE|DDEAUTO|DATABASE|MACROBUTTON|GOTOBUTTON|AUTOTEXT|EMBED|RD|HTMLACTIVEX|PRINT)\b/i;

/**
 * Decides whether a file may be filled in: first that nothing in it can reach out, run or blow up, then that each of
 * its tags is one we can fill. Gives the unpacked parts, so that nobody unpacks the file a second time in another way.
 */
export function checkTemplate(bytes: Uint8Array): Result<PackageParts, TemplateFailure> {
  const read = readPackage(bytes);
  if (!read.ok) return err({ kind: 'templateRefused', reason: read.error.reason, part: read.error.part });
  const parts = read.value;
  const refusal = findDanger(parts);
  if (refusal !== null) return err(refusal);
  const problems = findTagProblems(parts);
  return problems.length > 0 ? err({ kind: 'templateBroken', problems: [...problems] }) : ok(parts);
}

/** What in the file could reach out, run or hide something; null when nothing does. */
export function findDanger(parts: PackageParts): Refusal | null {
  const refuse = (reason: Refusal['reason'], part: string | null = null): Refusal => ({
    kind: 'templateRefused',
    reason,
    part,
  });
  const trees = new Map<string, XmlElement>();
  for (const [name, bytes] of parts) {
    if (/(?:^|\/)vbaProject|(?:^|\/)vbaData|\.bin$/i.test(name) && !/printerSettings/i.test(name)) {
      return refuse('macros', name);
    }
    if (/(?:^|\/)(?:activeX|embeddings)\//i.test(name)) return refuse('embeddedObject', name);
    if (!/\.(?:xml|rels)$/i.test(name)) {
      if (!/\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|bin)$/i.test(name)) return refuse('unknownPart', name);
      continue;
    }
    const tree = readTree(bytes);
    if (!tree.ok) return refuse(tree.error, name);
    trees.set(name, tree.value);
  }

  const main = trees.has('[Content_Types].xml') && trees.has('_rels/.rels') ? mainDocumentPart(parts) : null;
  if (main === null || !trees.has(main)) return refuse('notAWordDocument');
  const typeOf = contentTypes(parts);
  for (const name of parts.keys()) {
    if (/macroEnabled|vbaProject|ms-word\.vba/i.test(typeOf(name))) return refuse('macros', name);
  }
  if (typeOf(main) !== mainDocumentType) return refuse('notAWordDocument', main);

  for (const name of [...trees.keys()].filter((part) => part.endsWith('.rels'))) {
    for (const { type, external } of readRelationships(parts, name)) {
      if (external && type !== 'hyperlink') return refuse('externalContent', name);
      if (/vba/i.test(type)) return refuse('macros', name);
      if (embeddedRelationships.has(type)) return refuse('embeddedObject', name);
      if (!allowedRelationships.has(type) && type !== 'attachedTemplate') return refuse('unknownPart', name);
    }
  }
  for (const [name, tree] of trees) {
    // A field's instruction may be cut into pieces, so the pieces of a part are read as one.
    let instructions = '';
    for (const element of descendants(tree)) {
      if (embeddedElements.has(element.name)) return refuse('embeddedObject', name);
      if (element.name === 'w:instrText') instructions += ownText(element);
      if (element.name === 'w:fldChar') instructions += ' ';
      if (element.name === 'w:fldSimple') instructions += ` ${element.attributes.get('w:instr') ?? ''} `;
    }
    if (dangerousFields.test(instructions)) return refuse('dangerousField', name);
  }
  return null;
}

function readTree(bytes: Uint8Array): Result<XmlElement, 'documentType' | 'badXml'> {
  try {
    // In another encoding the text that is checked here and the text that Word reads could differ.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (/^\uFEFF?<\?xml[^>]*encoding\s*=\s*["'](?!utf-8["'])/i.test(text)) return err('badXml');
    return ok(parseXml(text));
  } catch (failure) {
    if (failure instanceof XmlError)
      return err(failure.reason === 'documentType' ? 'documentType' : 'badXml');
    // What the decoder throws for bytes that are no UTF-8.
    if (failure instanceof TypeError) return err('badXml');
    throw failure;
  }
}

interface TaggedParagraph {
  readonly part: TemplateProblem['part'];
  /** Counted from 1 within the part. */
  readonly paragraph: number;
  readonly text: string;
}

/** Every paragraph that can hold tags, in the order the parts are filled. */
function taggedParagraphs(parts: PackageParts): readonly (readonly TaggedParagraph[])[] {
  const main = mainDocumentPart(parts);
  const typeOf = contentTypes(parts);
  return [...parts.keys()].sort().flatMap((name) => {
    const kind =
      name === main
        ? 'text'
        : /wordprocessingml\.(header|footer|footnotes|endnotes)\+xml$/.exec(typeOf(name))?.[1];
    if (kind === undefined) return [];
    const part = kind === 'text' || kind === 'header' || kind === 'footer' ? kind : 'notes';
    const bytes = parts.get(name);
    if (bytes === undefined) return [];
    const paragraphs = [...descendants(parseXml(Buffer.from(bytes).toString('utf8')))].filter(
      (element) => element.name === 'w:p',
    );
    return [
      paragraphs.map((paragraph, index) => ({ part, paragraph: index + 1, text: paragraphText(paragraph) })),
    ];
  });
}

interface OpenSection {
  readonly name: string;
  readonly items: readonly string[] | null;
  readonly at: TaggedParagraph;
}

/** Every fault of the tags, in reading order. Names are looked up in the fixed list; nothing is evaluated. */
export function findTagProblems(parts: PackageParts): readonly TemplateProblem[] {
  return taggedParagraphs(parts).flatMap((paragraphs) => {
    const problems: TemplateProblem[] = [];
    const open: OpenSection[] = [];
    const report = (
      at: TaggedParagraph,
      cause: TemplateProblem['cause'],
      tag: string,
      suggestion: string | null = null,
    ): void => {
      const { part, paragraph, text } = at;
      problems.push({
        part,
        paragraph,
        excerpt: text.slice(0, 120),
        cause,
        tag: tag.slice(0, 80),
        suggestion,
      });
    };
    for (const at of paragraphs) {
      for (const piece of splitTags(at.text)) {
        if (piece.kind === 'loose') report(at, piece.cause, piece.text);
        else checkTag(piece.sign, piece.name, at, open, report);
      }
    }
    for (const section of open) report(section.at, 'sectionNotClosed', `#${section.name}`);
    return problems;
  });
}

function checkTag(
  sign: string,
  name: string,
  at: TaggedParagraph,
  open: OpenSection[],
  report: (
    at: TaggedParagraph,
    cause: TemplateProblem['cause'],
    tag: string,
    suggestion?: string | null,
  ) => void,
): void {
  const tag = `${sign}${name}`;
  if (!tagNamePattern.test(name)) {
    report(at, 'nameNotAllowed', tag);
    return;
  }
  if (sign === '/') {
    const last = open.at(-1);
    if (last?.name === name) open.pop();
    else if (open.some((section) => section.name === name))
      report(at, 'sectionsCross', tag, `/${last?.name ?? ''}`);
    else report(at, 'sectionNotOpened', tag);
    return;
  }
  const items = open.flatMap((section) => section.items ?? []);
  const shape: FieldShape | undefined = items.includes(name) ? 'text' : fieldShape(name);
  if (shape === undefined) {
    const belongsToList = listsWithItem(name)[0];
    if (belongsToList === undefined) {
      report(at, 'fieldUnknown', tag, nearestField(name, [...items, ...Object.keys(fieldShapes)]));
    } else {
      report(at, 'fieldBelongsToList', tag, `#${belongsToList}`);
    }
  } else if (sign === '' && shape !== 'text') {
    report(at, shape === 'flag' ? 'fieldIsFlag' : 'fieldIsList', tag, `#${name}`);
  }
  if (sign === '#' || sign === '^') {
    open.push({ name, items: sign === '#' && Array.isArray(shape) ? shape : null, at });
  }
}

function fieldShape(name: string): FieldShape | undefined {
  const shapes: Readonly<Record<string, FieldShape>> = fieldShapes;
  return Object.hasOwn(shapes, name) ? shapes[name] : undefined;
}

function listsWithItem(name: string): readonly string[] {
  return Object.entries(fieldShapes)
    .filter(([, shape]) => typeof shape !== 'string' && shape.some((item) => item === name))
    .map(([list]) => list);
}

type TagPiece =
  | { readonly kind: 'tag'; readonly sign: string; readonly name: string }
  | { readonly kind: 'loose'; readonly cause: 'tagNotClosed' | 'tagNotOpened'; readonly text: string };

function splitTags(text: string): readonly TagPiece[] {
  const pieces: TagPiece[] = [];
  let start = -1;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '{') {
      if (start >= 0) pieces.push({ kind: 'loose', cause: 'tagNotClosed', text: text.slice(start + 1, at) });
      start = at;
    } else if (text[at] === '}') {
      if (start < 0) {
        pieces.push({ kind: 'loose', cause: 'tagNotOpened', text: text.slice(Math.max(0, at - 30), at) });
        continue;
      }
      const content = text.slice(start + 1, at);
      const sign = /^[#^/]/.exec(content)?.[0] ?? '';
      pieces.push({ kind: 'tag', sign, name: content.slice(sign.length) });
      start = -1;
    }
  }
  if (start >= 0) pieces.push({ kind: 'loose', cause: 'tagNotClosed', text: text.slice(start + 1) });
  return pieces;
}

function ownText(element: XmlElement): string {
  return element.children.filter((node) => !isElement(node)).join('');
}
