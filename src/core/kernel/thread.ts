import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** A thread of core: its entry in the built program (electron.vite.config.ts), and its source, from `src/core` on. */
export interface ThreadEntry {
  readonly entry:
    'backup-worker' | 'bundle-worker' | 'conversation-worker' | 'spelling-worker' | 'traces-worker';
  readonly source: string;
}

const here = dirname(fileURLToPath(import.meta.url));

export function startThread({ entry, source }: ThreadEntry, options: WorkerOptions = {}): Worker {
  // In the built program it lies among the entries, one folder up for code that the build put into a shared file.
  const places = [join(here, `${entry}.js`), join(here, '..', `${entry}.js`)];
  const built = places.find((path) => existsSync(path));
  if (built !== undefined) return new Worker(built, options);
  // Tests run core from its sources; a thread of theirs must first learn to read TypeScript.
  const fromSource = `
    import('tsx/esm/api').then(({ register }) => {
      register();
      return import(${JSON.stringify(pathToFileURL(join(here, '..', source)).href)});
    });
  `;
  return new Worker(fromSource, { ...options, eval: true });
}
