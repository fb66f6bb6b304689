import { describe, expect, it } from 'vitest';
import { countReport, totalLine } from '../../../scripts/lib/test-report.mjs';

const passedFile = { status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'passed' }] };
const allPassed = {
  success: true,
  numPassedTests: 2,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [passedFile],
};

describe('countReport', () => {
  it('counts what passed', () => {
    expect(countReport(allPassed, 0)).toEqual({ passed: 2, failed: 0, remark: '' });
  });

  it('counts what failed', () => {
    const report = {
      ...allPassed,
      success: false,
      numFailedTests: 1,
      testResults: [passedFile, { status: 'failed', assertionResults: [{ status: 'failed' }] }],
    };
    expect(countReport(report, 1)).toEqual({ passed: 2, failed: 1, remark: '' });
  });

  it('counts a file that could not be loaded as one failed test', () => {
    const report = {
      ...allPassed,
      success: false,
      testResults: [passedFile, { status: 'failed', assertionResults: [] }],
    };
    expect(countReport(report, 1)).toEqual({ passed: 2, failed: 1, remark: '1 test files could not run' });
  });

  it('counts a test that was left out as failed', () => {
    const count = countReport({ ...allPassed, numPendingTests: 1, numTodoTests: 1 }, 0);
    expect(count).toMatchObject({ passed: 2, failed: 2 });
  });

  it('does not believe a run that failed outside of any test', () => {
    expect(countReport(allPassed, 1)).toMatchObject({ passed: 2, failed: 1 });
    expect(countReport({ ...allPassed, success: false }, 0)).toMatchObject({ passed: 2, failed: 1 });
  });

  it('fails where there was no test', () => {
    const report = { ...allPassed, numPassedTests: 0, testResults: [] };
    expect(countReport(report, 0)).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe('totalLine', () => {
  it('sums up in one line', () => {
    const counts = [
      { passed: 1, failed: 0, remark: '' },
      { passed: 40, failed: 2, remark: '' },
    ];
    expect(totalLine(counts)).toBe('Tests: 41 passed, 2 failed');
  });
});
