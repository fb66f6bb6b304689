import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { run } from './lib/commands.mjs';
import { packagedFolder } from './lib/electron-runtime.mjs';
import { fingerprintsByFile } from './lib/fingerprint.mjs';
import { projectRoot } from './lib/places.mjs';
import { runMain, SentenceError } from './lib/sentence-error.mjs';

// Builds and packages a second time, from a copy of the sources in another place, and compares what came out file for file:
// whoever has the sources can show that a program was made of them.
await runMain(async () => {
  const workplace = await mkdtemp(join(tmpdir(), 'dossier-reproducible-'));
  const copy = join(workplace, 'sources');
  try {
    await packageIn(projectRoot);
    const { output } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
    for (const name of output.split('\0').filter((each) => each !== '')) {
      await mkdir(dirname(join(copy, name)), { recursive: true });
      await cp(join(projectRoot, name), join(copy, name), { verbatimSymlinks: true });
    }
    await cp(join(projectRoot, 'node_modules'), join(copy, 'node_modules'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    await packageIn(copy);

    const folder = relative(projectRoot, packagedFolder({ forTests: false }));
    const first = await hashesBelow(projectRoot, folder);
    const second = await hashesBelow(copy, folder);
    const different = [...new Set([...first.keys(), ...second.keys()])].filter(
      (name) => first.get(name) !== second.get(name),
    );
    const archive = [...first].find(([name]) => name.endsWith('app.asar'));
    if (archive === undefined) throw new SentenceError('The packaged folder holds no app.asar.');
    if (different.length > 0) {
      throw new SentenceError(
        `Two builds of the same sources differ in ${different.length} of ${first.size} files:\n${different.join('\n')}`,
      );
    }
    process.stdout.write(
      `Two builds in two places gave the same ${first.size} files. SHA-256 of app.asar: ${archive[1]}\n`,
    );
  } finally {
    await rm(workplace, { recursive: true, force: true });
  }
});

/** @param {string} root */
async function packageIn(root) {
  const { code } = await run(process.execPath, [join(root, 'scripts', 'package.mjs'), '--folder-only'], {
    cwd: root,
    passThrough: true,
  });
  if (code !== 0) throw new SentenceError('The program could not be packaged; why stands above.');
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {Promise<ReadonlyMap<string, string>>}
 */
async function hashesBelow(root, folder) {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
  // Paths are meant from the project's root, from which the copy is reached as well.
  const hashes = await fingerprintsByFile(names.map((name) => relative(projectRoot, join(root, name))));
  return new Map(
    [...hashes].map(([name, hash]) => [relative(join(root, folder), join(projectRoot, name)), hash]),
  );
}
