import { renderAsync } from 'docx-preview';
import type { ChannelOutput } from '../../lib/core';

export interface WordFile {
  readonly document: Uint8Array;
  /** What its pictures say to those who cannot see them, in their order. */
  readonly descriptions: readonly string[];
  readonly foot: ChannelOutput<'filings.document'>['foot'] | null;
}

/**
 * Draws a Word file of ours into an element, in one flow: the printer parts it into pages. Not for files of others: they may
 * refer to things outside.
 *
 * @param foot  what stands at the foot of each page; null where whoever prints adds it
 * @returns what takes its styles away again
 */
export async function drawWordFile(
  { document, descriptions, foot }: WordFile,
  into: HTMLElement,
): Promise<() => void> {
  // Never in the page: its rules refuse style elements. The same styles are adopted below, which they allow.
  const styles = globalThis.document.createElement('div');
  await renderAsync(document, into, styles, {
    inWrapper: false,
    ignoreWidth: true,
    ignoreHeight: true,
    breakPages: false,
    renderHeaders: false,
    renderFooters: false,
    renderComments: false,
    renderChanges: false,
    renderAltChunks: false,
  });
  const sheet = new CSSStyleSheet();
  const rules = [...styles.querySelectorAll('style')].map(({ textContent }) => textContent);
  sheet.replaceSync([...rules, ...(foot === null ? [] : [footRules(foot)])].join('\n'));
  globalThis.document.adoptedStyleSheets.push(sheet);
  // The number of a paragraph stands in the room that its other lines leave free, as in the word processor.
  for (const paragraph of into.querySelectorAll('p')) {
    const indent = Number.parseFloat(getComputedStyle(paragraph).textIndent);
    if (indent < 0) paragraph.style.setProperty('--hanging', `${-indent}px`);
  }
  // The PDF tells headings as such to those who have it read out.
  for (const level of [1, 2, 3])
    for (const heading of into.querySelectorAll(`p.docx_heading${level}, p.docx_Heading${level}`)) {
      heading.setAttribute('role', 'heading');
      heading.setAttribute('aria-level', String(level));
    }
  const pictures = [...into.querySelectorAll('img')];
  for (const [index, picture] of pictures.entries()) picture.alt = descriptions[index] ?? '';
  // A page that is printed at once would have empty places; one that cannot be decoded stays empty.
  await Promise.allSettled(pictures.map((picture) => picture.decode()));
  return () => {
    for (const { src } of pictures) URL.revokeObjectURL(src);
    globalThis.document.adoptedStyleSheets = globalThis.document.adoptedStyleSheets.filter(
      (adopted) => adopted !== sheet,
    );
  };
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
