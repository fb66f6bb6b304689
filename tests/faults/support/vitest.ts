import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../../scripts/lib/commands.mjs';
import type { Figure } from './run';

/** A promise that tests of the ordinary suite hold: they are done here again, so that the table is whole. */
export async function heldByTests(
  what: string,
  folder: string,
  tests: { readonly project: string; readonly files: readonly string[]; readonly named?: string },
): Promise<Figure> {
  const report = join(folder, `${tests.project}-${tests.files.join('-').replaceAll(/\W/g, '-')}.json`);
  const { code, output, messages } = await run(process.execPath, [
    'node_modules/vitest/vitest.mjs',
    'run',
    `--project=${tests.project}`,
    '--reporter=json',
    `--outputFile=${report}`,
    ...(tests.named === undefined ? [] : ['--testNamePattern', tests.named]),
    ...tests.files,
  ]);
  let passed = 0;
  let failed = 0;
  let named: readonly string[] = [];
  try {
    // Written by Vitest a moment ago.
    const counts = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
      testResults: { assertionResults: { status: string; fullName: string; failureMessages: string[] }[] }[];
    };
    passed = counts.numPassedTests;
    failed = counts.numFailedTests;
    named = counts.testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => `${fullName}: ${failureMessages[0]?.slice(0, 300) ?? ''}`);
  } catch {
    failed = 1;
  }
  return {
    what,
    asked: 'all tests pass',
    measured: `${passed} passed, ${failed} failed`,
    holds: code === 0 && passed > 0 && failed === 0,
    remark:
      code === 0
        ? `in ${tests.files.join(', ')}`
        : [...named, `${output}${messages}`.slice(-2000)].join('\n'),
  };
}
