import { renderDocument } from 'docx-preview';
import type { ChannelOutput } from '../../lib/core';
import { harmlessStyles, keepWhatIsRead } from '../../lib/foreign-pages';
import { readSections, type DrawnSection } from './word-sections';

export interface WordFile {
  readonly document: Uint8Array;
  /** What has to stand on its pages, piece by piece. */
  readonly words: readonly string[];
  /** What its pictures say to those who cannot see them, in their order. */
  readonly descriptions: readonly string[];
  readonly foot: ChannelOutput<'filings.document'>['foot'] | null;
}

/**
 * Draws a Word file into an element, in one flow: the printer parts it into pages, and puts its head on each. It stands in a
 * closed tree of its own, as every file does whose words may come from a template of somebody else.
 *
 * @param file.foot  the words at the foot of each page; null where whoever prints adds them
 * @returns what takes it away again; null where words of the file would be missing on the pages, and nothing is drawn
 */
export async function drawWordFile(
  { document, words, descriptions, foot }: WordFile,
  into: HTMLElement,
): Promise<(() => void) | null> {
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
  const atFoot = layOut(pages, sections);
  if (!holdsAll(words, pages)) return null;
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
  const ofText = [...pages.querySelectorAll<HTMLImageElement>('article img')];
  for (const [index, picture] of ofText.entries()) picture.alt = descriptions[index] ?? '';
  // A page that is printed at once would have empty places; one that cannot be decoded stays empty.
  const pictures = [...pages.querySelectorAll('img')];
  await Promise.allSettled(pictures.map((picture) => picture.decode()));
  pages.style.setProperty('--foot', `${atFoot?.offsetHeight ?? 0}px`);
  for (const table of pages.querySelectorAll<HTMLElement>('table.after-first')) liftHead(table);
  for (const table of pages.querySelectorAll<HTMLElement>('article table'))
    table.classList.toggle('too-wide', table.offsetWidth > (table.parentElement?.clientWidth ?? 0));
  // Of pages, only rules of the document itself are heard.
  const pageSheet = sheetOf(pageRules(foot));
  globalThis.document.adoptedStyleSheets.push(pageSheet);
  return () => {
    for (const { src } of pictures) URL.revokeObjectURL(src);
    host.remove();
    globalThis.document.adoptedStyleSheets = globalThis.document.adoptedStyleSheets.filter(
      (adopted) => adopted !== pageSheet,
    );
  };
}

const drawing = {
  inWrapper: false,
  ignoreWidth: true,
  ignoreHeight: true,
  breakPages: false,
  renderHeaders: true,
  renderFooters: true,
  renderComments: false,
  renderChanges: false,
  renderAltChunks: false,
};

/**
 * Puts what was drawn together, so that each section begins on a page of its own, between a head and room for a foot that stand
 * on all its pages: the head and the foot of a table stand on every page that the table goes over.
 *
 * @returns what is fixed at the foot of every page; null where nothing is
 */
function layOut(pages: HTMLElement, sections: readonly DrawnSection[]): HTMLElement | null {
  const drawn = [...pages.querySelectorAll<HTMLElement>(':scope > section')];
  const feet = drawn.filter((_section, index) => sections[index]?.holds === 'foot');
  const atFoot = picturesAtFoot(feet);
  const hasWide = sections.some(({ isWide }) => isWide);
  let firstHead: Element | null = null;
  let text: HTMLElement | null = null;
  for (const [index, section] of drawn.entries()) {
    const { holds, goesOn, isWide } = sections[index] ?? { holds: 'text', goesOn: true, isWide: false };
    const head = section.querySelector(':scope > header');
    if (holds !== 'text') {
      section.remove();
      // Also where it is empty: the first page has no head then.
      if (holds === 'firstHead') firstHead = head ?? make('header');
      continue;
    }
    const children = [...section.children].filter((child) => child !== head);
    if (goesOn && text !== null) section.remove();
    else {
      section.classList.toggle('wide', isWide);
      text = betweenHeadAndFoot(
        section,
        head,
        firstHead,
        isWide && !knowsMargins ? null : footOfSection(atFoot, hasWide),
      );
      firstHead = null;
    }
    text.append(...children);
  }
  if (atFoot === null || hasWide) return null;
  atFoot.classList.add('fixed');
  pages.append(atFoot);
  return atFoot;
}

/**
 * What stands at the foot of a section: room for the pictures, which stand at the edge of each page. Chromium does not find that
 * edge where pages lie on different sides; there they stand below the text.
 */
