import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach } from 'vitest';

/** A temporary folder that goes away after the test, when all that was registered with `atEnd` is done. */
export function useTemporaryFolder(): {
  readonly path: (...parts: readonly string[]) => string;
  readonly atEnd: (cleanUp: () => void) => void;
} {
  let folder: string | null = null;
  let cleanUps: (() => void)[] = [];
  afterEach(() => {
    for (const cleanUp of cleanUps.toReversed()) cleanUp();
    cleanUps = [];
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
    folder = null;
  });
  return {
    path: (...parts) => {
      folder ??= mkdtempSync(join(tmpdir(), 'dossier-test-'));
      return join(folder, ...parts);
    },
    atEnd: (cleanUp) => {
      cleanUps.push(cleanUp);
    },
  };
}

/** Size, time of change and SHA-256 of every file below a folder: equal only when nothing was written. */
export function fingerprintOf(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const { size, mtimeMs } = statSync(path);
      const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
      return [relative(folder, path), `${size} ${mtimeMs} ${hash}`];
    }),
  );
}
