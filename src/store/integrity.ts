import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { GlossatorError } from '../core/errors.ts';
import { Connection } from './connection.ts';
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

/** A file up to this size (bytes) is checked at once: that takes less time than starting a thread. */
const CHECKED_HERE = 4 * 1024 * 1024;

function isDamage(code: unknown): boolean {
  return typeof code === 'string' && DAMAGE_CODES.some((prefix) => code.startsWith(prefix));
}

function checkHere(path: string): readonly string[] {
  const connection = new Connection(path, { readonly: true });
  try {
    const lines = connection
      .prepare<{ integrity_check: string }>(`PRAGMA integrity_check(${PROBLEMS_LIMIT})`)
      .all()
      .map((row) => row.integrity_check)
      .filter((line) => line !== 'ok');
    const homeless = connection.prepare<{ table: string }>('PRAGMA foreign_key_check').all();
    return [...lines, ...homeless.map(({ table }) => `a row of ${table} refers to what is not there`)].slice(
      0,
      PROBLEMS_LIMIT,
    );
  } catch (thrown) {
    const cause = thrown instanceof GlossatorError ? thrown.cause : undefined;
    if (cause instanceof Error && 'code' in cause && isDamage(cause.code)) return [cause.message];
    throw thrown;
  } finally {
    connection.close();
  }
}

/**
 * SQLite's full integrity check and the check of references, in another thread with a connection of its own where the
 * file is large. Gives the problems found, at most some. Raises `cancelled`, and what hindered the reading.
 */
export async function checkIntegrity(path: string, signal?: AbortSignal): Promise<readonly string[]> {
  if (signal?.aborted) throw new GlossatorError('cancelled', 'The check was cancelled.');
  return statSync(path).size <= CHECKED_HERE ? checkHere(path) : checkInThread(path, signal);
}

function checkInThread(path: string, signal: AbortSignal | undefined): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const binding = createRequire(import.meta.url).resolve('better-sqlite3');
    const worker = new Worker(THREAD, { eval: true, workerData: { path, binding } });
    const cancel = () => {
      void worker.terminate();
      reject(new GlossatorError('cancelled', 'The check was cancelled.'));
    };
    signal?.addEventListener('abort', cancel, { once: true });
    worker.once('message', (answer: Answer) => {
      if ('problems' in answer) resolve(answer.problems);
      else if (isDamage(answer.code)) resolve([answer.message]);
      else reject(failure(Object.assign(new Error(answer.message), { code: answer.code }), path));
    });
    worker.once('error', (thrown) => reject(failure(thrown, path)));
    worker.once('exit', () => {
      signal?.removeEventListener('abort', cancel);
      reject(new GlossatorError('internal', 'The check ended without a result.'));
    });
  });
}
