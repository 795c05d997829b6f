import type { Connection } from '../connection.ts';

/** What this file held when it was received: `has` of its own, `since` of the sender's. */
export const RECEIVED = 'received';
/** Of a file of returned work: what whoever merges it must have. */
export const SINCE = 'since';
/** Whoever received this file may not change its codebook. */
export const FROZEN = 'codebookFrozen';
/** Settings of this name are what the file remembers for those who work in it: nothing that is sent with it. */
export const HABIT = 'habit.';

export function setting(connection: Connection, name: string): string | undefined {
  return connection.prepare<{ value: string }>('SELECT value FROM setting WHERE name = ?').get(name)?.value;
}

export function put(connection: Connection, name: string, value: string): void {
  connection
    .prepare(
      'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
    )
    .run(name, value);
}
