import type { Fields, FieldValue } from '../../journal/action.ts';
import type { Place } from './vector.ts';

/** What one action says of one record. */
export interface Write extends Place {
  /** hybrid logical clock of the action: sorts as text, no two are alike */
  readonly clock: string;
  /** null where the action made the record */
  readonly before: Fields | null;
  readonly after: Fields;
  /** the clock of the undo that took the action back, null where it counts */
  readonly retracted: string | null;
}

/** A record as the writes of all decide it. */
export interface Folded {
  readonly fields: Record<string, FieldValue>;
  /** the write that decided each field; of a field with values under keys, the latest */
  readonly decidedBy: Pick<ReadonlyMap<string, Write>, 'get'>;
  /** false where whoever made it has taken that back, and nobody brought it back since: then it is to be seen by nobody */
  readonly exists: boolean;
  /** the write that made it */
  readonly made: Write | undefined;
}

/** Fields that hold values under keys, each of which is decided by itself. */
const KEYED: ReadonlySet<string> = new Set(['attributes', 'fields']);

type Keyed = Readonly<Record<string, FieldValue>>;

function isKeyed(field: string, value: FieldValue | undefined): value is Keyed {
  return KEYED.has(field) && typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function byClock(a: { readonly clock: string }, b: { readonly clock: string }): number {
  return a.clock < b.clock ? -1 : a.clock > b.clock ? 1 : 0;
}

function same(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The values with what this write set or took away under single keys. */
function withKeys(held: FieldValue | undefined, before: FieldValue | undefined, after: Keyed): FieldValue {
  const was: Keyed = isKeyed('fields', before) ? before : {};
  const values: Record<string, FieldValue> = isKeyed('fields', held) ? { ...held } : {};
  for (const key of Object.keys(was)) if (!(key in after)) delete values[key];
  for (const [key, value] of Object.entries(after)) if (!same(was[key], value)) values[key] = value;
  // One spelling for one value, in whatever order it came about.
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether the making of a record counts, or somebody said since it was taken back that the record is not deleted. */
function isThere({ retracted }: Write, writes: readonly Write[]): boolean {
  return (
    retracted === null ||
    writes.some((write) => !write.retracted && write.after.deleted === false && write.clock > retracted)
  );
}

/**
 * Decides a record field by field: of all writes that were not taken back the latest by clock (last writer wins; Shapiro et al.
 * 2011), values under keys key by key. It depends on the set of writes alone: not on the order in which they came, nor on
 * how often. `writes` in any order; where nobody's writes tell how it was made, `base` is what it was.
 */
export function fold(writes: readonly Write[], base?: Fields): Folded {
  const [only] = writes;
  if (writes.length === 1 && only && only.before === null && !only.retracted) {
    // Most that arrives was made and left at that: a colleague's hundred thousand annotations are decided quickly.
    return {
      fields: { ...only.after },
      decidedBy: { get: (field) => (field in only.after ? only : undefined) },
      exists: true,
      made: only,
    };
  }
  const inOrder = [...writes].sort(byClock);
  const makers = inOrder.filter(({ before }) => before === null);
  const made = makers.findLast(({ retracted }) => !retracted) ?? makers[0];
  const fields: Record<string, FieldValue> = { ...(made?.retracted ? made.after : base) };
  const decidedBy = new Map<string, Write>();
  for (const write of inOrder) {
    if (write.retracted) continue;
    for (const [field, value] of Object.entries(write.after)) {
      const keyed = write.before !== null && isKeyed(field, value) && isKeyed(field, fields[field]);
      fields[field] = keyed ? withKeys(fields[field], write.before?.[field], value) : value;
      decidedBy.set(field, write);
    }
  }
  return { fields, decidedBy, exists: made ? isThere(made, inOrder) : base !== undefined, made };
}
