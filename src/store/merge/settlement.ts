import type { Id } from '../../core/ids.ts';
import { type FieldValue, RECORD_KINDS, type RecordKind } from '../../core/journal/action.ts';
import type { StoredLine } from '../journal/change-log.ts';
import type { RecordFields } from '../journal/new-rows.ts';
import { recordTables } from '../rows/record-table.ts';
import type { AliasKind } from './aliases.ts';
import { Anchoring } from './anchoring.ts';
import { type Decided, makingLine } from './decide.ts';
import { touched } from './gather.ts';
import { uniteDocuments } from './same-records.ts';
import { settleAllCodes } from './settle-all-codes.ts';
import { MadeSettlement } from './settle-made.ts';
import type { SettlementParts } from './settlement-parts.ts';
import { takeInText } from './take-in.ts';

/** A kind comes after those that it refers to; codes and what depends on all of a kind have their own places. */
const PLACED: ReadonlySet<RecordKind> = new Set([
  'project',
  'person',
  'document',
  'code',
  'entity',
  'annotation',
]);

const WRITTEN_AT_ONCE = 256;

type Fields = Record<string, FieldValue>;

/** Brings the records of a project to what all writes that count say of them. */
export class Settlement {
  readonly #parts: SettlementParts;
  readonly #anchoring: Anchoring;
  /** documents whose text is another than before, by a change or by one that was taken back */
  readonly #withOtherText = new Set<Id>();

  constructor(parts: SettlementParts) {
    this.#parts = parts;
    this.#anchoring = new Anchoring(parts.context.connection);
  }

  run(): void {
    for (const kind of ['project', 'person'] as const) this.#settleKind(kind);
    const documents = this.#settleDocuments();
    const finishCodes = settleAllCodes(this.#parts);
    this.#settleKind('entity');
    new MadeSettlement(this.#parts, this.#anchoring).run();
    this.#settleKind('annotation');
    for (const kind of RECORD_KINDS) {
      if (PLACED.has(kind)) continue;
      if (kind === 'comment') this.#settleComments();
      else if (kind === 'progress') this.#settleProgress();
      else this.#settleKind(kind);
    }
    if (this.#parts.decider.aliases.news > 0) this.#repoint();
    this.#anchorAnew();
    this.#revive(documents);
    finishCodes();
  }

  #put(kind: RecordKind, id: Id, fields: Fields): void {
    const changed = this.#parts.writer.put(kind, id, fields as RecordFields);
    if (kind === 'document' && changed !== 'made' && changed.includes('textId')) this.#withOtherText.add(id);
    this.#parts.outcome.note(kind, id, fields, changed);
  }

  #settleKind(kind: RecordKind): void {
    const ids = this.#parts.touches.get(kind)?.keys() ?? [];
    const fresh: (Fields & { readonly id: Id })[] = [];
    const told: (StoredLine | undefined)[] = [];
    const write = () => {
      this.#parts.writer.add(kind, fresh, told);
      for (const one of fresh) this.#parts.outcome.note(kind, one.id, one, 'made');
      fresh.length = 0;
      told.length = 0;
    };
    for (const decided of this.#parts.decider.decideAll(kind, ids)) {
      this.#parts.outcome.noteConflicts(kind, decided);
      const fields = this.#fieldsOf(kind, decided);
      if (decided.here) this.#put(kind, decided.id, fields);
      else {
        told.push(makingLine(kind, decided, fields));
        fresh.push(Object.assign(fields, { id: decided.id }));
      }
      if (fresh.length >= WRITTEN_AT_ONCE) write();
    }
    write();
  }

  #fieldsOf(kind: RecordKind, decided: Decided): Fields {
    const fields = this.#parts.decider.fieldsOf(kind, decided);
    if (kind === 'annotation') return this.#placed(decided.id, fields);
    // Two who moved one end each can have made it end where it begins.
    if (kind === 'relation' && fields.fromId === fields.toId) return { ...fields, deleted: true };
    return fields;
  }

