import { renderAsync } from 'docx-preview';
import type { ChannelOutput } from '../../lib/core';
import { harmlessStyles, keepWhatIsRead } from '../../lib/foreign-pages';

export interface WordFile {
  readonly document: Uint8Array;
  /** What its pictures say to those who cannot see them, in their order. */
  readonly descriptions: readonly string[];
  /** The first page has a head of its own, and no other page has it. */
  readonly hasFirstHead: boolean;
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
  { document, descriptions, hasFirstHead, foot }: WordFile,
  into: HTMLElement,
): Promise<() => void> {
  const host = globalThis.document.createElement('div');
  const closed = host.attachShadow({ mode: 'closed' });
  const pages = globalThis.document.createElement('div');
  const styles = globalThis.document.createElement('div');
  await renderAsync(document, pages, styles, {
    inWrapper: false,
    ignoreWidth: true,
    ignoreHeight: true,
    breakPages: false,
    renderHeaders: true,
    renderFooters: false,
    renderComments: false,
    renderChanges: false,
    renderAltChunks: false,
  });
  keepWhatIsRead(pages);
  closed.adoptedStyleSheets = [
    ...[...styles.querySelectorAll('style')].map(harmlessStyles),
    sheetOf(paperRules),
  ];
  if (!hasFirstHead) for (const section of pages.querySelectorAll('section')) repeatHead(section);
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

/** The head of a table stands on every page that the table goes over. */
function repeatHead(section: HTMLElement): void {
  const head = section.querySelector(':scope > header');
  if (head === null) return;
  const make = (name: string) => globalThis.document.createElement(name);
  const table = make('table');
  table.setAttribute('role', 'presentation');
  table.className = 'paper';
  for (const [part, children] of [
    ['thead', [head]],
    ['tbody', [...section.children].filter((child) => child !== head)],
  ] as const) {
    const cell = make('td');
    cell.append(...children);
    const row = make('tr');
    row.append(cell);
    const rows = make(part);
    rows.append(row);
    table.append(rows);
  }
  section.append(table);
}

const paperRules = `
  section { padding: 0 !important; }
  header { margin: 0 0 4mm !important; min-height: 0 !important; }
  table.paper { width: 100%; border-collapse: collapse; }
  table.paper > * > tr > td { padding: 0; border: 0; }
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
  return `@page filing {
    @bottom-left { content: ${quoted(left)}; ${face} }
    @bottom-right { content: ${quoted(page)} counter(page) ${quoted(of)} counter(pages); ${face} }
  }`;
}
