import type { Migration } from './migration.ts';

/**
 * From here on an original that is the UTF-8 of its text, to the byte, is not stored beside it (read/originals.ts). What older files
 * hold stays as it is and reads as it did, but older programs would find originals missing in newer files.
 */
export const originalsOnce: Migration = { version: 20, sql: '', keepsOlderReadable: true };