  #placed(id: Id, fields: Fields): Fields {
    const { fields: placed, how } = this.#anchoring.place(fields);
    if (how === 'kept' || fields.deleted === true) return placed;
    if (how === 'found') this.#parts.outcome.reanchored++;
    else this.#parts.outcome.noteLost(id, fields);
    return placed;
  }

  /** Gives the documents that were decided, with all that are one with them. */
  #settleDocuments(): ReadonlyMap<Id, Decided> {
    const { context, decider, touches, knowledge, outcome, other } = this.#parts;
    const { connection } = context;
    const decided = new Map<Id, Decided>();
    const { textsBefore } = connection
      .prepare<{ textsBefore: number }>('SELECT coalesce(max(row), 0) AS textsBefore FROM text')
      .get() ?? { textsBefore: 0 };
    const decide = (id: Id) => {
      const known = decided.get(id) ?? decider.decide('document', id);
      if (known) decided.set(id, known);
      return known;
    };
    for (const id of touches.get('document')?.keys() ?? []) decide(id);
    for (const { folded, theirs } of decided.values()) {
      for (const { before, after } of theirs) {
        for (const textId of [before?.textId, after.textId]) {
          if (typeof textId === 'string') takeInText(other, connection, textId);
        }
      }
      const { textId } = folded.fields;
      if (typeof textId === 'string') takeInText(other, connection, textId);
    }
    uniteDocuments(connection, textsBefore, decided, decide, decider.aliases, knowledge, outcome);
    const oneWith = Map.groupBy(decider.aliases.given('document'), (id) =>
      decider.aliases.of('document', id),
    );
    for (const id of [...decided.keys()]) {
      const first = decider.aliases.of('document', id);
      for (const one of [first, ...(oneWith.get(first) ?? [])]) decide(one);
    }
    for (const one of decided.values()) {
      outcome.noteConflicts('document', one);
      const fields = decider.fieldsOf('document', one);
      const first = decider.aliases.of('document', one.id);
      const alike = (oneWith.get(first) ?? []).map((id) => decided.get(id));
      // Of documents that are one, as long as one is kept it is there.
      const kept = alike.some((member) => member?.folded.exists && member.folded.fields.deleted !== true);
      const deleted = first === one.id ? fields.deleted === true && !kept : true;
      this.#put('document', one.id, { ...fields, deleted });
    }
    return decided;
  }

  /** A thread is on one record: its answers are where its first comment is. */
  #settleComments(): void {
    const { context, decider, touches, outcome } = this.#parts;
    const ids = [...(touches.get('comment')?.keys() ?? [])];
    const answers = context.connection.prepare<{ id: Id }>(
      'SELECT id FROM comment WHERE thread_id = ? AND id <> thread_id',
    );
    for (const id of ids) for (const { id: answer } of answers.all(id)) touched(touches, 'comment', answer);
    const decided = [...(touches.get('comment')?.keys() ?? [])].flatMap((id) => {
      const one = decider.decide('comment', id);
      return one ? [one] : [];
    });
    const isHead = ({ id, folded }: Decided) => folded.fields.threadId === id;
    for (const one of [...decided.filter(isHead), ...decided.filter((each) => !isHead(each))]) {
      outcome.noteConflicts('comment', one);
      const fields = decider.fieldsOf('comment', one);
      const head = context.connection
        .prepare<{ targetKind: string; targetId: Id }>(
          'SELECT target_kind AS targetKind, target_id AS targetId FROM comment WHERE id = ?',
        )
        .get(fields.threadId as Id);
      this.#put('comment', one.id, { ...fields, ...(isHead(one) ? {} : head) });
    }
  }

  /** A person has one progress with a document: the one set last. */
  #settleProgress(): void {
    const { context, decider, touches } = this.#parts;
    const { connection } = context;
    const { aliases } = decider;
    const given = aliases.news > 0 ? aliases.given('document') : [];
    const ofDocument = connection.prepare<{ id: Id }>(
      `SELECT progress.id AS id FROM progress JOIN document ON document.row = progress.document WHERE document.id = ?`,
    );
    const ofPair = connection.prepare<{ id: Id }>(
      `SELECT progress.id AS id FROM progress JOIN document ON document.row = progress.document
         JOIN person ON person.row = progress.person WHERE document.id = ? AND person.id = ?`,
    );
    for (const id of given) for (const found of ofDocument.all(id)) touched(touches, 'progress', found.id);
    const decided = new Map<Id, { readonly one: Decided; readonly fields: Fields }>();
    const decide = (id: Id) => {
      const one = decided.has(id) ? undefined : decider.decide('progress', id);
      if (one) decided.set(id, { one, fields: decider.fieldsOf('progress', one) });
    };
    for (const id of touches.get('progress')?.keys() ?? []) decide(id);
    for (const { fields } of [...decided.values()]) {
      for (const { id } of ofPair.all(fields.documentId as Id, fields.personId as Id)) decide(id);
    }
    const pairs = Map.groupBy(decided.values(), ({ fields }) => `${fields.documentId} ${fields.personId}`);
    for (const pair of pairs.values()) {
      const setAt = ({ one }: { one: Decided }) => one.folded.decidedBy.get('status')?.clock ?? '';
      const [last, ...others] = pair
        .filter(({ fields }) => fields.deleted !== true)
        .sort((a, b) => (setAt(a) > setAt(b) ? -1 : 1));
      const gone = pair.filter(({ fields }) => fields.deleted === true);
      for (const { one, fields } of [...gone, ...others]) {
        this.#put('progress', one.id, { ...fields, deleted: true });
      }
      if (last) this.#put('progress', last.one.id, last.fields);
    }
  }

  /** Leads what refers to records that gave way to those that they gave way to. */
  #repoint(): void {
    const { context, decider, writer, outcome } = this.#parts;
    const { connection, identities } = context;
    for (const aliasKind of ['document', 'code', 'person'] as const satisfies readonly AliasKind[]) {
      const given = decider.aliases.given(aliasKind);
      if (given.length === 0) continue;
      const rows = JSON.stringify(given.map((id) => identities.find(aliasKind, id) ?? -1));
      for (const { kind, table, columns } of Object.values(recordTables)) {
        if (kind === 'code' || kind === 'progress') continue;
        for (const { column, field, refersTo } of columns) {
          const byRow = refersTo === aliasKind;
          if (!byRow && field !== 'targetId') continue;
          const found = connection
            .prepare<{ id: Id }>(
              `SELECT id FROM ${table} WHERE ${column} IN (SELECT value FROM json_each(?))`,
            )
            .all(byRow ? rows : JSON.stringify(given));
          for (const { id } of found) {
            const decided = decider.decide(kind, id);
            if (!decided) continue;
            const fields = this.#fieldsOf(kind, decided);
            outcome.note(kind, id, fields, writer.patch(kind, id, fields as RecordFields));
          }
        }
      }
    }
  }

  /** Annotations that were here, in documents whose text is another now. */
  #anchorAnew(): void {
    if (this.#withOtherText.size === 0) return;
    const { context, decider, gathered, touches } = this.#parts;
    const arrived = new Set(gathered.made.flatMap(({ makes }) => makes));
    for (const id of this.#withOtherText) {
      const row = context.identities.find('document', id) ?? -1;
      const found = context.connection
        .prepare<{ id: Id }>('SELECT id FROM annotation WHERE document = ?')
        .all(row);
      for (const annotation of found) {
        if (arrived.has(annotation.id) || touches.get('annotation')?.has(annotation.id)) continue;
        const decided = decider.decide('annotation', annotation.id);
        if (decided) this.#put('annotation', annotation.id, this.#fieldsOf('annotation', decided));
      }
    }
  }

  /** A document that was deleted by someone who did not know of all annotations in it stays. */
  #revive(documents: ReadonlyMap<Id, Decided>): void {
    const { context, decider, knowledge, outcome, touches } = this.#parts;
    const ids = new Set(documents.keys());
    const isDeleted = context.connection.prepare('SELECT 1 FROM document WHERE deleted = 1 LIMIT 1').get();
    for (const id of (isDeleted && touches.get('annotation')?.keys()) || []) {
      const document = context.connection
        .prepare<{ id: Id }>(
          `SELECT document.id AS id FROM annotation JOIN document ON document.row = annotation.document
           WHERE annotation.id = ? AND annotation.deleted = 0 AND document.deleted = 1`,
        )
        .get(id);
      if (document) ids.add(document.id);
    }
    for (const id of ids) {
      const decided = decider.decide('document', id);
      const deletion = decided?.folded.decidedBy.get('deleted');
      if (!decided?.folded.exists || !deletion || deletion.after.deleted !== true) continue;
      if (decider.aliases.of('document', id) !== id) continue;
      const row = context.identities.find('document', id) ?? -1;
      const annotations = context.connection
        .prepare<{ id: Id }>('SELECT id FROM annotation WHERE document = ? AND deleted = 0')
        .all(row);
      const unknown = annotations.some((annotation) => {
        const made = decider.decide('annotation', annotation.id)?.folded.made;
        return made !== undefined && knowledge.concurrent(made, deletion);
      });
      if (!unknown) continue;
      const fields: Fields = { ...decider.fieldsOf('document', decided), deleted: false };
      this.#put('document', id, fields);
      outcome.revived.push({ kind: 'document', id, name: String(fields.title) });
    }
  }
}
