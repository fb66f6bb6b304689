/**
 * Puts a text on the clipboard, as the person's own copying would: what was copied out of the window is cleared after the time
 * that the settings say. The newer way of browsers needs a permission that this program refuses to everything.
 *
 * @returns false when it did not come to pass
 */
export function copyText(text: string): boolean {
  let isSet = false;
  const set = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    isSet = true;
  };
  document.addEventListener('copy', set, { once: true });
  document.execCommand('copy');
  document.removeEventListener('copy', set);
  return isSet;
}
