import { COMMENTED_KINDS, MEMO_KINDS } from '../../core/discussion/discussion.ts';
import type { Id } from '../../core/ids.ts';
import type { Fields, FieldValue, RecordKind } from '../../core/journal/action.ts';
import { type Folded, fold } from '../../core/review/merge/fold.ts';
import type { StoredLine } from '../journal/change-log.ts';
import type { ReadContext } from '../read/context.ts';
import { cell } from '../rows/column.ts';
import { recordTables } from '../rows/record-table.ts';
import { rowById } from '../rows/records.ts';
import { type Aliases, isAliased } from './aliases.ts';
import type { Touches } from './gather.ts';
import type { JournalWrite, JournalWrites } from './journal-writes.ts';

/** A record with all that is said of it, and what follows. */
export interface Decided {
  readonly id: Id;
  /** whether it was in this file before the merge */
  readonly here: boolean;
  readonly ours: readonly JournalWrite[];
  readonly theirs: readonly JournalWrite[];
  readonly folded: Folded;
}

/** The line of the journal that says the making of this record to the letter, where it is to be as it arrived. */
export function makingLine(
  kind: RecordKind,
  { theirs, folded: { made } }: Decided,
  fields: Fields,
): StoredLine | undefined {
  const [only] = theirs;
  if (theirs.length !== 1 || only !== made || !only?.line) return undefined;
  const { columns } = recordTables[kind];
  const { after } = only;
  const isTold = columns.every(({ field }) => Object.hasOwn(after, field) && after[field] === fields[field]);
  return isTold && Object.keys(after).length === columns.length ? only.line : undefined;
}

const ASKED_AT_ONCE = 512;

/** What records of a kind may be on, where that can change. */
const TARGET_KINDS: Partial<Record<RecordKind, readonly RecordKind[]>> = {
  comment: COMMENTED_KINDS,
  memo: MEMO_KINDS,
};

/** Decides records from the journal of this file and from what is arriving. */
export class Decider {
  readonly #context: ReadContext;
  readonly #journal: JournalWrites;
  readonly #touches: Touches;
  readonly aliases: Aliases;

  constructor(context: ReadContext, journal: JournalWrites, touches: Touches, aliases: Aliases) {
    this.#context = context;
    this.#journal = journal;
    this.#touches = touches;
    this.aliases = aliases;
  }

  /** Undefined where nobody tells of its making, here or there. */
  decide(kind: RecordKind, id: Id): Decided | undefined {
    const found = this.#context.connection
      .prepare<{ row: number }>(`SELECT row FROM ${recordTables[kind].table} WHERE id = ?`)
      .get(id);
    return this.#decided(kind, id, found?.row);
  }

  /** As `decide` each of them, which asks for their rows some at a time. */
  *decideAll(kind: RecordKind, ids: Iterable<Id>): Generator<Decided> {
    const rowsOf = this.#context.connection.prepare<{ id: Id; row: number }>(
      `SELECT id, row FROM ${recordTables[kind].table} WHERE id IN (SELECT value FROM json_each(?))`,
    );
    const all = [...ids];
    for (let from = 0; from < all.length; from += ASKED_AT_ONCE) {
      const some = all.slice(from, from + ASKED_AT_ONCE);
      const rows = new Map(rowsOf.all(JSON.stringify(some)).map(({ id, row }) => [id, row]));
      for (const id of some) {
        const decided = this.#decided(kind, id, rows.get(id));
        if (decided) yield decided;
      }
    }
  }

  #decided(kind: RecordKind, id: Id, row: number | undefined): Decided | undefined {
    const arriving = this.#touches.get(kind)?.get(id) ?? [];
    const known = row === undefined ? [] : this.#journal.of(kind, row, id);
    const writes = known.length === 0 ? arriving : [...known, ...arriving];
    const isMade = writes.some(({ before }) => before === null);
    if (!isMade && row === undefined) return undefined;
    // A recovered file may not know any more how a record came to be: then it is taken as it stands.
    const folded = fold(writes, isMade ? undefined : this.#held(kind, id));
    return {
      id,
      here: row !== undefined,
      ours: known.filter((write) => !write.arriving),
      theirs: known.length === 0 ? arriving : writes.filter((write) => write.arriving),
      folded,
    };
  }

  /** All fields of a record as its row has them. */
  #held(kind: RecordKind, id: Id): Fields {
    const row = rowById(this.#context.connection, kind, id);
    if (!row) return {};
    return Object.fromEntries(
      recordTables[kind].columns.map((column) => [
        column.field,
        column.decode(cell(row, column.column), this.#context.identities),
      ]),
    );
  }

  /** The fields of a record with each reference to what gave way led to what it gave way to. */
  fieldsOf(kind: RecordKind, { folded }: Decided): Record<string, FieldValue> {
    const fields: Record<string, FieldValue> = { ...folded.fields };
    const { columns, deletable } = recordTables[kind];
    for (const { field, refersTo } of columns) {
      const value = fields[field];
      if (refersTo !== undefined && isAliased(refersTo) && typeof value === 'string') {
        fields[field] = this.aliases.of(refersTo, value);
      }
    }
    const targetKinds = TARGET_KINDS[kind];
    if (targetKinds) fields.targetKind = this.#targetKind(folded, targetKinds);
    const { targetKind, targetId } = fields;
    if (typeof targetKind === 'string' && isAliased(targetKind) && typeof targetId === 'string') {
      fields.targetId = this.aliases.of(targetKind, targetId);
    }
    if (kind !== 'code' && fields.attributes !== undefined)
      fields.attributes = this.#parts(fields.attributes);
    if (deletable && !folded.exists) fields.deleted = true;
    return fields;
  }

  /** Of two who moved it at once each may have decided a half of where to; no two records have one id, so the id says which kind it is of. */
  #targetKind({ fields, decidedBy }: Folded, kinds: readonly RecordKind[]): FieldValue {
    const { targetKind = null, targetId } = fields;
    if (typeof targetId !== 'string' || decidedBy.get('targetKind') === decidedBy.get('targetId'))
      return targetKind;
    const { connection } = this.#context;
    return kinds.find((each) => rowById(connection, each, targetId) !== undefined) ?? targetKind;
  }

  #parts(values: FieldValue): FieldValue {
    const same = (id: unknown) => (typeof id === 'string' ? this.aliases.of('part', id) : id);
    if (typeof values !== 'object' || values === null || Array.isArray(values)) return values;
    const entries = Object.entries(values);
    if (entries.length === 0 || this.aliases.given('part').length === 0) return values;
    return Object.fromEntries(
      entries.map(([key, value]) => [same(key), Array.isArray(value) ? value.map(same) : same(value)]),
    );
  }
}