function footOfSection(atFoot: HTMLElement | null, hasWide: boolean): Node | null {
  if (atFoot === null) return null;
  if (hasWide) return atFoot.cloneNode(true);
  const room = make('div');
  room.className = 'room';
  return room;
}

/** Chromium from version 131 on. An older one ends a page before the foot of a table where the page has a name, as wide ones have. */
const knowsMargins = 'CSSMarginRule' in globalThis;

/** @returns where the text goes */
function betweenHeadAndFoot(
  section: HTMLElement,
  head: Element | null,
  firstHead: Element | null,
  foot: Node | null,
): HTMLElement {
  const table = make('table');
  table.setAttribute('role', 'presentation');
  table.classList.add('paper');
  table.classList.toggle('after-first', firstHead !== null && head !== null);
  const cellIn = (name: string) => {
    const part = make(name);
    const row = make('tr');
    const cell = make('td');
    row.append(cell);
    part.append(row);
    table.append(part);
    return cell;
  };
  if (head !== null) cellIn('thead').append(head);
  const text = cellIn('tbody');
  if (foot !== null) cellIn('tfoot').append(foot);
  if (firstHead !== null) text.append(firstHead);
  section.replaceChildren(table);
  return text;
}

/** The pictures of all feet; their words stand in the margin. */
function picturesAtFoot(feet: readonly HTMLElement[]): HTMLElement | null {
  const pictures = feet.flatMap((foot) => [...foot.querySelectorAll('footer img')]);
  if (pictures.length === 0) return null;
  const strip = make('div');
  strip.className = 'at-foot';
  strip.append(...pictures);
  return strip;
}

/**
 * Whether all that stands in the file stands on the pages, in its order or elsewhere: notes do not stand where they are read.
 * Letters of a range that each face fills as it likes would be empty boxes.
 */
function holdsAll(words: readonly string[], pages: HTMLElement): boolean {
  const bare = (text: string) => text.replaceAll(/\s/g, '');
  const drawn = bare(pages.textContent);
  let from = 0;
  return words.every((piece) => {
    const wanted = bare(piece);
    if (/\p{Private_Use}/u.test(wanted)) return false;
    const at = drawn.indexOf(wanted, from);
    if (at === -1) return drawn.includes(wanted);
    from = at + wanted.length;
    return true;
  });
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

/** The sizes are those of the pages below. */
const paperRules = `
  @media screen { section.wide { width: 251mm; } }
  section { display: flow-root !important; overflow: clip !important; padding: 0 !important; }
  section + section { break-before: page; }
  section.wide { page: filing-wide; }
  /* Without it an older Chromium keeps no room for the foot. */
  .paper > thead, .paper > tfoot { break-inside: avoid; }
  header { margin: 0 0 4mm !important; min-height: 0 !important; }
  table.paper { width: 100%; table-layout: fixed; border-collapse: collapse; }
  table.paper > * > tr > td { padding: 0; border: 0; }
  /* A little more than its height, and as much room below: lines may come out a hair higher in print. */
  table.after-first { margin-top: calc(-1 * var(--head, -4mm) - 4mm); }
  table.after-first > tbody > tr > td { padding-top: 4mm; }
  .at-foot { display: flex; gap: 6mm; align-items: end; padding-top: 3mm; }
  .at-foot img { max-height: 14mm; max-width: none; width: auto !important; }
  @media print { .at-foot.fixed { position: fixed; bottom: 0; left: 0; right: 0; } }
  .room { height: var(--foot, 0); }
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

/**
 * The margins of the Word file, and the words in the lowest: Chromium knows words there from version 131 on. The usual page has
 * no name, since an older one does not repeat the foot of a table on pages that have one.
 */
function pageRules(foot: WordFile['foot']): string {
  const quoted = (text: string) =>
    `"${text.replaceAll(/["\\\n]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `)}"`;
  const face = 'font: 8pt sans-serif; vertical-align: top; padding-top: 4mm;';
  const words =
    foot === null
      ? ''
      : `@bottom-left { content: ${quoted(foot.left)}; ${face} }
    @bottom-right { content: ${quoted(foot.page)} counter(page) ${quoted(foot.of)} counter(pages); ${face} }`;
  const page = (name: string, size: string) =>
    `@page ${name} { size: ${size}; margin: 20mm 23mm 19mm; ${words} }`;
  return `${page('', 'A4')} ${page('filing-wide', 'A4 landscape')}`;
}
