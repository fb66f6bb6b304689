import { renderAsync } from 'docx-preview';

/**
 * Draws a Word file of ours into an element, in one flow: the printer parts it into pages. Not for files of others: they may
 * refer to things outside.
 *
 * @returns what takes its styles away again
 */
export async function drawWordFile(document: Uint8Array, into: HTMLElement): Promise<() => void> {
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
  sheet.replaceSync([...styles.querySelectorAll('style')].map(({ textContent }) => textContent).join('\n'));
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
  return () => {
    globalThis.document.adoptedStyleSheets = globalThis.document.adoptedStyleSheets.filter(
      (adopted) => adopted !== sheet,
    );
  };
}
