import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { buildTemplates, ensureBuild } from './lib/build.mjs';
import { run, runTool, runTypeScript } from './lib/commands.mjs';
import { ensureElectron } from './lib/electron-runtime.mjs';
import { checkWithElectronegativity } from './lib/electronegativity.mjs';
import { fingerprintsByFile } from './lib/fingerprint.mjs';
import { ensureOtherSqlcipher } from './lib/other-sqlcipher.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { checkoutCache, projectRoot } from './lib/places.mjs';
import { formatSeconds, withProgress } from './lib/progress.mjs';
import { withVirtualScreen } from './lib/screen.mjs';
import { describeError, SentenceError } from './lib/sentence-error.mjs';
import { ensureSystemLibraries } from './lib/system-libraries.mjs';
import { countTests, totalLine } from './lib/test-report.mjs';

/**
 * @typedef {import('./lib/test-report.mjs').Count} Count
 *
 * @typedef {object} Step
 * @property {string} name
 * @property {'check' | 'tests'} kind    a check counts as one test; tests count themselves
 * @property {boolean} isQuick          done beside the other quick ones; each keeps one core busy, the others keep all
 * @property {boolean} needsPrograms    Electron, and the programs that read documents back
 * @property {() => Promise<Count>} work
 */

/** @type {readonly Step[]} */
const steps = [
  check('format', () => runTool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.'])),
  check('lint', () => runTool('oxlint/bin/oxlint', ['--deny-warnings', '.'])),
  check('boundaries', () => runScript('check-boundaries.mjs')),
  check('types', () => runScript('check-types.mjs')),
  check('unused', () => runTool('knip/bin/knip.js', ['--no-progress'])),
  check('templates', checkTemplates),
  check('electronegativity', checkWithElectronegativity),
  tests('unit', []),
  tests('integration', [preparePrograms, prepareBuild]),
  tests('migrations', []),
  tests('golden', [preparePrograms, prepareBuild]),
  tests('contract', [preparePrograms, prepareBuild]),
  faults(),
  tests('interop', [ensureOtherSqlcipher]),
  packaging(),
  endToEnd(),
];

/** @type {Map<() => Promise<unknown>, Promise<unknown>>} */
const preparations = new Map();
// A program with its page keeps a core busy: of more than there are cores, all wait, now and then for half a minute.
const screens = Math.min(3, availableParallelism());
const resultsFolder = join(checkoutCache, 'test-results');
/** What failed checks said, told again at the end: of a long run often only the last part is kept. */
const saidOfFailures = /** @type {string[]} */ ([]);
const names = process.argv.slice(2).filter((argument) => steps.some((step) => step.name === argument));
const filters = process.argv.slice(2).filter((argument) => !names.includes(argument));

process.exitCode = await main();

/**
 * `npm test` runs every step; `npm test -- unit e2e` those steps; `npm test -- unit dates` the unit tests in files with
 * "dates" in their path.
 *
 * @returns {Promise<number>}
 */
async function main() {
  const startedAt = performance.now();
  /** @type {Count[]} */
  const counts = [];
  /** @type {string[]} */
  const failedSteps = [];
  try {
    await ensurePackages();
    await rm(resultsFolder, { recursive: true, force: true });
    await mkdir(resultsFolder, { recursive: true });
    const chosen = steps.filter((step) =>
      names.length > 0 ? names.includes(step.name) : filters.length === 0 || step.kind === 'tests',
    );
    // The system's packages and the Electron program come while the checks run. A failure is told by the step that needs them.
    if (chosen.some(({ needsPrograms }) => needsPrograms)) once(preparePrograms).catch(() => undefined);
    const tell = (/** @type {Step} */ step, /** @type {Count} */ count) => {
      counts.push(count);
      if (count.failed > 0) failedSteps.push(step.name);
    };
    const quick = chosen.filter(({ isQuick }) => isQuick);
    await withProgress('  checks', (report) => performSideBySide(quick, report, tell), {
      announcesEnd: false,
    });
    for (const step of chosen.filter(({ isQuick }) => !isQuick)) tell(step, await perform(step));
    if (filters.length > 0 && counts.every(({ passed, failed }) => passed + failed === 0)) {
      say(`No test file has ${filters.join(' or ')} in its path.`);
      counts.push({ passed: 0, failed: 1, remark: '' });
    }
  } catch (error) {
    say(error instanceof SentenceError ? error.message : describeError(error));
    counts.push({ passed: 0, failed: 1, remark: '' });
  }
  for (const said of saidOfFailures) say(said);
  say(
    `\nAll steps took ${formatSeconds(performance.now() - startedAt)}.${failedSteps.length > 0 ? ` Failed: ${failedSteps.join(', ')}.` : ''}`,
  );
  say(totalLine(counts));
  return counts.some(({ failed }) => failed > 0) ? 1 : 0;
}

/**
 * @param {readonly Step[]} chosen
 * @param {(detail: string) => void} report
 * @param {(step: Step, count: Count) => void} tell
 */
async function performSideBySide(chosen, report, tell) {
  const waiting = [...chosen];
  /** @type {Set<string>} */
  const running = new Set();
  const worker = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      running.add(step.name);
      report([...running].join(', '));
      tell(step, await perform(step));
      running.delete(step.name);
      report([...running].join(', '));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

/**
 * @param {Step} step
 * @returns {Promise<Count>}
 */
async function perform(step) {
  if (!step.isQuick) say(`\n▸ ${step.name}`);
  const startedAt = performance.now();
  const count = await step.work().catch((/** @type {unknown} */ error) => {
    sayOfFailure(step.name, error instanceof SentenceError ? error.message : describeError(error));
    return { passed: 0, failed: 1, remark: 'it could not run' };
  });
  const numbers = step.kind === 'tests' ? `: ${count.passed} passed, ${count.failed} failed` : '';
  const remark = count.remark === '' ? '' : ` (${count.remark})`;
  say(
    `  ${step.name} ${count.failed === 0 ? 'passed' : 'FAILED'} in ${formatSeconds(performance.now() - startedAt)}${numbers}${remark}`,
  );
  return count;
}

/**
 * @param {string} name
 * @param {() => Promise<import('./lib/commands.mjs').Outcome>} work
 * @returns {Step}
 */
function check(name, work) {
  return {
    name,
    kind: 'check',
    isQuick: true,
    needsPrograms: false,
    work: async () => {
      const { code, output, messages } = await work();
      if (code === 0) return { passed: 1, failed: 0, remark: '' };
      sayOfFailure(name, (output + messages).trimEnd());
      return { passed: 0, failed: 1, remark: '' };
    },
  };
}

/** @returns {Step} */
function packaging() {
  return {
    ...check('package', () =>
      withProgress('  package', () => once(packageForTests), { announcesEnd: false }),
    ),
    isQuick: false,
  };
}

/**
 * @param {string} name   of a Vitest project, and of its folder in tests/
 * @param {readonly (() => Promise<void>)[]} needs
 * @returns {Step}
 */
function tests(name, needs) {
  return {
    name,
    kind: 'tests',
    isQuick: false,
    needsPrograms: needs.includes(preparePrograms),
    work: async () => {
      if (!existsSync(join(projectRoot, 'tests', name))) {
        return { passed: 0, failed: 0, remark: `there is no folder tests/${name}` };
      }
      for (const need of needs) await once(need);
      const reportPath = join(resultsFolder, `${name}.json`);
      const { code } = await runTool('vitest/vitest.mjs', vitestArgs(name, reportPath), {
        passThrough: true,
      });
      return countChosen(reportPath, code);
    },
  };
}

/**
 * The packaged program, in a network of its own whose every packet is seen (tests/no-network); each of its figures counts as
 * a test. A choice of them, while one works on something, runs without that.
 *
 * @returns {Step}
 */
function endToEnd() {
  return {
    name: 'e2e',
    kind: 'tests',
    isQuick: false,
    needsPrograms: true,
    work: async () => {
      await once(requirePackage);
      const testsPath = join(resultsFolder, 'e2e.json');
      const args = vitestArgs('e2e', testsPath);
      if (filters.length > 0) {
        const { code } = await withVirtualScreen(
          (environment) => runTool('vitest/vitest.mjs', args, { passThrough: true, environment }),
          { count: screens },
        );
        return countChosen(testsPath, code);
      }
      await ensureSystemLibraries({ faults: true, network: true });
      const packetsPath = join(resultsFolder, 'no-network.json');
      const { code } = await withVirtualScreen(
        (environment) =>
          runTypeScript('tests/no-network/index.ts', ['--report', packetsPath, '--', ...args], {
            passThrough: true,
            environment,
          }),
        { count: screens },
      );
      const count = await countChosen(testsPath, code);
      if (!existsSync(packetsPath))
        return { ...count, failed: count.failed + 1, remark: 'no word on packets' };
      // Written by the process that has just ended.
      const packets = /** @type {Count} */ (JSON.parse(await readFile(packetsPath, 'utf8')));
      return {
        ...count,
        passed: count.passed + packets.passed,
        failed: count.failed + packets.failed,
      };
    },
  };
}

/**
 * @param {string} project
 * @param {string} reportPath
 */
function vitestArgs(project, reportPath) {
  return [
    'run',
    `--project=${project}`,
    '--allowOnly=false',
    ...(filters.length > 0 ? ['--passWithNoTests'] : []),
    '--reporter=default',
    '--reporter=json',
    ...(project === 'e2e' ? ['--reporter=./tests/e2e/support/second-tries.ts'] : []),
    `--outputFile.json=${reportPath}`,
    ...filters,
  ];
}

/**
 * @param {string} reportPath
 * @param {number} code
 * @returns {Promise<Count>}
 */
async function countChosen(reportPath, code) {
  const count = await countTests(reportPath, code);
  const isOutsideOfFilter = filters.length > 0 && code === 0 && count.passed === 0;
  return isOutsideOfFilter ? { passed: 0, failed: 0, remark: 'no file of that name' } : count;
}

/**
 * The short set of tests/faults; each figure counts as a test. `npm test -- faults D4` does one of them.
 *
 * @returns {Step}
 */
function faults() {
  return {
    name: 'faults',
    kind: 'tests',
    isQuick: false,
    needsPrograms: true,
    work: async () => {
      if (filters.length > 0 && !names.includes('faults')) {
        return { passed: 0, failed: 0, remark: 'no file of that name' };
      }
      await ensureSystemLibraries({ faults: true });
      const reportPath = join(resultsFolder, 'faults.json');
      const only = filters.length > 0 ? ['--only', filters.join(',')] : [];
      await runTypeScript('tests/faults/index.ts', ['--short', '--report', reportPath, ...only], {
        passThrough: true,
      });
      if (!existsSync(reportPath)) return { passed: 0, failed: 1, remark: 'it ended without a report' };
      // Written by the process that has just ended.
      const { passed, failed } = /** @type {Count} */ (JSON.parse(await readFile(reportPath, 'utf8')));
      return { passed, failed, remark: '' };
    },
  };
}

/**
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>} the outcome of its only run
 */
function once(work) {
  const earlier = preparations.get(work);
  // The map gives back what the very same function returned.
  if (earlier !== undefined) return /** @type {Promise<T>} */ (earlier);
  const outcome = work();
  preparations.set(work, outcome);
  return outcome;
}

async function preparePrograms() {
  const electron = await ensureElectron();
  await ensureSystemLibraries({ program: electron.executablePath, screen: true, documents: true });
}

async function prepareBuild() {
  await ensureBuild();
}

async function packageForTests() {
  await once(preparePrograms);
  await once(prepareBuild);
  return runScript('package.mjs', '--for-tests');
}

async function requirePackage() {
  const { code, output, messages } = await once(packageForTests);
  if (code !== 0)
    throw new SentenceError(`There is no packaged program to test.\n${(output + messages).trimEnd()}`);
}

/**
 * The templates are written by code and committed, so that a lawyer finds them and a change shows in review. Both must agree.
 *
 * @returns {Promise<import('./lib/commands.mjs').Outcome>}
 */
async function checkTemplates() {
  const folder = /** @type {const} */ (['resources/templates']);
  const before = await fingerprintsByFile(folder);
  await buildTemplates();
  const after = await fingerprintsByFile(folder);
  const changed = [...after.keys()].filter((name) => before.get(name) !== after.get(name));
  return changed.length === 0 && after.size > 0
    ? { code: 0, output: '', messages: '' }
    : {
        code: 1,
        output: '',
        messages:
          after.size === 0
            ? 'There is no template.'
            : `These templates were not those that scripts/build-templates.ts writes. They are now; commit them:\n${changed.join('\n')}`,
      };
}

/**
 * @param {string} name
 * @param {...string} args
 */
function runScript(name, ...args) {
  return run(process.execPath, [join(projectRoot, 'scripts', name), ...args]);
}

/**
 * @param {string} name
 * @param {string} text
 */
function sayOfFailure(name, text) {
  say(text);
  saidOfFailures.push(`\n${name} said:\n${text.split('\n').slice(-20).join('\n')}`);
}

/** @param {string} text */
function say(text) {
  process.stdout.write(`${text}\n`);
}
