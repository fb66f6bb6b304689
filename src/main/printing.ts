import type { BrowserWindow } from 'electron';
import type { PrintOutcome } from '../shared/shell/protocol';

// What a page shows for printing is its own affair (`@media print`). Nothing is written here: the bytes of a PDF go to core,
// which asks where to put them. What the system does with a page that is printed, its queue and the printer's memory
// included, is out of our hands; docs/threat-model.md says so.

/** Shows the system's dialog for printing, and waits until the page is with the printer. */
export function printPage(window: BrowserWindow): Promise<PrintOutcome> {
  return new Promise((resolve) => {
    window.webContents.print({ pageSize: 'A4', printBackground: true }, (printed, reason) => {
      resolve(printed ? 'printed' : /cancel/iu.test(reason) ? 'cancelled' : 'failed');
    });
  });
}

/** The same as a PDF in memory. */
export async function pageAsPdf(window: BrowserWindow): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const pdf = await window.webContents.printToPDF({
      pageSize: 'A4',
      printBackground: true,
      preferCSSPageSize: true,
    });
    return new Uint8Array(pdf);
  } catch {
    // The window may have gone meanwhile; whoever asked says that it could not be made.
    return null;
  }
}
