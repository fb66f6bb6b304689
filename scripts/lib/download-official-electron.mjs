/**
 * Downloads the Electron program that the `electron` package in node_modules names, with that package's own downloader
 * and checksums. A process of its own, so that a connection that hangs can be ended. Writes one JSON object per line:
 * `{ doneBytes, totalBytes }` while it loads, `{ zipPath }` at the end, `{ failure }` when it cannot.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from './places.mjs';

/** @param {Record<string, unknown>} message */
const tell = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

try {
  const requireFromElectron = createRequire(join(projectRoot, 'node_modules', 'electron', 'package.json'));
  const { version } = requireFromElectron('./package.json');
  const { downloadArtifact } = await import(pathToFileURL(requireFromElectron.resolve('@electron/get')).href);
  const zipPath = await downloadArtifact({
    version,
    artifactName: 'electron',
    platform: process.platform,
    arch: process.arch,
    checksums: requireFromElectron('./checksums.json'),
    downloadOptions: {
      quiet: true,
      getProgressCallback: (
        /** @type {{ transferred: number, total: number | null }} */ { transferred, total },
      ) => tell({ doneBytes: transferred, totalBytes: total }),
    },
  });
  tell({ zipPath });
} catch (error) {
  tell({ failure: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
}
