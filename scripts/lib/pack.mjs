/**
 * Runs electron-builder. A process of its own, because it tells a great deal on standard output that matters only when it
 * fails. Its one argument is a JSON object: the Electron program's folder and version, name patterns to leave out, whether
 * the platform checks the archive's hash, the file of others' licences, and what installers to make from which packaged
 * folder, or null to make that folder.
 */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build, Platform } from 'electron-builder';
import { parse } from 'yaml';
import { projectRoot } from './places.mjs';

/**
 * @typedef {object} PackOrder
 * @property {string} electronFolder
 * @property {string} electronVersion   empty when nobody knows; then package.json's counts
 * @property {readonly string[]} leaveOut
 * @property {boolean} checksArchive
 * @property {string} notices
 * @property {{ from: string, kinds: readonly string[], into: string } | null} installers   no kinds: those of the configuration
 */

const order = /** @type {PackOrder} */ (JSON.parse(process.argv[2] ?? ''));
const base = parse(await readFile(join(projectRoot, 'electron-builder.yml'), 'utf8'));

await build({
  projectDir: projectRoot,
  publish: 'never',
  ...(order.installers === null
    ? { targets: Platform.current().createTarget('dir') }
    : {
        targets: Platform.current().createTarget([...order.installers.kinds]),
        prepackaged: order.installers.from,
      }),
  config: {
    ...(order.electronVersion === '' ? {} : { electronVersion: order.electronVersion }),
    ...(order.installers === null
      ? {}
      : { directories: { ...base.directories, output: order.installers.into } }),
    electronDist: order.electronFolder,
    extraFiles: [{ from: order.notices, to: 'THIRD-PARTY-NOTICES.txt' }],
    electronFuses: { ...base.electronFuses, enableEmbeddedAsarIntegrityValidation: order.checksArchive },
    files: [...base.files, ...order.leaveOut],
    // What lets the program run other applications during development stays out of the package.
    afterExtract: async ({ appOutDir }) => {
      for (const leftover of ['resources/app', 'resources/default_app.asar', 'version']) {
        await rm(join(appOutDir, leftover), { recursive: true, force: true });
      }
    },
  },
});
