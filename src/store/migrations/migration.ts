/** One step of the schema. Versions go up by ten, so that a repair can be fitted in between. */
export interface Migration {
  /** what `user_version` is after it */
  readonly version: number;
  readonly sql: string;
  /** It changes no table: what the file held before is read as it is, so that there is nothing to copy before it. */
  readonly keepsOlderReadable?: true;
}

/** The oldest version whose files can be read by a program that knows these migrations, without migrating them. */
export function oldestReadable(migrations: readonly Migration[]): number {
  return migrations.findLast(({ keepsOlderReadable }) => !keepsOlderReadable)?.version ?? 0;
}
