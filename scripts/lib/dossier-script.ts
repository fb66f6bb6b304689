import { resolve } from 'node:path';
import { build } from 'esbuild';

/** The script of the page in an evidence dossier, with the library that hashes, as one file. */
export async function buildDossierScript(): Promise<string> {
  const built = await build({
    entryPoints: [resolve(import.meta.dirname, '../../src/renderer/dossier-page/verify.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    // Browsers of 2019 and later: those who check choose theirs.
    target: ['es2020'],
    minify: true,
    charset: 'ascii',
    legalComments: 'none',
  });
  const [script] = built.outputFiles;
  if (script === undefined) throw new Error('The script of the page was not built');
  return script.text;
}
