import { renderAsync } from 'docx-preview';
import { harmlessStyles, keepWhatIsRead } from '../lib/foreign-pages';

/**
 * Shows a Word file that somebody else made, page by page, in a closed tree in which nothing runs, nothing leads anywhere and
 * nothing is fetched. Only for files that core has checked, filled in and cleaned; this is the second wall, the rules of the decoder
 * (CSP) are the third, and its process the fourth.
 */
export async function showPages(word: Blob): Promise<void> {
  const host = document.createElement('div');
  const closed = host.attachShadow({ mode: 'closed' });
  const pages = document.createElement('div');
  const styles = document.createElement('div');
  await renderAsync(word, pages, styles, {
    className: 'docx',
    inWrapper: false,
    breakPages: true,
    renderHeaders: true,
    renderFooters: true,
    renderComments: false,
    renderChanges: false,
    renderAltChunks: false,
  });
  keepWhatIsRead(pages);
  closed.adoptedStyleSheets = [pageStyles(), ...[...styles.querySelectorAll('style')].map(harmlessStyles)];
  closed.append(pages);
  document.body.style.margin = '0';
  document.body.append(host);
  for (const section of pages.querySelectorAll('section')) partIntoPages(section);
}

/** Paper on a desk. The desk holds what the document would lay over other things. */
function pageStyles(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    /* No containment of styles: the counting of lists, which is said of the host, would not reach its paragraphs. */
    :host { all: initial; display: block; contain: layout paint;
      font: 10pt 'Times New Roman', 'Liberation Serif', 'Nimbus Roman', 'DejaVu Serif', serif; }
    :host > div { display: flex; flex-direction: column; align-items: center; gap: 16px; padding: 16px; }
    section { box-sizing: border-box; display: flex; flex-direction: column; position: relative; overflow: hidden;
      background: #fff; color: #000; box-shadow: 0 1px 4px rgb(0 0 0 / 30%); }
    section:not([style*='width']) { width: 21cm; min-height: 29.7cm; padding: 2cm; }
    section > article { flex: 1 0 auto; }
    table { border-collapse: collapse; }
    p { margin: 0; min-height: 1em; }
  `);
  return sheet;
}

/**
 * A document says where a section ends, not where a page does: what does not fit on the sheet goes on to the next one, whole
 * paragraphs and tables at a time.
 */
function partIntoPages(section: HTMLElement): void {
  const article = section.querySelector('article');
  const sheet = Number.parseFloat(getComputedStyle(section).minHeight);
  if (article === null || !(sheet > 0)) return;
  const room = sheet - (section.offsetHeight - article.offsetHeight);
  if (room <= 0 || article.offsetHeight <= room) return;
  const blocks = [...article.children].map((block) => ({ block, box: block.getBoundingClientRect() }));
  const pages: Element[][] = [[]];
  let top = blocks[0]?.box.top ?? 0;
  for (const { block, box } of blocks) {
    const page = pages.at(-1) ?? [];
    if (page.length > 0 && box.bottom - top > room) {
      pages.push([block]);
      top = box.top;
    } else page.push(block);
  }
  let last: HTMLElement = section;
  for (const page of pages.slice(1)) {
    const next = section.cloneNode(true);
    if (!(next instanceof HTMLElement)) return;
    next.querySelector('article')?.replaceChildren(...page);
    last.after(next);
    last = next;
  }
}
