import Database from 'better-sqlite3';
import { lockPathOf } from '../lock.ts';

/** Leaves beside a project the lock file that a sync brings from another machine where the project is open. */
export function leaveLock(projectPath: string, host: string): void {
  const db = new Database(lockPathOf(projectPath));
  db.exec('CREATE TABLE holder (nonce TEXT, pid INTEGER, host TEXT, app TEXT, since TEXT) STRICT');
  db.prepare('INSERT INTO holder VALUES (?, ?, ?, ?, ?)').run('n', 1, host, 'Glossator', '2024-03-01');
  db.close();
}
