import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, runNpm } from './commands.mjs';
import { withLock } from './lock.mjs';
import { checkoutCache, projectRoot } from './places.mjs';

// Its packages have a folder and a lockfile of their own: nobody who installs Dossier gets them.
const folder = join(projectRoot, 'tests', 'electronegativity');
const tool = join(folder, 'node_modules/@doyensec/electronegativity/dist/runner.js');
const plantedFile = 'src/main/planted.ts';
const plantedIssues = ['CONTEXT_ISOLATION_JS_CHECK', 'SANDBOX_JS_CHECK', 'WEB_SECURITY_JS_CHECK'];

/**
 * @typedef {object} Finding
 * @property {string} issue    as the tool names it
 * @property {string} file     from the project's root
 * @property {string} sample   the line it is about
 */

/**
 * Runs electronegativity over the sources. Every finding must be explained in findings.json, every explanation must have its
 * finding, and what is planted must be found. It asks its authors for the newest Electron and for translations when it can; what
 * it finds in our sources does not hang on the answer.
 *
 * @returns {Promise<import('./commands.mjs').Outcome>}
 */
export async function checkWithElectronegativity() {
  const installed = await withLock(join(checkoutCache, 'electronegativity.lock'), 'installing', install);
  if (installed.code !== 0) return installed;
  const looked = await mkdtemp(join(tmpdir(), 'dossier-electronegativity-'));
  try {
    await cp(join(projectRoot, 'src'), join(looked, 'src'), { recursive: true });
    await cp(join(projectRoot, 'package.json'), join(looked, 'package.json'));
    await cp(join(folder, 'planted.ts.txt'), join(looked, plantedFile));
    const report = join(looked, 'report.json');
    const outcome = await run(process.execPath, [join(folder, 'look.mjs'), looked, report], { cwd: looked });
    if (outcome.code !== 0) return outcome;
    const { unread, findings } = JSON.parse(await readFile(report, 'utf8'));
    const faults = [
      ...unread.map((/** @type {string} */ each) => `The tool could not read ${each}`),
      ...compare(findings, await readExplained()),
    ];
    return { code: faults.length === 0 ? 0 : 1, output: '', messages: faults.join('\n') };
  } finally {
    await rm(looked, { recursive: true, force: true });
  }
}

/** @returns {Promise<import('./commands.mjs').Outcome>} */
async function install() {
  if (existsSync(tool)) return { code: 0, output: '', messages: '' };
  const words = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const first = await runNpm(words, { cwd: folder });
  // A registry that is slow beside everything else that is fetched and run at this moment deserves a second try.
  return first.code === 0 ? first : runNpm(words, { cwd: folder });
}

/** @returns {Promise<readonly Finding[]>} */
async function readExplained() {
  return JSON.parse(await readFile(join(folder, 'findings.json'), 'utf8'));
}

/**
 * @param {readonly Finding[]} found
 * @param {readonly Finding[]} explained
 * @returns {readonly string[]} one sentence for each thing that is wrong
 */
function compare(found, explained) {
  const planted = new Set(found.filter(({ file }) => file === plantedFile).map(({ issue }) => issue));
  const own = found.filter(({ file }) => file !== plantedFile);
  return [
    ...plantedIssues
      .filter((issue) => !planted.has(issue))
      .map((issue) => `What was planted was not found: ${issue}.`),
    ...own
      .filter((finding) => !explained.some((each) => isSame(each, finding)))
      .map(({ issue, file, sample }) => `Not explained: ${issue} in ${file}: ${sample}`),
    ...explained
      .filter((each) => !own.some((finding) => isSame(each, finding)))
      .map(({ issue, file, sample }) => `Explained, but not there any more: ${issue} in ${file}: ${sample}`),
  ];
}

/**
 * @param {Finding} one
 * @param {Finding} other
 */
function isSame(one, other) {
  return one.issue === other.issue && one.file === other.file && one.sample === other.sample;
}
