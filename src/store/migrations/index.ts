import { recordsAndJournal } from './0010-records-and-journal.ts';
import { originalsOnce } from './0020-originals-once.ts';
import { type Migration, oldestReadable } from './migration.ts';

/** In order. A published migration is never changed: what is wrong in it is put right by a later one. */
export const migrations: readonly Migration[] = [recordsAndJournal, originalsOnce];

export const CURRENT_VERSION = migrations[migrations.length - 1]?.version ?? 0;

export const OLDEST_READABLE_VERSION = oldestReadable(migrations);
