/*
 * Where what was received is decoded: in a frame of an origin of its own, one for each file. Chromium gives an origin with another
 * host another process, so that a file which takes its decoder over holds nothing but itself (ADR 11).
 */

const origin = String.raw`^app://[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.decoder`;
const anything = new RegExp(`${origin}/`, 'u');
const page = new RegExp(`${origin}/decoder\\.html$`, 'u');

/** @param id  a UUID that was never used before: a host that is used twice would be one process for two files */
export function decoderOrigin(id: string): string {
  return `app://${id}.decoder`;
}

/** Where a decoder begins; nothing else may be loaded into a frame. */
export function isDecoderPage(url: string): boolean {
  return page.test(url);
}

/** Its page, or a file that this page loads. */
export function isOfDecoder(url: string): boolean {
  return anything.test(url);
}
