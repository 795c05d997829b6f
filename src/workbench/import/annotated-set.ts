import type { Annotation } from '../../core/annotation/annotation.ts';
import { CODE_COLOURS } from '../../core/codebook/colours.ts';
import { type Id, newId } from '../../core/ids.ts';
import type { DocumentRecord, Person } from '../../core/project/records.ts';
import type { ReadAnnotation, ReadCode, ReadDocument, ReadRecord } from '../../formats/annotations/reader.ts';
import type { StoreReader, WriteTransaction } from '../../store/types.ts';
import { mapCode } from './code-mapping.ts';
import { documentsWithText, isText } from './same-text.ts';

/** The document of the project that stands for one of the file. */
export interface TargetDocument {
  readonly id: Id;
  readonly title: string;
  readonly length: number;
  /** made by this import; else it was here already */
  readonly made: boolean;
  /** made by transactions that have been committed */
  annotations: number;
  /** made by the one that runs */
  pending: number;
}

/** What became of the records of a file, as far as they are committed. */
export interface SetTally {
  readonly documents: readonly TargetDocument[];
  /** annotations that are here already in another state and were left so */
  readonly annotationsDiffering: number;
  readonly codesDiffering: number;
  /** codes of the file taken for codes of the same path that have another id here */
  readonly codesByPath: number;
  /** keys that other codes have here */
  readonly keysLost: number;
}

function isLike(there: Annotation, wanted: Annotation): boolean {
  return (
    there.documentId === wanted.documentId &&
    there.codeId === wanted.codeId &&
    there.personId === wanted.personId &&
    there.note === wanted.note &&
    there.spans.length === wanted.spans.length &&
    there.spans.every((span, i) => span.start === wanted.spans[i]?.start && span.end === wanted.spans[i]?.end)
  );
}

/**
 * Brings the records of one annotated set into the project: ids are kept where they are free, what is here already is
 * left as it is, so that importing twice changes nothing. Knows the file's records by the file's ids.
 */
export class SetImport {
  readonly #persons = new Map<string, Id>();
  readonly #codes = new Map<string, Id>();
  readonly #documents = new Map<string, TargetDocument>();
  /** the same by the ids of the project: none stands for two of the file */
  readonly #targets = new Map<Id, TargetDocument>();
  readonly #tally = { annotationsDiffering: 0, codesDiffering: 0, codesByPath: 0, keysLost: 0 };
  readonly #committed: TargetDocument[] = [];
  #fresh: TargetDocument[] = [];
  readonly #touched = new Set<TargetDocument>();

  get tally(): SetTally {
    return { documents: this.#committed, ...this.#tally };
  }

  /** Once the transaction that records were put in is committed. */
  committed(): void {
    for (const target of this.#touched) {
      target.annotations += target.pending;
      target.pending = 0;
    }
    this.#touched.clear();
    this.#committed.push(...this.#fresh);
    this.#fresh = [];
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
      this.#other(tx, record);
    }
    this.#annotations(tx, annotations);
  }

  #other(tx: WriteTransaction, record: Exclude<ReadRecord, { readonly kind: 'annotation' }>): void {
    switch (record.kind) {
      case 'document':
        this.#document(tx, record.document);
        break;
      case 'code':
        this.#code(tx, record.code);
        break;
      case 'person':
        this.#person(tx, record.person);
        break;
      case 'problem':
        break;
    }
  }

  #person(tx: WriteTransaction, person: Person): void {
    if (!tx.persons().some((known) => known.id === person.id)) {
      // A newer program may have more colours.
      tx.putPerson({ ...person, colour: person.colour % CODE_COLOURS.length });
    }
    this.#persons.set(person.id, person.id);
  }

  #code(tx: WriteTransaction, read: ReadCode): void {
    const parentId = read.parentId === null ? null : idIn(this.#codes, read.parentId);
    const { id, how, lostKey } = mapCode(tx, read, parentId);
    this.#codes.set(read.id, id);
    if (how === 'differs') this.#tally.codesDiffering += 1;
    if (how === 'same-path') this.#tally.codesByPath += 1;
    if (lostKey !== null) this.#tally.keysLost += 1;
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
      pending: 0,
    };
    this.#documents.set(read.id, target);
    this.#targets.set(document.id, target);
    this.#fresh.push(target);
  }

  /** The document that is here already: of the same id and text, else of the same text. */
  #standIn(
    read: StoreReader,
    { id, title, textSha256, structured }: ReadDocument,
  ): DocumentRecord | undefined {
    const free = documentsWithText(read, textSha256, structured.text).filter(
      (document) => !this.#targets.has(document.id),
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
    const document = { ...metadata, id: isFree ? read.id : newId(), textId: text.id, deleted: false };
    tx.putDocument(document);
    return document;
  }

  /** Together, because a set has little else. */
  #annotations(tx: WriteTransaction, read: readonly ReadAnnotation[]): void {
    if (read.length === 0) return;
    const wanted = read.map((annotation) => this.#inProject(annotation));
    const there = new Set(tx.addAnnotations(wanted));
    for (const annotation of wanted) {
      const target = this.#targets.get(annotation.documentId);
      if (!target) throw new Error(`The document ${annotation.documentId} is not one of this import.`);
      if (there.has(annotation) && !this.#comesBack(tx, annotation, target)) continue;
      target.pending += 1;
      this.#touched.add(target);
    }
  }

  #inProject(read: ReadAnnotation): Annotation {
    const target = this.#documents.get(read.documentId);
    if (!target) throw new Error(`The document ${read.documentId} of the file has not come yet.`);
    return {
      id: read.id,
      documentId: target.id,
      personId: idIn(this.#persons, read.personId),
      codeId: idIn(this.#codes, read.codeId),
      spans: read.spans,
      note: read.note,
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
    this.#tally.annotationsDiffering += 1;
    return false;
  }
}

function idIn(ids: ReadonlyMap<string, Id>, key: string): Id {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`The record ${key} of the file has not come yet.`);
  return id;
}
