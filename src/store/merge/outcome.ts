import type { Span } from '../../core/annotation/annotation.ts';
import type { Id } from '../../core/ids.ts';
import type { FieldValue, RecordKind } from '../../core/journal/action.ts';
import { RECORD_KINDS } from '../../core/journal/action.ts';
import { conflictsBetween } from '../../core/review/merge/conflicts.ts';
import {
  type CodeProposal,
  canKeepBoth,
  type KindTally,
  LISTED_LIMIT,
  type MatchedRecord,
  type MergeConflict,
  type MovedAnchor,
} from '../../core/review/merge/report.ts';
import type { Knowledge } from '../../core/review/merge/vector.ts';
import type { Connection, SqlValue } from '../connection.ts';
import { unpackText } from '../rows/text-value.ts';
import type { Decided } from './decide.ts';
import type { JournalWrite } from './journal-writes.ts';

const LABEL_LENGTH = 80;

type Fields = Readonly<Record<string, FieldValue>>;

/** What a record is called, or quotes, or begins with. */
export function labelOf(fields: Fields): string {
  const [first] = Array.isArray(fields.spans) ? (fields.spans as readonly Span[]) : [];
  const named = [first?.quote, fields.name, fields.title, fields.body].find(
    (text) => typeof text === 'string' && text !== '',
  );
  return typeof named === 'string' ? named.slice(0, LABEL_LENGTH) : '';
}

/** Gathers what a merge does, for its report. */
export class Outcome {
  readonly documents: MatchedRecord[] = [];
  readonly codes: MatchedRecord[] = [];
  readonly proposals: CodeProposal[] = [];
  readonly conflicts: MergeConflict[] = [];
  readonly lost: MovedAnchor[] = [];
  readonly revived: { kind: RecordKind; id: Id; name: string }[] = [];
  /** documents and persons that were not to be seen in this file before */
  readonly arrived = { documents: new Set<Id>(), persons: new Set<Id>() };
  conflictCount = 0;
  lostCount = 0;
  reanchored = 0;
  readonly #connection: Connection;
  readonly #knowledge: Knowledge;
  readonly #tallies = new Map<RecordKind, { made: number; changed: Set<Id>; deleted: Set<Id> }>();
  readonly #names = new Map<Id, string>();

  constructor(connection: Connection, knowledge: Knowledge) {
    this.#connection = connection;
    this.#knowledge = knowledge;
  }

  /** A record was brought to these fields: `what` is what the write door says of it. */
  note(kind: RecordKind, id: Id, fields: Fields, what: 'made' | readonly string[]): void {
    let tally = this.#tallies.get(kind);
    if (!tally) {
      tally = { made: 0, changed: new Set(), deleted: new Set() };
      this.#tallies.set(kind, tally);
    }
    if (what === 'made') {
      if (fields.deleted === true) return;
      tally.made++;
      this.#noteArrived(kind, id);
    } else if (what.includes('deleted') && fields.deleted === true) tally.deleted.add(id);
    else if (what.length > 0) {
      tally.changed.add(id);
      // One that was taken for another and has been worked with since under its own id.
      if (what.includes('deleted')) this.#noteArrived(kind, id);
    }
  }

  #noteArrived(kind: RecordKind, id: Id): void {
    if (kind === 'document') this.arrived.documents.add(id);
    if (kind === 'person') this.arrived.persons.add(id);
  }

  noteConflicts(kind: RecordKind, { id, here, ours, theirs, folded }: Decided): void {
    if (!here || ours.length === 0 || theirs.length === 0) return;
    for (const found of conflictsBetween(ours, theirs, this.#knowledge)) {
      this.conflictCount++;
      if (this.conflicts.length >= LISTED_LIMIT) continue;
      const side = ({ write, value }: { write: JournalWrite; value: FieldValue }) => ({
        value,
        personName: this.#nameOf(write.personId),
        at: write.at,
      });
      this.conflicts.push({
        kind,
        id,
        field: found.field,
        key: found.key,
        label: labelOf(folded.fields),
        ours: side(found.ours),
        theirs: side(found.theirs),
        taken: found.taken,
        bothPossible: found.key === null && canKeepBoth(found.field, found.ours.value, found.theirs.value),
      });
    }
  }

  noteLost(id: Id, fields: Fields): void {
    this.lostCount++;
    if (this.lost.length >= LISTED_LIMIT) return;
    const documentId = fields.documentId as Id;
    const title = this.#connection
      .prepare<{ title: SqlValue }>('SELECT title FROM document WHERE id = ?')
      .get(documentId)?.title;
    this.lost.push({
      annotationId: id,
      documentId,
      title: title === undefined ? '' : unpackText(title),
      quote: labelOf(fields),
    });
  }

  get records(): KindTally[] {
    return RECORD_KINDS.flatMap((kind) => {
      const tally = this.#tallies.get(kind);
      if (!tally) return [];
      const [changed, deleted] = [tally.changed.size, tally.deleted.size];
      return tally.made + changed + deleted === 0 ? [] : [{ kind, made: tally.made, changed, deleted }];
    });
  }

  #nameOf(personId: Id): string {
    let name = this.#names.get(personId);
    if (name === undefined) {
      const found = this.#connection
        .prepare<{ name: SqlValue }>('SELECT name FROM person WHERE id = ?')
        .get(personId);
      name = found ? unpackText(found.name) : '';
      this.#names.set(personId, name);
    }
    return name;
  }
}
