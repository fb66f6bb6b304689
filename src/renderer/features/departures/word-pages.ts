import { renderDocument } from 'docx-preview';
import type { ChannelOutput } from '../../lib/core';
import { harmlessStyles, keepWhatIsRead } from '../../lib/foreign-pages';
import { readSections, type DrawnSection } from './word-sections';

export interface WordFile {
  readonly document: Uint8Array;
  /** What its pictures say to those who cannot see them, in their order. */
  readonly descriptions: readonly string[];
  readonly foot: ChannelOutput<'filings.document'>['foot'] | null;
}

/**
 * Draws a Word file into an element, in one flow: the printer parts it into pages, and puts its head on each. It stands in a
 * closed tree of its own, as every file does whose words may come from a template of somebody else.
 *
 * @param file.foot  what stands at the foot of each page; null where whoever prints adds it
 * @returns what takes it away again
 */
export async function drawWordFile(
  { document, descriptions, foot }: WordFile,
  into: HTMLElement,
): Promise<() => void> {
  const host = globalThis.document.createElement('div');
  const closed = host.attachShadow({ mode: 'closed' });
  const pages = globalThis.document.createElement('div');
  const styles = globalThis.document.createElement('div');
  const { word, sections } = await readSections(document, drawing);
  for (const node of await renderDocument(word, drawing))
    (node.nodeName === 'STYLE' ? styles : pages).append(node);
  keepWhatIsRead(pages);
  closed.adoptedStyleSheets = [
    ...[...styles.querySelectorAll('style')].map(harmlessStyles),
    sheetOf(paperRules),
  ];
  layOut(pages, sections);
  closed.append(pages);
  into.append(host);
  // The number of a paragraph stands in the room that its other lines leave free, as in the word processor.
  for (const paragraph of pages.querySelectorAll('p')) {
    const indent = Number.parseFloat(getComputedStyle(paragraph).textIndent);
    if (indent < 0) paragraph.style.setProperty('--hanging', `${-indent}px`);
  }
  // The PDF tells headings as such to those who have it read out.
  for (const level of [1, 2, 3])
    for (const heading of pages.querySelectorAll(`p.docx_heading${level}, p.docx_Heading${level}`)) {
      heading.setAttribute('role', 'heading');
      heading.setAttribute('aria-level', String(level));
    }
  const pictures = [...pages.querySelectorAll('img')];
  const ofText = pictures.filter((picture) => picture.closest('header') === null);
  for (const [index, picture] of ofText.entries()) picture.alt = descriptions[index] ?? '';
  // A page that is printed at once would have empty places; one that cannot be decoded stays empty.
  await Promise.allSettled(pictures.map((picture) => picture.decode()));
  for (const table of pages.querySelectorAll<HTMLElement>(':scope > section > table.after-first'))
    liftHead(table);
  // Of pages, only rules of the document itself are heard.
  const footSheet = foot === null ? null : sheetOf(footRules(foot));
  if (footSheet !== null) globalThis.document.adoptedStyleSheets.push(footSheet);
  return () => {
    for (const { src } of pictures) URL.revokeObjectURL(src);
    host.remove();
    globalThis.document.adoptedStyleSheets = globalThis.document.adoptedStyleSheets.filter(
      (adopted) => adopted !== footSheet,
    );
  };
}

const drawing = {
  inWrapper: false,
  ignoreWidth: true,
  ignoreHeight: true,
  breakPages: false,
  renderHeaders: true,
  renderFooters: false,
  renderComments: false,
  renderChanges: false,
  renderAltChunks: false,
};

/**
 * Puts what was drawn together, so that each section begins on a page of its own, below a head that stands on all its pages:
 * the head of a table stands on every page that the table goes over.
 */
