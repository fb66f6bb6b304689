import { tagNamePattern } from '../../shared/filings/tags';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { FillFailure, TemplateValues } from './fill-template';
import type { XmlElement } from './xml';

/** Elements of a filled document, two hundred characters of text counted as one: far beyond any list of exhibits. */
const mostFilled = 300_000;
const charactersOfOne = 200;

/** Elements in whose text the engine looks for tags, wherever they stand. */
const elementsWithTags = new Set([
  'w:t',
  'a:t',
  'm:t',
  'vt:lpstr',
  'vt:lpwstr',
  'Company',
  'CompanyAddress',
  'CompanyEmail',
  'CompanyFax',
  'CompanyPhone',
  'HyperlinkBase',
  'Manager',
  'PublishDate',
  'Abstract',
  'cp:category',
  'cp:contentStatus',
  'cp:keywords',
  'dc:creator',
  'dc:description',
  'dc:subject',
  'dc:title',
]);

/**
 * Goes through the tags of parts as the engine will, without filling anything in: lists within lists multiply, so a file of
 * a few hundred bytes can ask for more than any memory holds. It also finds what the engine would take for a tag in
 * places that hold no paragraph.
 */
export function checkFilledSize(
  roots: Iterable<XmlElement>,
  values: TemplateValues,
): Result<null, FillFailure> {
  let filled = 0;
  for (const root of roots) {
    const measured = measure(root, values, mostFilled - filled);
    if (!measured.ok) return measured;
    filled += measured.value;
  }
  return ok(null);
}

function measure(root: XmlElement, values: TemplateValues, most: number): Result<number, FillFailure> {
  /** How often each part that is open is repeated. */
  const open: number[] = [];
  let times = 1;
  let highest = 1;
  /** The one that was begun last. */
  let list = '';
  let tag: string | null = null;
  let filled = 0;
  let failure: FillFailure | null = null;
  const fail = (reason: string): void => {
    failure ??= { kind: 'templateUnreadable', reason };
  };
  const limit = (): void => {
    if (filled <= most) return;
    failure ??= { kind: 'documentTooLong', list };
  };
  const closeTag = (written: string): void => {
    const sign = /^[#^/]?/.exec(written)?.[0] ?? '';
    const name = written.slice(sign.length);
    if (!tagNamePattern.test(name)) fail('nameNotAllowed');
    if (sign === '/') open.pop();
    else if (sign !== '') {
      const value = sign === '#' && Object.hasOwn(values, name) ? values[name] : undefined;
      if (Array.isArray(value)) list = name;
      open.push(Array.isArray(value) ? Math.max(1, value.length) : 1);
    }
    times = open.reduce((product, each) => product * each, 1);
    highest = Math.max(highest, times);
    filled += times;
    limit();
  };
  const readTags = (text: string): void => {
    for (const piece of text.split(/([{}])/u)) {
      if (piece === '{') {
        if (tag !== null) fail('tagNotClosed');
        tag = '';
      } else if (piece === '}') {
        if (tag === null) fail('tagNotOpened');
        else closeTag(tag);
        tag = null;
      } else if (tag !== null) tag += piece;
    }
  };
  /** Gives the size of what it went through, as it stands in the template. */
  const visit = (
    element: XmlElement,
    within: { readonly repeated: boolean; readonly text: boolean },
  ): number => {
    if (failure !== null) return 0;
    // What the engine repeats: a tag in a paragraph or a row of a table repeats all of it.
    const isRepeated = !within.repeated && (element.name === 'w:p' || element.name === 'w:tr');
    const inside = {
      repeated: within.repeated || isRepeated,
      text: within.text || elementsWithTags.has(element.name),
    };
    if (isRepeated) highest = times;
    let size = 1;
    for (const value of element.attributes.values()) size += value.length / charactersOfOne;
    if (!inside.repeated) filled += size * times;
    for (const child of element.children) {
      if (typeof child !== 'string') {
        size += visit(child, inside);
        continue;
      }
      const ofText = child.length / charactersOfOne;
      size += ofText;
      if (!inside.repeated) filled += ofText * times;
      if (inside.text) readTags(child);
    }
    if (isRepeated) filled += size * highest;
    limit();
    return size;
  };
  visit(root, { repeated: false, text: false });
  if (tag !== null) fail('tagNotClosed');
  return failure === null ? ok(filled) : err(failure);
}
