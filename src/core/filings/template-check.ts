import { fieldShapes, nearestField } from '../../shared/filings/fields';
import { isFlagItem, type FieldShape } from '../../shared/filings/questions';
import type { TemplateFailure, TemplateProblem } from '../../shared/filings/schemas';
import { tagNamePattern } from '../../shared/filings/tags';
import { err, ok, type Result } from '../../shared/kernel/result';
import { readParagraphs, type ParagraphInPart } from '../documents/paragraphs';
import { openForeignDocument } from '../documents/dangers';
import type { PackageParts } from './package-reader';
import { partText } from './word-package';
import { readXml } from './xml';

/** Far beyond a template of the program with every tag listed behind its text. */
const mostTags = 5000;
/** Nobody mends more in one go. */
const mostProblems = 200;

/**
 * Decides whether a file may be filled in: first that nothing in it can reach out, run or blow up, then that each of
 * its tags is one we can fill. Gives the unpacked parts, so that nobody unpacks the file a second time in another way.
 */
export function checkTemplate(bytes: Uint8Array): Result<PackageParts, TemplateFailure> {
  const opened = openForeignDocument(bytes);
  if (!opened.ok) return err({ kind: 'templateRefused', ...opened.error });
  const parts = opened.value;
  if (countBraces(parts) > 2 * mostTags) {
    return err({ kind: 'templateRefused', reason: 'tooManyTags', part: null });
  }
  const problems = findTagProblems(readParagraphs(parts));
  return problems.length > 0 ? err({ kind: 'templateBroken', problems: [...problems] }) : ok(parts);
}

interface OpenSection {
  readonly name: string;
  readonly items: readonly string[] | null;
  readonly at: ParagraphInPart;
}

/** In all words of the file, so that one with too many is refused before its paragraphs are read. */
function countBraces(parts: PackageParts): number {
  let braces = 0;
  const count = (words: string): void => {
    for (let at = 0; at < words.length; at += 1) if (words[at] === '{' || words[at] === '}') braces += 1;
  };
  for (const name of parts.keys()) {
    if (!/\.xml$/i.test(name)) continue;
    readXml(partText(parts, name) ?? '', { open: () => undefined, text: count, close: () => undefined });
  }
  return braces;
}

type Report = (
  at: ParagraphInPart,
  cause: TemplateProblem['cause'],
  tag: string,
  suggestion?: string | null,
) => void;

/**
 * The faults of the tags, in reading order; of too many the first, and behind them a problem which says that there are
 * more. Names are looked up in the fixed list; nothing is evaluated.
 */
function findTagProblems(
  paragraphsByPart: readonly (readonly ParagraphInPart[])[],
): readonly TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const report: Report = ({ part, paragraph, text }, cause, tag, suggestion = null) => {
    if (problems.length > mostProblems) return;
    const place = { part, paragraph, excerpt: text.slice(0, 120) };
    problems.push(
      problems.length === mostProblems
        ? { ...place, cause: 'moreProblems', tag: '', suggestion: null }
        : { ...place, cause, tag: tag.slice(0, 80), suggestion },
    );
  };
  for (const paragraphs of paragraphsByPart) {
    const before = problems.length;
    const open: OpenSection[] = [];
    for (const at of paragraphs) {
      for (const piece of splitTags(at.text)) {
        // To look for what was meant takes time for each.
        if (problems.length > mostProblems) return problems;
        if (piece.kind === 'loose') report(at, piece.cause, piece.text);
        else checkTag(piece, at, open, report);
      }
    }
    for (const section of open) report(section.at, 'sectionNotClosed', `#${section.name}`);
    // That a part has no end is known at the end of the text alone.
    if (problems.length <= mostProblems)
      problems.push(...problems.splice(before).toSorted((one, other) => one.paragraph - other.paragraph));
  }
  return problems;
}

function checkTag(
  { sign, name }: { readonly sign: string; readonly name: string },
  at: ParagraphInPart,
  open: OpenSection[],
  report: Report,
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
  const shape: FieldShape | undefined = items.includes(name)
    ? isFlagItem(name)
      ? 'flag'
      : 'text'
    : fieldShape(name);
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
    // As other programs write their tags; what is between two braces is told as one mistake.
    const doubled =
      start < 0 && text.startsWith('{{', at)
        ? /^\{\{[^{}]*\}\}/.exec(text.slice(at, at + 200))?.[0]
        : undefined;
    if (doubled !== undefined) {
      pieces.push({ kind: 'tag', sign: '', name: doubled.slice(1, -1) });
      at += doubled.length - 1;
    } else if (text[at] === '{') {
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
