import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol, type Session } from 'electron';

const contentTypesByExtension: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // What a viewer shows: bytes that core handed to the page, in the page's own memory.
  "img-src 'self' blob:",
  'media-src blob:',
  "font-src 'self'",
  "connect-src 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** Must run before the program is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
}

/** Serves the files of the built page, and nothing else, at `app://dossier/`. */
export function serveApp(to: Session, pageFolder: string): void {
  to.protocol.handle('app', async (request) => {
    const { host, pathname } = new URL(request.url);
    const path = normalize(join(pageFolder, decodeURIComponent(pathname)));
    const contentType = contentTypesByExtension[extname(path)];
    if (host !== 'dossier' || !path.startsWith(pageFolder + sep) || contentType === undefined) {
      return new Response(null, { status: 404 });
    }
    try {
      return new Response(await readFile(path), {
        headers: {
          'content-type': contentType,
          'content-security-policy': contentSecurityPolicy,
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
