import { fieldShapes } from '../../shared/filings/fields';
import { isFlagItem, type FieldShape } from '../../shared/filings/questions';
import type { TagMeaning } from '../../shared/templates/contract';
import { readPackage } from '../filings/package-reader';
import { mainDocumentPart, partXml } from '../filings/word-package';
import { writePackage } from '../filings/write-package';
import { anElement, firstChild, isElement, writeXml, type XmlElement } from '../filings/xml';

/** What is said around the list, in the language of the interface. */
export interface StarterWords {
  readonly title: string;
  readonly lead: string;
  readonly tag: string;
  readonly meaning: string;
}

/**
 * The template of the program with a list of tags on pages of its own behind the text, to be moved from there to where they are
 * wanted. The list stands in a part that no filing prints (`tags.shown`), so that whoever forgets it there does no harm.
 */
export function starterWithTags(
  template: Uint8Array,
  tags: readonly TagMeaning[],
  words: StarterWords,
): Uint8Array {
  const parts = readPackage(template);
  if (!parts.ok) throw new Error(`A template of the program could not be read: ${parts.error.reason}`);
  const main = mainDocumentPart(parts.value);
  const root = main === null ? null : partXml(parts.value, main);
  const body = root === null ? undefined : firstChild(root, 'w:body');
  if (main === null || root === null || body === undefined)
    throw new Error('A template of the program has no text');
  const rows = tags.flatMap(({ name, list, meaning }) => {
    const tag = tagOf(name, list);
    // Its own end in the middle of the list would be the end of the list.
    return tag === null || name === 'tags.shown' ? [] : [[tag, meaning] as const];
  });
  const added = [
    paragraph('{#tags.shown}', { startsPage: true }),
    paragraph(words.title, { isBold: true }),
    paragraph(words.lead),
    table([[words.tag, words.meaning], ...rows]),
    paragraph('{/tags.shown}'),
  ];
  // The properties of the last section close the text.
  const end = body.children.findLastIndex((child) => isElement(child) && child.name === 'w:sectPr');
  const at = end < 0 ? body.children.length : end;
  const filled = { ...body, children: [...body.children.slice(0, at), ...added, ...body.children.slice(at)] };
  const changed: XmlElement = {
    ...root,
    children: root.children.map((child) => (child === body ? filled : child)),
  };
  return writePackage(new Map([...parts.value, [main, Buffer.from(writeXml(changed), 'utf8')]]));
}

/** As it is written into a text, with the list around what stands in one; null for a name that is none. */
function tagOf(name: string, list: string): string | null {
  const shapes: Readonly<Record<string, FieldShape>> = fieldShapes;
  const shape = Object.hasOwn(shapes, list === '' ? name : list)
    ? shapes[list === '' ? name : list]
    : undefined;
  if (shape === undefined) return null;
  if (list === '') return shape === 'text' ? `{${name}}` : `{#${name}}{/${name}}`;
  if (!Array.isArray(shape) || !shape.some((item) => item === name)) return null;
  return `{#${list}}${isFlagItem(name) ? `{#${name}}{/${name}}` : `{${name}}`}{/${list}}`;
}

function paragraph(
  words: string,
  { isBold = false, startsPage = false }: { readonly isBold?: boolean; readonly startsPage?: boolean } = {},
): XmlElement {
  return anElement('w:p', {}, [
    ...(startsPage ? [anElement('w:pPr', {}, [anElement('w:pageBreakBefore')])] : []),
    anElement('w:r', {}, [
      ...(isBold ? [anElement('w:rPr', {}, [anElement('w:b')])] : []),
      anElement('w:t', { 'xml:space': 'preserve' }, [words]),
    ]),
  ]);
}

const columnWidths = ['4200', '4800'];

function table([head, ...rows]: readonly (readonly string[])[]): XmlElement {
  const line = { 'w:val': 'single', 'w:sz': '4', 'w:space': '0', 'w:color': '999999' };
  const row = (cells: readonly string[], isHead: boolean): XmlElement =>
    anElement('w:tr', {}, [
      anElement('w:trPr', {}, [anElement('w:cantSplit'), ...(isHead ? [anElement('w:tblHeader')] : [])]),
      ...cells.map((words, index) =>
        anElement('w:tc', {}, [
          anElement('w:tcPr', {}, [
            anElement('w:tcW', { 'w:w': columnWidths[index] ?? '0', 'w:type': 'dxa' }),
          ]),
          paragraph(words, { isBold: isHead }),
        ]),
      ),
    ]);
  return anElement('w:tbl', {}, [
    anElement('w:tblPr', {}, [
      anElement('w:tblW', { 'w:w': '9000', 'w:type': 'dxa' }),
      anElement(
        'w:tblBorders',
        {},
        ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((side) => anElement(`w:${side}`, line)),
      ),
      anElement('w:tblLayout', { 'w:type': 'fixed' }),
    ]),
    anElement(
      'w:tblGrid',
      {},
      columnWidths.map((width) => anElement('w:gridCol', { 'w:w': width })),
    ),
    row(head ?? [], true),
    ...rows.map((cells) => row(cells, false)),
  ]);
}
