import Database from 'better-sqlite3';

/** Makes a database as another program would: `script` is SQL. */
export function writeForeignDatabase(path: string, script: string): void {
  const db = new Database(path);
  // What SQLite may refuse in a schema must get into the file all the same.
  db.unsafeMode(true);
  try {
    db.exec(script);
  } finally {
    db.close();
  }
}

/** The same, left as by a program that was killed: what was written last stands in the log beside it. */
export function leaveUnfinished(
  path: string,
  first: string,
  last: string,
  copy: (ending: string) => void,
): void {
  const db = new Database(path);
  try {
    db.pragma('journal_mode = WAL');
    db.exec(first);
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.exec(last);
    copy('');
    copy('-wal');
  } finally {
    db.close();
  }
}

/** A value as SQL. */
export function sqlValue(value: string | number | null): string {
  if (value === null) return 'NULL';
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
}
