import { isDeepStrictEqual } from 'node:util';
import type { Annotation } from '../../core/annotation/annotation.ts';
import type { AnnotationRun } from '../../core/annotation/run.ts';
import { CODE_COLOURS } from '../../core/codebook/colours.ts';
import { newId } from '../../core/ids.ts';
import type { DocumentRecord, Person } from '../../core/project/records.ts';
import { annotationInRun } from '../../formats/annotations/annotation-in-run.ts';
import type { ReadAnnotation, ReadDocument, ReadRecord } from '../../formats/annotations/reader.ts';
import type { StoreReader, WriteTransaction } from '../../store/types.ts';
import { FileKeys } from './file-keys.ts';
import { documentsWithText, isText } from './same-text.ts';
import { CodebookImport } from './set-codebook.ts';
import { LinkImport } from './set-links.ts';
import { ReviewImport } from './set-review.ts';
import { SetTally, type TargetDocument } from './set-tally.ts';

function isLike(there: Annotation, wanted: Annotation): boolean {
  return (
    there.documentId === wanted.documentId &&
    there.codeId === wanted.codeId &&
    there.personId === wanted.personId &&
    there.note === wanted.note &&
    there.status === wanted.status &&
    there.lost === wanted.lost &&
    there.entityId === wanted.entityId &&
    there.codeVersion === wanted.codeVersion &&
    isDeepStrictEqual(there.attributes, wanted.attributes) &&
    there.spans.length === wanted.spans.length &&
    there.spans.every((span, i) => span.start === wanted.spans[i]?.start && span.end === wanted.spans[i]?.end)
  );
}

/**
 * Brings the records of one annotated set into the project: ids are kept where they are free, what is here already is
 * left as it is, so that importing twice changes nothing. Knows the file's records by the file's ids.
 */
export class SetImport {
  readonly tally = new SetTally();
  readonly #keys = new FileKeys(this.tally);
  readonly #isForeign: boolean;
  readonly #codebook: CodebookImport;
  readonly #links: LinkImport;
  readonly #review = new ReviewImport(this.#keys, this.tally);
  #fresh: TargetDocument[] = [];

  /** `isForeign`: of another program, so that people and entities are known by what they are called */
  constructor(isForeign: boolean) {
    this.#isForeign = isForeign;
    this.#codebook = new CodebookImport(this.#keys, this.tally, isForeign);
    this.#links = new LinkImport(this.#keys, this.tally, isForeign);
  }

  /** Once the transaction that records were put in is committed. */
  committed(): void {
    this.tally.documents.push(...this.#fresh);
    this.#fresh = [];
    for (const target of this.#keys.touched()) {
      target.annotations += target.pending;
      target.relations += target.pendingRelations;
      target.pending = 0;
      target.pendingRelations = 0;
    }
  }

  /** Within a transaction; where that fails nothing more of the file can be imported. */
  put(tx: WriteTransaction, records: readonly ReadRecord[]): void {
    let annotations: ReadAnnotation[] = [];
    for (const record of records) {
      if (record.kind === 'annotation') {
        annotations.push(record.annotation);
        continue;
      }
      this.#annotations(tx, annotations);
      annotations = [];
      if (record.kind === 'annotations') this.#run(tx, record.run);
      else this.#other(tx, record);
    }
    this.#annotations(tx, annotations);
  }

  #other(
    tx: WriteTransaction,
    record: Exclude<ReadRecord, { readonly kind: 'annotation' | 'annotations' }>,
  ): void {
    switch (record.kind) {
      case 'document':
        this.#document(tx, record.document);
        break;
      case 'person':
        this.#person(tx, record.person);
        break;
      case 'code':
        this.#codebook.code(tx, record.code);
        break;
      case 'documentField':
        this.#codebook.field(tx, record.definition);
        break;
      case 'entity':
        this.#links.entity(tx, record.entity);
        break;
      case 'documentCode':
        this.#links.documentCode(tx, record.documentCode);
        break;
      case 'progress':
        this.#links.progress(tx, record.progress);
        break;
      case 'relation':
        this.#links.relation(tx, record.relation, record.line);
        break;
      case 'assignment':
        this.#review.assignment(tx, record.assignment);
        break;
      case 'verdict':
        this.#review.verdict(tx, record.verdict, record.line);
        break;
      case 'relationVerdict':
        this.#review.relationVerdict(tx, record.verdict, record.line);
        break;
      case 'comment':
        this.#links.comment(tx, record.comment, record.line);
        break;
      case 'memo':
        this.#links.memo(tx, record.memo);
        break;
      case 'problem':
        break;
    }
  }

