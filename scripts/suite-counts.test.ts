import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  countOfCheck,
  countOfPlaywright,
  countOfVitest,
  failuresOfPlaywright,
  failuresOfVitest,
  inWords,
  remarksOfPlaywright,
  sumOfCounts,
} from './suite-counts.mjs';

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

describe('what failed is named', () => {
  const file = path.resolve('src/a.test.ts');

  it('by vitest: file, test and why, without the stack', () => {
    const report = {
      testResults: [
        {
          name: file,
          status: 'failed',
          assertionResults: [
            { status: 'passed', fullName: 'sums ones', failureMessages: [] },
            { status: 'failed', fullName: 'sums twos', failureMessages: ['Error: 3 is not 4\n    at there'] },
          ],
        },
        {
          name: path.resolve('src/b.test.ts'),
          status: 'failed',
          message: 'no module c',
          assertionResults: [],
        },
      ],
    };
    const named = [
      `${path.join('src', 'a.test.ts')} › sums twos: Error: 3 is not 4`,
      `${path.join('src', 'b.test.ts')}: no module c`,
    ];
    expect(failuresOfVitest(report)).toEqual(named);
    expect(failuresOfVitest(null)).toEqual([]);
  });

  it('by Playwright: also in describe blocks, flaky ones, and errors outside any test', () => {
    const spec = (title: string, status: string, results: unknown[]) => ({
      title,
      file: 'a.e2e.ts',
      line: 7,
      tests: [{ status, results }],
    });
    const report = {
      suites: [
        {
          specs: [spec('tags', 'expected', [{}])],
          suites: [
            {
              specs: [
                spec('undoes', 'flaky', [{ error: { message: '\u001b[31mlate\u001b[39m\nlong' } }, {}]),
                spec('redoes', 'unexpected', [{}]),
              ],
            },
          ],
        },
      ],
      errors: [{ message: 'no tests' }],
    };
    const named = ['a.e2e.ts:7 › undoes: late long', 'a.e2e.ts:7 › redoes: ', 'no tests'];
    expect(failuresOfPlaywright(report)).toEqual(named);
    expect(failuresOfPlaywright(null)).toEqual([]);
  });
});

it('repeats what tests have to say beside their outcome', () => {
  const annotations = [{ type: 'slow' }, { type: 'repeated start', description: 'blank' }];
  const test = { status: 'expected', results: [{}], annotations };
  const report = {
    suites: [{ suites: [{ specs: [{ title: 'tags', file: 'a.e2e.ts', line: 7, tests: [test] }] }] }],
  };
  expect(remarksOfPlaywright(report)).toEqual(['a.e2e.ts:7 › tags: repeated start: blank']);
  expect(failuresOfPlaywright(report)).toEqual([]);
  expect(remarksOfPlaywright(null)).toEqual([]);
});

it('sums up in the words of the last line', () => {
  const counts = [countOfCheck(0), countOfCheck(2), { passed: 40, failed: 0, skipped: 3 }];
  expect(inWords(sumOfCounts(counts))).toBe('41 passed, 1 failed, 3 skipped');
});
