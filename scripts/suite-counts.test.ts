import { describe, expect, it } from 'vitest';
import { countOfCheck, countOfPlaywright, countOfVitest, inWords, sumOfCounts } from './suite-counts.mjs';

describe('countOfVitest', () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [{ status: 'passed', assertionResults: [{}] }],
  };

  it('reads the report', () => {
    expect(countOfVitest(report, 0)).toEqual({ passed: 5, failed: 0, skipped: 2 });
  });

  it('counts a file that could not be loaded as a failure', () => {
    const unloaded = { ...report, testResults: [{ status: 'failed', assertionResults: [] }] };
    expect(countOfVitest(unloaded, 1)).toEqual({ passed: 5, failed: 1, skipped: 2 });
  });

  it('counts an error outside any test, and a run without report, as a failure', () => {
    expect(countOfVitest(report, 1).failed).toBe(1);
    expect(countOfVitest(null, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe('countOfPlaywright', () => {
  it('counts a flaky test as failed', () => {
    const report = { stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 } };
    expect(countOfPlaywright(report, 1)).toEqual({ passed: 3, failed: 2, skipped: 2 });
  });

  it('counts a run that came to nothing as failed', () => {
    expect(countOfPlaywright({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 } }, 1).failed).toBe(
      1,
    );
    expect(countOfPlaywright(null, 1).failed).toBe(1);
  });
});

it('sums up in the words of the last line', () => {
  const counts = [countOfCheck(0), countOfCheck(2), { passed: 40, failed: 0, skipped: 3 }];
  expect(inWords(sumOfCounts(counts))).toBe('41 passed, 1 failed, 3 skipped');
});
