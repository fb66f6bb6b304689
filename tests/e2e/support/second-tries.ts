import type { Reporter, TestCase } from 'vitest/node';

/**
 * Says which tests passed only when they were tried again, and what was wrong the first time: on a laptop of two cores with
 * three programs at once something may come too late now and then, but it may also be a fault of the program, and has been.
 */
// Vitest takes a reporter by its default export.
// oxlint-disable-next-line import/no-default-export
export default class SecondTries implements Reporter {
  private readonly seen: string[] = [];

  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky !== true) return;
    const reasons = (test.result().errors ?? []).map(({ stack, message }) => stack ?? message);
    this.seen.push(`${test.fullName}\n${reasons.join('\n')}`);
  }

  onTestRunEnd(): void {
    for (const each of this.seen) process.stdout.write(`\nPassed only at the second try: ${each}\n`);
  }
}
