import { isDeepStrictEqual } from 'node:util';
import type { DocumentCode } from '../../core/annotation/document-code.ts';
import type { Comment, Memo } from '../../core/discussion/discussion.ts';
import type { Entity } from '../../core/entity/entity.ts';
import type { ErrorValue } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { Progress } from '../../core/project/records.ts';
import type { Relation } from '../../core/relation/relation.ts';
import type {
  ReadComment,
  ReadDocumentCode,
  ReadEntity,
  ReadMemo,
  ReadRelation,
} from '../../formats/annotations/reader.ts';
import type { StoreReader, WriteTransaction } from '../../store/types.ts';
import type { FileKeys } from './file-keys.ts';
import type { DifferingKind, SetTally } from './set-tally.ts';

interface Dated {
  readonly createdAt?: string;
  readonly updatedAt: string;
}

/** Whether two records say the same, whenever they were written. */
export function saysTheSame<R extends Dated>(a: R, b: R): boolean {
  const { createdAt: _, updatedAt: __, ...left } = a;
  const { createdAt: ___, updatedAt: ____, ...right } = b;
  return isDeepStrictEqual(left, right);
}

/** Whether the annotation is there, and in a document that is. */
export function shownAnnotation(read: StoreReader, id: Id): { readonly documentId: Id } | null {
  const annotation = read.annotation(id);
  if (!annotation || annotation.deleted) return null;
  const document = read.document(annotation.documentId);
  return document && !document.deleted ? annotation : null;
}

export function missing(recordKind: string, recordId: Id, message: string): ErrorValue {
  return { code: 'record-unknown-reference', message, place: { recordKind, recordId } };
}

/** The entity here that one of a foreign set is: of the same identifier, else, where it has none, of the same name and kind. */
function namesake(read: StoreReader, { name, kind, identifiers }: ReadEntity): Entity | undefined {
  const wanted = new Set(identifiers.map(({ scheme, value }) => `${scheme} ${value}`));
  return read
    .entities()
    .find((entity) =>
      wanted.size > 0
        ? entity.identifiers.some(({ scheme, value }) => wanted.has(`${scheme} ${value}`))
        : entity.name.toLowerCase() === name.toLowerCase() &&
          entity.kind.toLowerCase() === kind.toLowerCase(),
    );
}

/** Brings a file's entities, relations, document codes, progress, comments and memos into the project. */
export class LinkImport {
  readonly #keys: FileKeys;
  readonly #tally: SetTally;
  readonly #isForeign: boolean;

  constructor(keys: FileKeys, tally: SetTally, isForeign: boolean) {
    this.#keys = keys;
    this.#tally = tally;
    this.#isForeign = isForeign;
  }

  /** Whether the record is to be written: it is not here, or is deleted. One that is here in another state stays, and is counted. */
  #isNew<R extends Dated & { readonly deleted: boolean }>(
    kind: DifferingKind,
    there: R | undefined,
    wanted: R,
  ): boolean {
    if (!there || (there.deleted && !wanted.deleted)) return true;
    if (!saysTheSame(there, wanted)) this.#tally.differs(kind);
    return false;
  }

  entity(tx: WriteTransaction, read: ReadEntity): void {
    const entity: Entity = { ...read, deleted: false };
    const here = this.#isForeign ? namesake(tx, read) : undefined;
    this.#keys.addEntity(read.id, here?.id ?? read.id);
    if (here) return;
    if (this.#isNew('entity', tx.entity(read.id), entity)) tx.putEntity(entity);
  }

  documentCode(tx: WriteTransaction, read: ReadDocumentCode): void {
    const keys = this.#keys;
    const documentCode: DocumentCode = {
      ...read,
      ...keys.coded(tx, read.codeId, read),
      documentId: keys.document(read.documentId).id,
      personId: keys.person(read.personId),
      codeId: keys.code(read.codeId),
      deleted: false,
    };
    const { documentId, personId, codeId } = documentCode;
    const twin = tx
      .documentCodes(documentId)
      .find((other) => other.personId === personId && other.codeId === codeId && other.id !== read.id);
    // A person says it of a document once.
    if (twin) {
      if (!isDeepStrictEqual(twin.attributes, documentCode.attributes)) this.#tally.differs('documentCode');
      return;
    }
    if (this.#isNew('documentCode', tx.documentCode(read.id), documentCode)) tx.putDocumentCode(documentCode);
  }

  progress(tx: WriteTransaction, read: Progress): void {
    const documentId = this.#keys.document(read.documentId).id;
    const personId = this.#keys.person(read.personId);
    const there = tx.progress(documentId, personId);
    if (!there) tx.putProgress({ ...read, documentId, personId });
    else if (there.status !== read.status) this.#tally.differs('progress');
  }

  relation(tx: WriteTransaction, read: ReadRelation, line: number): void {
    const keys = this.#keys;
    const from = shownAnnotation(tx, read.fromId);
    const absent = from ? (shownAnnotation(tx, read.toId) ? null : read.toId) : read.fromId;
    if (!from || absent !== null) {
      const message = `The annotation ${absent}, which the relation connects, is not in the project.`;
      this.#tally.problem(line, missing('relation', read.id, message));
      return;
    }
    const relation: Relation = {
      ...read,
      ...keys.coded(tx, read.codeId, read),
      personId: keys.person(read.personId),
      codeId: keys.code(read.codeId),
      deleted: false,
    };
    if (!this.#isNew('relation', tx.relation(read.id), relation)) return;
    tx.putRelation(relation);
    const target = keys.target(from.documentId);
    if (target) target.pendingRelations += 1;
  }

  comment(tx: WriteTransaction, read: ReadComment, line: number): void {
    const targetId = this.#targetOf(tx, read.targetKind, read.targetId);
    const head = read.threadId === read.id || tx.comment(read.threadId)?.targetId === targetId;
    if (targetId === null || !head) {
      const message = 'What the comment is on is not in the project.';
      this.#tally.problem(line, missing('comment', read.id, message));
      return;
    }
    const comment: Comment = { ...read, targetId, personId: this.#keys.person(read.personId) };
    const there = tx.comment(read.id);
    // What a deleted one said is not in the file.
    const alike = there?.deleted && comment.deleted ? { ...comment, body: there.body } : comment;
    if (this.#isNew('comment', there, alike)) tx.putComment(comment);
  }

  memo(tx: WriteTransaction, read: ReadMemo): void {
    const targetId = this.#targetOf(tx, read.targetKind, read.targetId);
    if (targetId === null) throw new Error(`What the memo ${read.id} is on has not come yet.`);
    const memo: Memo = { ...read, targetId, personId: this.#keys.person(read.personId), deleted: false };
    if (this.#isNew('memo', tx.memo(read.id), memo)) tx.putMemo(memo);
  }

  /** The record of the project that stands for what a comment or memo is on; null where it is not there. */
  #targetOf(tx: StoreReader, kind: Comment['targetKind'] | Memo['targetKind'], id: string | null): Id | null {
    if (id === null || kind === 'project') return tx.project().id;
    if (kind === 'annotation') return shownAnnotation(tx, id) ? id : null;
    if (kind === 'document') return this.#keys.document(id).id;
    return kind === 'code' ? this.#keys.code(id) : this.#keys.entity(id);
  }
}
