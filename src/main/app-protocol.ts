import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol, type Session } from 'electron';
import { isOfDecoder } from '../shared/shell/decoder-address';

const contentTypesByExtension: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // Of a filing that is about to be printed.
  "img-src 'self' blob:",
  "font-src 'self'",
  'frame-src app://*.decoder',
  "connect-src 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const decoderPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  'img-src blob:',
  'media-src blob:',
  "connect-src 'none'",
  "form-action 'none'",
  'frame-ancestors app://dossier',
  "base-uri 'none'",
  // No window, no dialog, no way to lead the window elsewhere. Its own origin it keeps: without it, it could load no script.
  'sandbox allow-scripts allow-same-origin',
].join('; ');

/** Must run before the program is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
}

/** Serves the files of the built page, and nothing else, at `app://dossier/`, and those of a decoder where a decoder is. */
export function serveApp(to: Session, pageFolder: string): void {
  to.protocol.handle('app', async (request) => {
    const { host, pathname } = new URL(request.url);
    const isDecoder = isOfDecoder(request.url);
    const path = normalize(join(pageFolder, decodeURIComponent(pathname)));
    const contentType = contentTypesByExtension[extname(path)];
    if (
      !(host === 'dossier' || isDecoder) ||
      !path.startsWith(pageFolder + sep) ||
      contentType === undefined
    ) {
      return new Response(null, { status: 404 });
    }
    try {
      return new Response(await readFile(path), {
        headers: {
          'content-type': contentType,
          'content-security-policy': isDecoder ? decoderPolicy : pagePolicy,
          'x-content-type-options': 'nosniff',
          'cross-origin-opener-policy': 'same-origin',
          'cache-control': 'no-store',
        },
      });
    } catch {
      // A file that is not there; the built page asks for none.
      return new Response(null, { status: 404 });
    }
  });
}
