// What a suite's report comes to. A run that failed counts as a failure even where its report names none:
// a file that cannot be loaded, an error outside any test, no tests at all.
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const withFailedRun = (counts, status) =>
  status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;

/** A check that holds or not counts as one test. */
export function countOfCheck(status) {
  return status === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/** From the report of vitest's `json` reporter, null where it wrote none. */
export function countOfVitest(report, status) {
  const unloaded = (report?.testResults ?? []).filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const counts = {
    passed: report?.numPassedTests ?? 0,
    failed: (report?.numFailedTests ?? 0) + unloaded.length,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
  return withFailedRun(counts, status);
}

/** From the report of Playwright's `json` reporter, null where it wrote none. A flaky test has failed. */
export function countOfPlaywright(report, status) {
  const stats = report?.stats ?? {};
  const counts = {
    passed: stats.expected ?? 0,
    failed: (stats.unexpected ?? 0) + (stats.flaky ?? 0),
    skipped: stats.skipped ?? 0,
  };
  return withFailedRun(counts, status);
}

/** Enough for the seed and the counterexample of a property. */
const reasonLength = 400;

/** The message of a failure in one line, without its stack and colours. */
function reasonOf(text) {
  const lines = stripVTControlCharacters(text ?? '').split('\n');
  const stack = lines.findIndex((line) => /^\s+at /.test(line));
  const message = stack === -1 ? lines : lines.slice(0, stack);
  return message.join(' ').replace(/\s+/g, ' ').trim().slice(0, reasonLength);
}

/** What failed by the report of vitest's `json` reporter, a line each: file, names of suites and test, why. */
export function failuresOfVitest(report) {
  return (report?.testResults ?? []).flatMap((file) => {
    const name = path.relative(process.cwd(), file.name);
    if (file.status === 'failed' && file.assertionResults.length === 0) {
      return [`${name}: ${reasonOf(file.message)}`];
    }
    return file.assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => `${name} › ${test.fullName}: ${reasonOf(test.failureMessages[0])}`);
  });
}

/** What `told` makes of each test of a suite, as a line that says which test it is. */
const linesOfSpecs = (told) => (suite) => [
  ...(suite.specs ?? []).flatMap((spec) =>
    spec.tests.flatMap(told).map((line) => `${spec.file}:${spec.line} › ${spec.title}: ${line}`),
  ),
  ...(suite.suites ?? []).flatMap(linesOfSpecs(told)),
];

const failedSpecs = linesOfSpecs((test) => {
  if (test.status !== 'unexpected' && test.status !== 'flaky') return [];
  const error = test.results.find((result) => result.error !== undefined)?.error;
  return [reasonOf(error?.message)];
});

/** Playwright's own (of slow tests, say) have no description. */
const annotatedSpecs = linesOfSpecs((test) =>
  (test.annotations ?? [])
    .filter(({ description }) => description !== undefined)
    .map(({ type, description }) => `${type}: ${description}`),
);

/** What failed by the report of Playwright's `json` reporter, a line each: file and line, title, why. */
export function failuresOfPlaywright(report) {
  const outsideTests = (report?.errors ?? []).map((error) => reasonOf(error.message));
  return [...(report?.suites ?? []).flatMap(failedSpecs), ...outsideTests];
}

/** What tests of the report of Playwright's `json` reporter have to say beside their outcome, a line each. */
export function remarksOfPlaywright(report) {
  return (report?.suites ?? []).flatMap(annotatedSpecs);
}

/** The sum of any number of counts. */
export function sumOfCounts(counts) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of counts) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

export const inWords = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;
