import { fieldShapes } from '../../shared/filings/fields';
import type { FieldShape } from '../../shared/filings/questions';
import type { TemplateFailure } from '../../shared/filings/schemas';
import { err, ok, type Result } from '../../shared/kernel/result';
import { findLeaks, type DocumentLeak } from '../documents/leaks';
import { readParagraphs } from '../documents/paragraphs';
import { cleanPackage } from './clean-package';
import { documentToPlainText, readDocumentText } from './document-text';
import { fillFailureToTemplateFailure, fillTemplate, type TemplateValues } from './fill-template';
import { readPackage, type PackageParts } from './package-reader';
import { checkTemplate, splitTags } from './template-check';
import { partXml } from './word-package';

export interface TriedTemplate {
  /** Names between braces, each once, in the order of the document. */
  readonly fields: readonly string[];
  /** How many tags there are, beginnings and ends of parts included. */
  readonly tags: number;
  /** What the file gives away beside its text: none of it is in a filing that is made from it. */
  readonly leftBehind: readonly DocumentLeak[];
  /** The document with every field filled in by its own name, every part shown and every list with two items. */
  readonly text: string;
}

/** Checks a file as a template and fills it once, so that what only shows in filling is known before a case needs it. */
export function tryTemplate(bytes: Uint8Array): Result<TriedTemplate, TemplateFailure> {
  const checked = checkTemplate(bytes);
  if (!checked.ok) return checked;
  const parts = checked.value;
  const filled = fillTemplate(parts, sampleValues());
  if (!filled.ok) return err(fillFailureToTemplateFailure(filled.error));
  const made = readPackage(cleanPackage(filled.value, { title: 'Template', language: 'fr-BE' }));
  if (!made.ok) {
    return err(fillFailureToTemplateFailure({ kind: 'templateUnreadable', reason: made.error.reason }));
  }
  // A list of tags at hand (`tags.shown`) is no part of the document.
  let isInList = false;
  const tags = readParagraphs(parts)
    .flat()
    .flatMap(({ text }) => splitTags(text))
    .flatMap((piece) => {
      if (piece.kind === 'loose') return [];
      if (piece.name === 'tags.shown') isInList = piece.sign !== '/';
      return isInList || piece.name === 'tags.shown' ? [] : [piece.name];
    });
  return ok({
    fields: [...new Set(tags)],
    tags: tags.length,
    leftBehind: leftBehind(parts),
    text: documentToPlainText(readDocumentText(made.value)),
  });
}

/** Filled, the words of what is still there would be others, so the template itself is cleaned. */
function leftBehind(parts: PackageParts): readonly DocumentLeak[] {
  const cleaned = readPackage(cleanPackage(parts, { title: 'Template', language: 'fr-BE' }));
  if (!cleaned.ok) throw new Error(`A cleaned template could not be read: ${cleaned.error.reason}`);
  const key = ({ kind, part, found }: DocumentLeak): string => JSON.stringify([kind, part, found]);
  const stillThere = new Set(leaksOf(cleaned.value).map(key));
  return leaksOf(parts).filter((leak) => !stillThere.has(key(leak)));
}

function leaksOf(parts: PackageParts): readonly DocumentLeak[] {
  return findLeaks(
    parts,
    new Map(
      [...parts.keys()]
        .filter((name) => name.endsWith('.xml'))
        .flatMap((name) => {
          const tree = partXml(parts, name);
          return tree === null ? [] : [[name, tree] as const];
        }),
    ),
  );
}

function sampleValues(): TemplateValues {
  return Object.fromEntries(
    Object.entries<FieldShape>(fieldShapes).map(([name, shape]) => {
      if (name === 'tags.shown') return [name, false];
      if (shape === 'text') return [name, `«${name}»`];
      if (shape === 'flag') return [name, true];
      const item = (number: number) => Object.fromEntries(shape.map((each) => [each, `«${each} ${number}»`]));
      return [name, [item(1), item(2)]];
    }),
  );
}
