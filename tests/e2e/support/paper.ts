import type { Program } from './program';

/**
 * Stands in for the system's dialog for printing, from now on.
 *
 * @returns what a printer would have got last, as a PDF; empty before anything was printed
 */
export async function printToPaper({ electron }: Program): Promise<() => Promise<Buffer>> {
  await electron.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) {
      window.webContents.print = (_options, done) => {
        const print = async () => {
          const printed = await window.webContents.printToPDF({ preferCSSPageSize: true });
          (globalThis as { printed?: string }).printed = printed.toString('base64');
          done?.(true, '');
        };
        void print();
      };
    }
  });
  return async () => {
    const printed = await electron.evaluate(() => (globalThis as { printed?: string }).printed);
    return Buffer.from(printed ?? '', 'base64');
  };
}
