/** One step of the schema. Versions go up by ten, so that a repair can be fitted in between. */
export interface Migration {
  /** what `user_version` is after it */
  readonly version: number;
  readonly sql: string;
}
