import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import { err, ok, type Result } from '../../shared/kernel/result';
import { pictureMarkPattern } from '../../shared/filings/pictures';
import { tagNamePattern } from '../../shared/filings/tags';
import type { PackageParts } from './package-reader';
import { readPackage } from './package-reader';
import { keepXmlCharacters, parseXml, XmlError } from './xml';

/** What a template is filled with: text to print, a condition, or the items of a list. */
export type TemplateValue = string | boolean | readonly Readonly<Record<string, string>>[];
export type TemplateValues = Readonly<Record<string, TemplateValue>>;

export type FillFailure =
  /** The template prints a field that has no value, so a sentence would have stayed empty. */
  | { readonly kind: 'printedFieldEmpty'; readonly field: string }
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
  const zip = new PizZip();
  for (const [name, content] of template) zip.file(name, content, { binary: true, createFolders: false });
  let emptyField: string | null = null;
  try {
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
    const parts = readPackage(filled);
    if (!parts.ok) return err({ kind: 'templateUnreadable', reason: parts.error.reason });
    // A tag between the elements, which no check of the words sees, can take apart what belongs together.
    for (const [name, content] of parts.value)
      if (/^word\/[^/]*\.xml$/i.test(name)) parseXml(Buffer.from(content).toString('utf8'));
    return ok(parts.value);
  } catch (failure) {
    if (emptyField !== null) return err({ kind: 'printedFieldEmpty', field: emptyField });
    if (failure instanceof XmlError) return err({ kind: 'templateUnreadable', reason: failure.reason });
    const reason = engineErrorId(failure);
    if (reason === null) throw failure;
    return err({ kind: 'templateUnreadable', reason });
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