  #person(tx: WriteTransaction, person: Person): void {
    const known = tx.persons();
    const name = person.name.toLowerCase();
    const here =
      known.find(({ id }) => id === person.id) ??
      (this.#isForeign ? known.find((each) => each.name.toLowerCase() === name) : undefined);
    // A newer program may have more colours.
    if (!here) tx.putPerson({ ...person, colour: person.colour % CODE_COLOURS.length });
    this.#keys.addPerson(person.id, here?.id ?? person.id);
  }

  #document(tx: WriteTransaction, read: ReadDocument): void {
    const there = this.#standIn(tx, read);
    const document = there ?? this.#makeDocument(tx, read);
    const target: TargetDocument = {
      id: document.id,
      title: document.title,
      length: read.structured.text.length,
      made: there === undefined,
      annotations: 0,
      relations: 0,
      pending: 0,
      pendingRelations: 0,
    };
    this.#keys.addDocument(read.id, target);
    this.#fresh.push(target);
  }

  /** The document that is here already: of the same id and text, else of the same text. */
  #standIn(
    read: StoreReader,
    { id, title, textSha256, structured }: ReadDocument,
  ): DocumentRecord | undefined {
    const free = documentsWithText(read, textSha256, structured.text).filter(
      (document) => !this.#keys.target(document.id),
    );
    return (
      free.find((document) => document.id === id) ??
      free.find((document) => document.title === title) ??
      free[0]
    );
  }

  #makeDocument(tx: WriteTransaction, read: ReadDocument): DocumentRecord {
    const { textSha256, structured, original, ...metadata } = read;
    const text = tx.putText({ structured, source: original });
    const sameId = tx.document(read.id);
    // One that was deleted (an import that was undone) comes back; one with another text keeps its id to itself.
    const isFree = !sameId || (sameId.deleted && isText(tx, sameId.textId, textSha256, structured.text));
    const document = {
      ...metadata,
      attributes: this.#keys.fieldValues(tx, read.attributes),
      id: isFree ? read.id : newId(),
      textId: text.id,
      deleted: false,
    };
    tx.putDocument(document);
    return document;
  }

  /** Together, because a set has little else. */
  #annotations(tx: WriteTransaction, read: readonly ReadAnnotation[]): void {
    if (read.length === 0) return;
    const wanted = read.map((annotation) => this.#inProject(tx, annotation));
    const there = new Set(tx.addAnnotations(wanted));
    for (const annotation of wanted) {
      const target = this.#keys.target(annotation.documentId);
      if (!target) throw new Error(`The document ${annotation.documentId} is not one of this import.`);
      if (there.has(annotation) && !this.#comesBack(tx, annotation, target)) continue;
      target.pending += 1;
    }
  }

  /** What is asked for each annotation is asked once for a run. */
  #run(tx: WriteTransaction, read: AnnotationRun): void {
    const keys = this.#keys;
    const target = keys.document(read.documentId);
    const run = {
      ...read,
      documentId: target.id,
      codes: read.codes.map(({ id, version }) => ({
        id: keys.code(id),
        version: keys.coded(tx, id, { codeVersion: version, attributes: {} }).codeVersion,
      })),
      personIds: read.personIds.map((id) => keys.person(id)),
    };
    const taken = tx.addAnnotationRun(run);
    target.pending += run.count - taken.length;
    for (const place of taken) {
      const wanted = { ...annotationInRun(run, place), deleted: false };
      if (this.#comesBack(tx, wanted, target)) target.pending += 1;
    }
  }

  #inProject(tx: WriteTransaction, read: ReadAnnotation): Annotation {
    const keys = this.#keys;
    const { codeVersion, attributes } = keys.coded(tx, read.codeId, read);
    // Field by field, in one order: there are a million of them.
    return {
      id: read.id,
      documentId: keys.document(read.documentId).id,
      personId: keys.person(read.personId),
      codeId: keys.code(read.codeId),
      spans: read.spans,
      codeVersion,
      attributes,
      status: read.status,
      entityId: read.entityId === null ? null : keys.entity(read.entityId),
      note: read.note,
      lost: read.lost,
      createdAt: read.createdAt,
      updatedAt: read.updatedAt,
      deleted: false,
    };
  }

  /** Whether an annotation whose id is in the project already was deleted there, itself or with its document. */
  #comesBack(tx: WriteTransaction, wanted: Annotation, target: TargetDocument): boolean {
    const there = tx.annotation(wanted.id);
    if (!there || there.deleted) {
      tx.putAnnotation(wanted);
      return true;
    }
    if (isLike(there, wanted)) return target.made;
    this.tally.differs('annotation');
    return false;
  }
}
