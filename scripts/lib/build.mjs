import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runTool, runTypeScript } from './commands.mjs';
import { fingerprint, readStamp, removeStamp, writeStamp } from './fingerprint.mjs';
import { withLock } from './lock.mjs';
import { checkoutCache, projectRoot } from './places.mjs';
import { withProgress } from './progress.mjs';
import { SentenceError } from './sentence-error.mjs';

const buildInputs = /** @type {const} */ ([
  'src',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
]);
const buildOutputs = /** @type {const} */ ([
  'out/main/index.js',
  'out/main/core.js',
  'out/main/cli.js',
  'out/main/backup-worker.js',
  'out/main/bundle-worker.js',
  'out/main/spelling-worker.js',
  'out/main/traces-worker.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
]);
const templateScript = 'scripts/build-templates.ts';

/** Builds the application when its sources are not those of the last build. */
export async function ensureBuild() {
  await withLock(join(checkoutCache, 'build.lock'), 'the build', async () => {
    await ensureTemplates();
    const inputs = await fingerprint(buildInputs);
    const isThere = buildOutputs.every((path) => existsSync(join(projectRoot, path)));
    if (isThere && (await readStamp('build')) === inputs) return;
    // First, so that a build that breaks half-way is not taken for an earlier one that did not.
    await removeStamp('build');
    const outcome = await withProgress('Building the application', () =>
      runTool('electron-vite/bin/electron-vite.js', ['build', '--logLevel', 'warn'], {
        environment: { ...process.env, NODE_ENV: 'production' },
      }),
    );
    if (outcome.code !== 0) {
      throw new SentenceError(
        `${(outcome.output + outcome.messages).trim()}\n\nThe application could not be built.`,
      );
    }
    const missing = buildOutputs.filter((path) => !existsSync(join(projectRoot, path)));
    if (missing.length > 0) throw new SentenceError(`The build did not make ${missing.join(', ')}.`);
    await writeStamp('build', inputs);
  });
}

/** Writes the Word templates that are made by code, when that code or they themselves have changed. */
async function ensureTemplates() {
  if (!existsSync(join(projectRoot, templateScript))) return;
  if ((await readStamp('templates')) === (await fingerprintTemplates())) return;
  await withProgress('Writing the Word templates', buildTemplates);
  await writeStamp('templates', await fingerprintTemplates());
}

/** The script may use anything in src/shared and in files beside it; the law's texts are in resources/procedures. */
function fingerprintTemplates() {
  return fingerprint(
    ['scripts', 'src/shared', 'resources/templates', 'resources/procedures', 'package-lock.json'],
    (path) => !path.endsWith('.mjs'),
  );
}

/** Writes the Word templates, whether or not they have changed. */
export async function buildTemplates() {
  const outcome = await runTypeScript(templateScript, []);
  if (outcome.code !== 0) {
    throw new SentenceError(
      `${(outcome.output + outcome.messages).trim()}\n\nThe Word templates could not be written.`,
    );
  }
}
