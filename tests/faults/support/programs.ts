import { build, type Plugin } from 'esbuild';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const sources = resolve(import.meta.dirname, '../processes');
const cache = resolve(import.meta.dirname, '../../../.cache');

let built: Promise<string> | null = null;

/**
 * Path of a process of `tests/faults/processes` as plain JavaScript. All are put into one file each, with what they import:
 * they are started hundreds of times, and reading the sources takes ten times as long as their work.
 */
export async function programOf(name: string): Promise<string> {
  built ??= buildAll();
  return join(await built, `${name}.mjs`);
}

/** In the processes that judge headers each derivation is counted; in all others it is done as ever. */
const countsDerivations: Plugin = {
  name: 'counts-derivations',
  setup: ({ onResolve, initialOptions }) => {
    const counts = initialOptions.define?.['countsDerivations'] === 'true';
    onResolve({ filter: /^@node-rs\/argon2$/ }, ({ importer }) =>
      counts && !importer.endsWith('counted-argon2.ts')
        ? { path: resolve(import.meta.dirname, 'counted-argon2.ts') }
        : { path: '@node-rs/argon2', external: true },
    );
  },
};

async function buildAll(): Promise<string> {
  mkdirSync(cache, { recursive: true });
  // Below the project, so that the packages with native code are found from there.
  const folder = mkdtempSync(join(cache, 'faults-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const names = readdirSync(sources);
  const judging = names.filter((name) => name.startsWith('judge-headers'));
  for (const [entries, counts] of [
    [names.filter((name) => !judging.includes(name)), false],
    [judging, true],
  ] as const) {
    await build({
      entryPoints: entries.map((name) => join(sources, name)),
      define: { countsDerivations: String(counts) },
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      external: ['@signalapp/sqlcipher'],
      plugins: [countsDerivations],
      banner: {
        js: "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);",
      },
      logLevel: 'error',
    });
  }
  return folder;
}
