import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/**
 * @typedef {object} Count
 * @property {number} passed
 * @property {number} failed
 * @property {string} remark   why tests count as failed that did not fail by themselves; empty when there is nothing to say
 *
 * @typedef {object} VitestReport   the part of Vitest's JSON report that is read here
 * @property {boolean} success
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {readonly { status: string, assertionResults: readonly { status: string }[] }[]} testResults
 */

/**
 * @param {string} reportPath   where Vitest was told to write its report
 * @param {number} exitCode     of Vitest
 * @returns {Promise<Count>}
 */
export async function countTests(reportPath, exitCode) {
  if (!existsSync(reportPath)) return { passed: 0, failed: 1, remark: 'Vitest ended without a report' };
  return countReport(JSON.parse(await readFile(reportPath, 'utf8')), exitCode);
}

/**
 * Counts so that nothing can be green by not running: a test that was left out counts as failed, a file that could not be
 * loaded as one failed test, and so does a run that Vitest itself calls failed although each test passed.
 *
 * @param {VitestReport} report
 * @param {number} exitCode
 * @returns {Count}
 */
export function countReport(report, exitCode) {
  const leftOut = report.numPendingTests + report.numTodoTests;
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + leftOut + unloaded;
  const remarks = [
    ...(leftOut > 0 ? [`${leftOut} left out (skip, only or todo), which counts as failed`] : []),
    ...(unloaded > 0 ? [`${unloaded} test files could not run`] : []),
  ];
  if (failed === 0 && (exitCode !== 0 || !report.success)) {
    return { passed: report.numPassedTests, failed: 1, remark: 'Vitest failed outside of any test' };
  }
  if (failed === 0 && report.numPassedTests === 0)
    return { passed: 0, failed: 1, remark: 'there was no test' };
  return { passed: report.numPassedTests, failed, remark: remarks.join('; ') };
}

/**
 * @param {readonly Count[]} counts
 * @returns {string} the last line of a test run
 */
export function totalLine(counts) {
  const sum = (/** @type {'passed' | 'failed'} */ key) =>
    counts.reduce((total, count) => total + count[key], 0);
  return `Tests: ${sum('passed')} passed, ${sum('failed')} failed`;
}
