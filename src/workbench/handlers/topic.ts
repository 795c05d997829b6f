import type { ProcedureName } from '../../contract/procedures.ts';
import type { Handlers } from '../../contract/server.ts';

/** The handlers of some procedures of the contract. */
export type HandlersOf<Prefix extends string> = Pick<Handlers, Extract<ProcedureName, `${Prefix}.${string}`>>;

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without the fields that are undefined: what was left out of a call and what was given as undefined are the same. */
export function definedOnly<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Defined<T>;
}
