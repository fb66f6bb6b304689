import { fieldShapes, nearestField } from '../../shared/filings/fields';
import type { FieldShape } from '../../shared/filings/questions';
import type { TemplateFailure, TemplateProblem } from '../../shared/filings/schemas';
import { tagNamePattern } from '../../shared/filings/tags';
import { err, ok, type Result } from '../../shared/kernel/result';
import { readParagraphs, type ParagraphInPart } from '../documents/paragraphs';
import { openForeignDocument } from '../documents/dangers';
import type { PackageParts } from './package-reader';

/**
 * Decides whether a file may be filled in: first that nothing in it can reach out, run or blow up, then that each of
 * its tags is one we can fill. Gives the unpacked parts, so that nobody unpacks the file a second time in another way.
 */
export function checkTemplate(bytes: Uint8Array): Result<PackageParts, TemplateFailure> {
  const opened = openForeignDocument(bytes);
  if (!opened.ok) return err({ kind: 'templateRefused', ...opened.error });
  const parts = opened.value;
  const problems = findTagProblems(parts);
  return problems.length > 0 ? err({ kind: 'templateBroken', problems: [...problems] }) : ok(parts);
}

interface OpenSection {
  readonly name: string;
  readonly items: readonly string[] | null;
  readonly at: ParagraphInPart;
}

/** Every fault of the tags, in reading order. Names are looked up in the fixed list; nothing is evaluated. */
export function findTagProblems(parts: PackageParts): readonly TemplateProblem[] {
  return readParagraphs(parts).flatMap((paragraphs) => {
    const problems: TemplateProblem[] = [];
    const open: OpenSection[] = [];
    const report = (
      at: ParagraphInPart,
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
  at: ParagraphInPart,
  open: OpenSection[],
  report: (
    at: ParagraphInPart,
    cause: TemplateProblem['cause'],
    tag: string,
    suggestion?: string | null,
  ) => void,
): void {
  const tag = `${sign}${name}`;
  if (!tagNamePattern.test(name)) {
    // What a word processor adds by itself: typographic quotes, a no-break space, a soft hyphen, an apostrophe.
    const bare = name.replaceAll(/[^A-Za-z0-9_.#^/]/gu, '');
    const meant = /^[#^/]?(.*)$/.exec(bare)?.[1] ?? '';
    const isKnown = fieldShape(meant) !== undefined || listsWithItem(meant).length > 0;
    if (isKnown) report(at, 'signsAdded', tag, `${sign}${bare}`);
    else report(at, 'nameNotAllowed', tag);
    return;
  }
  if (sign === '/') {
    const last = open.at(-1);
    if (last?.name === name) {
      open.pop();
      if (last.at.table !== at.table) report(last.at, 'sectionLeavesTable', `#${name}`);
    } else if (open.some((section) => section.name === name))
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
    const isList = sign === '#' && Array.isArray(shape);
    if (isList && open.some((section) => section.name === name && section.items !== null)) {
      report(at, 'listInsideItself', tag);
    }
    open.push({ name, items: isList ? shape : null, at });
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

export type TagPiece =
  | { readonly kind: 'tag'; readonly sign: string; readonly name: string }
  | { readonly kind: 'loose'; readonly cause: 'tagNotClosed' | 'tagNotOpened'; readonly text: string };

/** The tags of a paragraph, and what of a tag stands alone. */
export function splitTags(text: string): readonly TagPiece[] {
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
