import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import { pictureMarkPattern } from '../../shared/filings/pictures';
import type { TemplateFailure, TemplateProblem } from '../../shared/filings/schemas';
import { err, exhaustiveCheck, ok, type Result } from '../../shared/kernel/result';
import { tagNamePattern } from '../../shared/filings/tags';
import { checkFilledSize } from './filled-size';
import type { PackageParts } from './package-reader';
import { readPackage } from './package-reader';
import { keepXmlCharacters, parseXml, writeXml, XmlError, type XmlElement } from './xml';

/** What a template is filled with: text to print, a condition, or the items of a list. */
export type TemplateValue = string | boolean | readonly Readonly<Record<string, string>>[];
export type TemplateValues = Readonly<Record<string, TemplateValue>>;

export type FillFailure =
  /** The template prints a field that has no value, so a sentence would have stayed empty. */
  | { readonly kind: 'printedFieldEmpty'; readonly field: string }
  /** Filled in, it would be far longer than any document; `list` is the last of those that are repeated in it. */
  | { readonly kind: 'documentTooLong'; readonly list: string }
  /** The engine refused what the template check let through; `reason` is its own id for it. */
  | { readonly kind: 'templateUnreadable'; readonly reason: string };

/**
 * Fills a checked template. A tag is a name and nothing else: it is looked up among the own properties of the values
 * it is given, never evaluated. An empty text may be asked about in a condition, but never printed.
 */
export function fillTemplate(
  template: PackageParts,
  values: TemplateValues,
): Result<PackageParts, FillFailure> {
  let emptyField: string | null = null;
  try {
    const parts = readParts(template);
    const roots = [...parts.values()].flatMap((part) => (part instanceof Uint8Array ? [] : [part]));
    const sized = checkFilledSize(roots, values);
    if (!sized.ok) return sized;
    const zip = new PizZip();
    for (const [name, part] of parts) {
      // Written anew: comments and sections of plain text, which the engine reads in another way than we do, are gone.
      const bytes = part instanceof Uint8Array ? part : Buffer.from(writeXml(part));
      zip.file(name, bytes, { binary: true, createFolders: false });
    }
    const engine = new Docxtemplater(zip, {
      paragraphLoop: true,
      linebreaks: true,
      errorLogging: false,
      parser: (tag) => ({ get: (scope: unknown) => lookUp(scope, tag) }),
      nullGetter: (part: { readonly value?: string; readonly module?: string }) => {
        // Asked for a condition, too; there, no value means no.
        if (part.module !== undefined && part.module !== '') return undefined;
        // An exhibit without a picture leaves its place empty: no sentence lacks a word.
        if (part.value === 'picture') return '';
        emptyField ??= part.value ?? '';
        throw new Error('A printed field is empty');
      },
    });
    engine.render(cleanValues(values));
    const filled = engine.getZip().generate({ type: 'nodebuffer', compression: 'STORE' });
    const made = readPackage(filled);
    if (!made.ok) return err({ kind: 'templateUnreadable', reason: made.error.reason });
    // A tag between the elements, which no check of the words sees, can take apart what belongs together.
    for (const [name, content] of made.value)
      if (/\.xml$/i.test(name)) parseXml(Buffer.from(content).toString('utf8'));
    return ok(made.value);
  } catch (failure) {
    if (emptyField !== null) return err({ kind: 'printedFieldEmpty', field: emptyField });
    if (failure instanceof XmlError) return err({ kind: 'templateUnreadable', reason: failure.reason });
    const reason = engineErrorId(failure);
    if (reason === null) throw failure;
    return err({ kind: 'templateUnreadable', reason });
  }
}

/** What a document needs; what the file says of itself is no part of it, and holds tags of nobody. */
function readParts(template: PackageParts): ReadonlyMap<string, XmlElement | Uint8Array> {
  return new Map(
    [...template]
      .filter(([name]) => !/^docProps\//i.test(name))
      .map(([name, content]) => [
        name,
        /\.(?:xml|rels)$/i.test(name) ? parseXml(Buffer.from(content).toString('utf8')) : content,
      ]),
  );
}

/** How a failure to fill is told to who made the template. */
export function fillFailureToTemplateFailure(failure: FillFailure): TemplateFailure {
  const problem = (cause: TemplateProblem['cause'], tag: string): TemplateFailure => ({
    kind: 'templateBroken',
    problems: [{ part: 'text', paragraph: 1, excerpt: '', cause, tag, suggestion: null }],
  });
  switch (failure.kind) {
    case 'printedFieldEmpty':
      return problem('fieldEmpty', failure.field);
    case 'documentTooLong':
      return problem('documentTooLong', `#${failure.list}`);
    case 'templateUnreadable':
      return problem('notFillable', failure.reason);
    default:
      return exhaustiveCheck(failure);
  }
}

function lookUp(scope: unknown, tag: string): unknown {
  if (
    !tagNamePattern.test(tag) ||
    typeof scope !== 'object' ||
    scope === null ||
    !Object.hasOwn(scope, tag)
  ) {
    return undefined;
  }
  // An own property of an object we made; its type is checked by TemplateValues.
  const value = (scope as Record<string, unknown>)[tag];
  return value === '' ? undefined : value;
}

function cleanValues(values: TemplateValues): Record<string, TemplateValue> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value === 'string') return [name, cleanText(withoutMarks(value))];
      if (typeof value === 'boolean') return [name, value];
      return [
        name,
        value.map((item) =>
          Object.fromEntries(
            Object.entries(item).map(([key, text]) => [
              key,
              cleanText(key === 'picture' ? text : withoutMarks(text)),
            ]),
          ),
        ),
      ];
    }),
  );
}

/** Words that somebody typed never stand for a picture. */
function withoutMarks(text: string): string {
  return text.replaceAll(anyPictureMark, '');
}

const anyPictureMark = new RegExp(pictureMarkPattern, 'g');

/** Without what a Word file cannot hold, and without the marks that make text read in another order than written. */
export function cleanText(text: string): string {
  return keepXmlCharacters(text)
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\u202A-\u202E\u2066-\u2069]/g, '')
    .trim();
}

function engineErrorId(failure: unknown): string | null {
  // Of the parser that the engine itself uses for some parts; it is stricter than ours.
  if (failure instanceof Error && failure.name === 'ParseError') return 'notWellFormed';
  if (typeof failure !== 'object' || failure === null || !('properties' in failure)) return null;
  const { properties } = failure;
  if (typeof properties !== 'object' || properties === null) return null;
  return 'id' in properties && typeof properties.id === 'string' ? properties.id : 'unknown';
}
