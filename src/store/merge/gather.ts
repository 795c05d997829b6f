import { GlossatorError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { ActionType, RecordChange, RecordKind } from '../../core/journal/action.ts';
import type { Connection } from '../connection.ts';
import { changeRow } from '../journal/change-log.ts';
import { ACTION_QUERY, type ActionRow, changesIn, partsOf } from '../read/journal.ts';
import { storedJson } from '../rows/stored-json.ts';
import type { ArrivedRow } from './arrived-row.ts';
import { decides, type JournalWrite, type Retracted, type WritingAction, writeOf } from './journal-writes.ts';
import { isKnownKind } from './other-file.ts';

/** Records that arriving actions speak of, each with what these say of it. */
export type Touches = Map<RecordKind, Map<Id, JournalWrite[]>>;

/** Which records a row of the journal speaks of. */
export interface SpokenOf {
  readonly changeRow: number;
  readonly ids: ReadonlyMap<RecordKind, readonly Id[]>;
}

/** A row of this file's journal, just taken in, that tells nothing but the making of annotations. */
export interface MadeRow {
  readonly changeRow: number;
  readonly arrived: ArrivedRow;
  /** the annotations, in the order of the lines */
  readonly makes: readonly Id[];
  /** of which lines more is said elsewhere, by their places: these are decided like any other */
  readonly others: ReadonlySet<number>;
  /** what a line of it says */
  told(index: number, line: string): JournalWrite;
}

export function writingAction(row: ActionRow): WritingAction {
  return {
    type: row.type,
    clock: row.clock,
    at: row.at,
    personId: row.person_id,
    groupId: row.group_id,
    replicaId: row.replica_id,
    replicaSeq: row.replica_seq,
  };
}

export function touched(touches: Touches, kind: RecordKind, id: Id): JournalWrite[] {
  let byId = touches.get(kind);
  if (!byId) {
    byId = new Map();
    touches.set(kind, byId);
  }
  let writes = byId.get(id);
  if (!writes) {
    writes = [];
    byId.set(id, writes);
  }
  return writes;
}

/** What an undo changed has to be decided anew although the undo itself says nothing; what a merge changed follows from others. */
function concerns(type: ActionType): boolean {
  return type !== 'merge';
}

function fromFuture(kind: string): GlossatorError {
  return new GlossatorError(
    'project-from-future',
    `This file holds records that this program does not know (${kind}). Nothing of it was taken in.`,
    { remedy: 'Install the newest Glossator and merge with that.' },
  );
}

/** Rows of fewer lines are not worth being repeated as they are: the journal would be of many small rows. */
export const REPEATED_FROM = 16;

/** An action just taken in, at its place in this file's journal. */
export interface TakenArrival {
  readonly seq: number;
  readonly action: ActionRow;
  readonly rows: readonly ArrivedRow[];
}

/** The ids that are there more than once. In most files they ascend, as they were made, and none has to be remembered. */
function repeatedIn(lists: readonly (readonly Id[])[]): ReadonlySet<Id> {
  const repeated = new Set<Id>();
  let last = '';
  const ascend = (id: Id) => {
    const isLater = id > last;
    last = id;
    return isLater;
  };
  if (lists.every((ids) => ids.every(ascend))) return repeated;
  const once = new Set<Id>();
  for (const ids of lists) for (const id of ids) (once.has(id) ? repeated : once).add(id);
  return repeated;
}

/** Gathers what actions say of records. */
export class Gathered {
  readonly touches: Touches = new Map();
  /** which records the rows speak of that were taken in, but for those of `made` */
  readonly spoken: SpokenOf[] = [];
  /** rows of which at least some lines are all that is said of an annotation */
  readonly made: MadeRow[] = [];
  readonly #connection: Connection;
  readonly #retracted: Retracted;

  constructor(connection: Connection, retracted: Retracted) {
    this.#connection = connection;
    this.#retracted = retracted;
  }

  /** Actions that were here: what they say is found in the journal by their records. */
  addAwake(seqs: readonly number[]): void {
    const query = this.#connection.prepare<ActionRow>(`${ACTION_QUERY} WHERE seq = ?`);
    for (const seq of seqs) {
      const row = query.get(seq);
      if (!row || !concerns(row.type)) continue;
      for (const { lines } of partsOf(this.#connection, seq)) {
        for (const { kind, id } of changesIn(lines)) touched(this.touches, known(kind), id);
      }
    }
  }

  /** Actions that were taken in. */
  addArrivals(taken: readonly TakenArrival[]): void {
    const candidates: Omit<MadeRow, 'others'>[] = [];
    for (const { seq, action, rows } of taken) {
      const writing = writingAction(action);
      const isMaking = decides(action.type) && !this.#retracted.has(action.group_id);
      rows.forEach((arrived, part) => {
        const row = changeRow(seq, part);
        const { makes } = arrived;
        if (makes && !concerns(action.type)) {
          this.spoken.push({ changeRow: row, ids: new Map([['annotation', makes]]) });
        } else if (makes && isMaking) {
          const told = (index: number, line: string) =>
            this.#told(writing, row, storedJson(line, 'a line of the journal'), index, makes.length);
          candidates.push({ changeRow: row, arrived, makes, told });
        } else this.#addRow(writing, row, arrived.utf8.toString('utf8'));
      });
    }
    const repeated = repeatedIn(candidates.map(({ makes }) => makes));
    const touching = this.touches.get('annotation');
    for (const row of candidates) {
      const others = new Set<number>();
      if (repeated.size > 0 || touching) {
        for (const [i, id] of row.makes.entries()) if (repeated.has(id) || touching?.has(id)) others.add(i);
      }
      if (others.size > 0) {
        const lines = row.arrived.utf8.toString('utf8').split('\n');
        for (const i of others) this.decide(row, i, lines[i] ?? '');
      }
      if (others.size < row.makes.length) this.made.push({ ...row, others });
    }
  }

  /** A line of such a row is to be decided like any other. */
  decide({ changeRow: row, makes, told }: Omit<MadeRow, 'others'>, index: number, line: string): void {
    const id = makes[index] ?? '';
    touched(this.touches, 'annotation', id).push(told(index, line));
    this.spoken.push({ changeRow: row, ids: new Map([['annotation', [id]]]) });
  }

  #addRow(action: WritingAction, row: number, lines: string): void {
    const ids = new Map<RecordKind, Id[]>();
    this.spoken.push({ changeRow: row, ids });
    const changes = changesIn(lines);
    for (const [index, change] of changes.entries()) {
      const kind = known(change.kind);
      const ofKind = ids.get(kind);
      if (ofKind) ofKind.push(change.id);
      else ids.set(kind, [change.id]);
      if (!concerns(action.type)) continue;
      const writes = touched(this.touches, kind, change.id);
      if (decides(action.type)) writes.push(this.#told(action, row, change, index, changes.length));
    }
  }

  #told(
    action: WritingAction,
    row: number,
    change: RecordChange,
    index: number,
    count: number,
  ): JournalWrite {
    const line = count < REPEATED_FROM ? undefined : { row, index, count };
    return writeOf(action, change, this.#retracted, true, line);
  }
}

function known(kind: RecordKind): RecordKind {
  if (!isKnownKind(kind)) throw fromFuture(kind);
  return kind;
}
