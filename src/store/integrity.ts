import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { GlossatorError } from '../core/errors.ts';
import { failure } from './failures.ts';

/** SQLite stops after this many problems: one is enough to know. */
const PROBLEMS_LIMIT = 20;

/**
 * Runs in a thread of its own, because the check of a large file takes seconds and cannot be cut into steps. Given as
 * source, since it must be found both in the checkout and in a bundle.
 */
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
const Database = require(workerData.binding);
try {
  const db = new Database(workerData.path, { readonly: true, fileMustExist: true, timeout: 5000 });
  const problems = db.prepare('PRAGMA integrity_check(${PROBLEMS_LIMIT})').pluck().all().filter((line) => line !== 'ok');
  if (problems.length === 0) {
    for (const row of db.prepare('PRAGMA foreign_key_check').iterate()) {
      problems.push('row ' + row.rowid + ' of ' + row.table + ' refers to a ' + row.parent + ' that is not there');
      if (problems.length === ${PROBLEMS_LIMIT}) break;
    }
  }
  db.close();
  parentPort.postMessage({ problems });
} catch (error) {
  parentPort.postMessage({ code: String(error.code), message: String(error.message) });
}
`;

type Answer = { readonly problems: string[] } | { readonly code: string; readonly message: string };

/** What SQLite's own words for damage begin with when it fails in the middle of checking. */
const DAMAGE_CODES = ['SQLITE_CORRUPT', 'SQLITE_NOTADB'];

/**
 * SQLite's full integrity check and the check of references, in another thread with a connection of its own. Gives
 * the problems found, at most some. Raises `cancelled`, and what hindered the reading.
 */
export function checkIntegrity(path: string, signal?: AbortSignal): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(new GlossatorError('cancelled', 'The check was cancelled.'));
      return;
    }
    const binding = createRequire(import.meta.url).resolve('better-sqlite3');
    const worker = new Worker(THREAD, { eval: true, workerData: { path, binding } });
    const cancel = () => {
      void worker.terminate();
      reject(new GlossatorError('cancelled', 'The check was cancelled.'));
    };
    signal?.addEventListener('abort', cancel, { once: true });
    worker.once('message', (answer: Answer) => {
      if ('problems' in answer) resolve(answer.problems);
      else if (DAMAGE_CODES.some((code) => answer.code.startsWith(code))) resolve([answer.message]);
      else reject(failure(Object.assign(new Error(answer.message), { code: answer.code }), path));
    });
    worker.once('error', (thrown) => reject(failure(thrown, path)));
    worker.once('exit', () => {
      signal?.removeEventListener('abort', cancel);
      reject(new GlossatorError('internal', 'The check ended without a result.'));
    });
  });
}