function layOut(pages: HTMLElement, sections: readonly DrawnSection[]): void {
  let firstHead: Element | null = null;
  let text: HTMLElement | null = null;
  for (const [index, section] of [...pages.querySelectorAll<HTMLElement>(':scope > section')].entries()) {
    const { goesOn, isFirstHead, isWide } = sections[index] ?? {
      goesOn: true,
      isFirstHead: false,
      isWide: false,
    };
    const head = section.querySelector(':scope > header');
    if (isFirstHead) {
      // Also where it is empty: the first page has no head then.
      firstHead = head ?? make('header');
      section.remove();
      continue;
    }
    const children = [...section.children].filter((child) => child !== head);
    if (goesOn && text !== null) {
      text.append(...children);
      section.remove();
      continue;
    }
    section.classList.toggle('wide', isWide);
    text = head === null ? section : belowHead(section, head, firstHead !== null);
    text.append(...(firstHead === null ? [] : [firstHead]), ...children);
    firstHead = null;
  }
}

/** @returns where the text goes */
function belowHead(section: HTMLElement, head: Element, isAfterFirst: boolean): HTMLElement {
  const table = make('table');
  table.setAttribute('role', 'presentation');
  table.classList.add('paper');
  table.classList.toggle('after-first', isAfterFirst);
  const cellIn = (name: string) => {
    const part = make(name);
    const row = make('tr');
    const cell = make('td');
    row.append(cell);
    part.append(row);
    table.append(part);
    return cell;
  };
  cellIn('thead').append(head);
  const text = cellIn('tbody');
  section.replaceChildren(table);
  return text;
}

/**
 * Lays the head of the other pages above the edge of the first one, where it is cut off: there it is neither seen nor in the
 * PDF. Chromium does not repeat what is higher than a quarter of a page; such a head stays, so that no word is lost.
 */
function liftHead(table: HTMLElement): void {
  const head = table.querySelector('thead')?.offsetHeight ?? 0;
  const page = table.offsetWidth * (table.closest('.wide') === null ? 258 / 164 : 171 / 251);
  if (head < page / 4) table.style.setProperty('--head', `${head}px`);
}

function make(name: string): HTMLElement {
  return globalThis.document.createElement(name);
}

/** The sizes are those of `printed-filing.module.css`. */
const paperRules = `
  @media screen { section.wide { width: 251mm; } }
  section { display: flow-root !important; overflow: clip !important; padding: 0 !important; }
  section + section { break-before: page; }
  section.wide { page: filing-wide; }
  header { margin: 0 0 4mm !important; min-height: 0 !important; }
  table.paper { width: 100%; border-collapse: collapse; }
  table.paper > * > tr > td { padding: 0; border: 0; }
  /* A little more than its height, and as much room below: lines may come out a hair higher in print. */
  table.after-first { margin-top: calc(-1 * var(--head, -4mm) - 4mm); }
  table.after-first > tbody > tr > td { padding-top: 4mm; }
  article table { max-width: 100%; }
  article table.too-wide { table-layout: fixed; width: 100% !important; overflow-wrap: anywhere; }
  article table.too-wide span { overflow-wrap: anywhere; }
  p, span {
    /* One face for all, also for the numbers; the next where a laptop has not the first. */
    font-family: 'Times New Roman', 'Liberation Serif', 'Nimbus Roman', 'DejaVu Serif', serif !important;
  }
  img { max-width: 100%; height: auto !important; }
  p::before { display: inline-block; min-width: var(--hanging, 0); text-indent: 0; }
`;

function sheetOf(rules: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  return sheet;
}

/** In the margins of the page `filing`. Chromium knows them from version 131 on; an older one prints no foot. */
function footRules({ left, page, of }: NonNullable<WordFile['foot']>): string {
  const quoted = (text: string) =>
    `"${text.replaceAll(/["\\\n]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `)}"`;
  const face = 'font: 8pt sans-serif; vertical-align: top; padding-top: 4mm;';
  return `@page filing, filing-wide {
    @bottom-left { content: ${quoted(left)}; ${face} }
    @bottom-right { content: ${quoted(page)} counter(page) ${quoted(of)} counter(pages); ${face} }
  }`;
}
