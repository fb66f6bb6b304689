import type { BrowserWindow } from 'electron';
import type { PageFoot, PrintOutcome } from '../shared/shell/protocol';

// What a page shows for printing is its own affair (`@media print`). Nothing is written here: the bytes of a PDF go to core,
// which asks where to put them. What the system does with a page that is printed, its queue and the printer's memory
// included, is out of our hands; docs/threat-model.md says so.

/** Shows the system's dialog for printing, and waits until the page is with the printer. */
export function printPage(window: BrowserWindow): Promise<PrintOutcome> {
  return onWhite(
    window,
    () =>
      new Promise((resolve) => {
        window.webContents.print({ pageSize: 'A4', printBackground: true }, (printed, reason) => {
          resolve(printed ? 'printed' : /cancel/iu.test(reason) ? 'cancelled' : 'failed');
        });
      }),
  );
}

/** The same as a PDF in memory. */
export async function pageAsPdf(
  window: BrowserWindow,
  foot: PageFoot | null,
): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const options = {
      pageSize: 'A4' as const,
      printBackground: true,
      preferCSSPageSize: true,
      // For people who have it read out: headings, lists and tables are told as such.
      generateTaggedPDF: true,
      generateDocumentOutline: true,
      ...(foot === null
        ? {}
        : { displayHeaderFooter: true, headerTemplate: '<span></span>', footerTemplate: footTemplate(foot) }),
    };
    const pdf = await onWhite(window, () => window.webContents.printToPDF(options));
    return new Uint8Array(pdf);
  } catch {
    // The window may have gone meanwhile; whoever asked says that it could not be made.
    return null;
  }
}

/** Chromium paints the margins of a page in the colour of the window. */
async function onWhite<Done>(window: BrowserWindow, print: () => Promise<Done>): Promise<Done> {
  const colour = window.getBackgroundColor();
  window.setBackgroundColor('#ffffff');
  try {
    return await print();
  } finally {
    if (!window.isDestroyed()) window.setBackgroundColor(colour);
  }
}

/** Chromium puts it on each page, apart from the page's own styles, and fills in the two numbers by their classes. */
function footTemplate({ left, page, of }: PageFoot): string {
  const style =
    'width: 100%; margin: 0 23mm; display: flex; justify-content: space-between; font: 8pt sans-serif; color: #000';
  return (
    `<div style="${style}"><span>${escaped(left)}</span>` +
    `<span>${escaped(page)}<span class="pageNumber"></span>${escaped(of)}<span class="totalPages"></span></span></div>`
  );
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
