import type { z } from 'zod';
import type { AttributeDefinition } from '../../../core/attribute/attribute.ts';
import type { CodeKind } from '../../../core/codebook/code.ts';
import type { Id } from '../../../core/ids.ts';
import { namesWhatStands, type VerdictDecision } from '../../../core/review/verdict.ts';
import type {
  ReadCode,
  ReadComment,
  ReadDocumentCode,
  ReadMemo,
  ReadRecord,
  ReadRelation,
} from '../reader.ts';
import { fault, malformed, type RecordPlace } from './malformed.ts';
import { checked, type RawRecord } from './parse-line.ts';
import {
  assignmentSchema,
  codeSchema,
  commentSchema,
  definitionSchema,
  documentCodeSchema,
  entitySchema,
  memoSchema,
  personSchema,
  progressSchema,
  relationSchema,
  relationVerdictSchema,
  verdictSchema,
} from './records.ts';
import type { References } from './references.ts';
import { readDefinitions, readValues, type Tell } from './values.ts';

/** What a code of the file asks, for checking what is put under it. */
export type KnownCode = Pick<ReadCode, 'kind' | 'version' | 'attributes' | 'path'>;

/** Reads the records that are neither documents nor annotations, against those that came before. */
export class RecordReaders {
  readonly #references: References;
  readonly #tell: Tell;
  readonly #codes = new Map<string, KnownCode>();
  readonly #documentFields: AttributeDefinition[] = [];
  /** codes that others name as a parent or an end and that have not come yet, with a line that named each */
  readonly #awaited = new Map<string, RecordPlace>();
  /** the thread that comments are being read of, with what it is on */
  #thread: Pick<ReadComment, 'id' | 'targetKind' | 'targetId'> | null = null;

  constructor(references: References, tell: Tell) {
    this.#references = references;
    this.#tell = tell;
  }

  get documentFields(): readonly AttributeDefinition[] {
    return this.#documentFields;
  }

  /** The code, of this kind. Raises `record-unknown-reference`, `code-kind-refused`; null where it was refused, which has been told. */
  codeFor(kind: CodeKind, id: unknown, place: RecordPlace): KnownCode | null {
    if (!this.#references.has('code', id, place)) return null;
    const code = this.#codes.get(id as string);
    if (code?.kind === kind) return code;
    throw fault('code-kind-refused', `This code is not for a ${kind}.`, place, 'code');
  }

  /** The same, where it is known and of this kind. */
  knownCode(kind: CodeKind, id: string): KnownCode | undefined {
    const code = this.#references.state('code', id) === 'read' ? this.#codes.get(id) : undefined;
    return code?.kind === kind ? code : undefined;
  }

  person(raw: RawRecord, place: RecordPlace): ReadRecord {
    return { kind: 'person', line: place.line, person: checked(personSchema, raw, place) };
  }

  entity(raw: RawRecord, place: RecordPlace): ReadRecord {
    return { kind: 'entity', line: place.line, entity: checked(entitySchema, raw, place) };
  }

  /** Raises `attribute-definition-invalid`. */
  documentField(raw: RawRecord, place: RecordPlace): ReadRecord {
    const wanted = checked(definitionSchema, raw, place);
    const all = readDefinitions([...this.#documentFields, wanted], this.#references, place, this.#tell);
    const definition = all.at(-1) ?? wanted;
    this.#documentFields.push(definition);
    return { kind: 'documentField', line: place.line, definition };
  }

  /** Raises `record-unknown-reference` (parent), `attribute-definition-invalid`, `code-kind-refused` (ends). */
  code(raw: RawRecord, place: RecordPlace): ReadRecord {
    const { parent, otherParents, attributes: wanted, ...code } = checked(codeSchema, raw, place);
    if (parent !== null && this.#references.state('code', parent) !== 'read') {
      const message = 'The code above this one does not come before it, or was left out.';
      throw fault('record-unknown-reference', message, place, 'parent');
    }
    if ((code.kind === 'relation') !== (code.ends !== null)) {
      throw fault('code-kind-refused', 'A code has ends where it is for relations.', place, 'ends');
    }
    const attributes = readDefinitions(wanted, this.#references, place, this.#tell);
    for (const id of [...otherParents, ...(code.ends?.from ?? []), ...(code.ends?.to ?? [])]) {
      if (this.#references.state('code', id) !== 'read') this.#awaited.set(id, place);
    }
    this.#codes.set(code.id, { kind: code.kind, version: code.version, attributes, path: code.path });
    return {
      kind: 'code',
      line: place.line,
      code: { ...code, attributes, parentId: parent, otherParentIds: otherParents },
    };
  }

  documentCode(raw: RawRecord, place: RecordPlace): ReadRecord | null {
    const read = checked(documentCodeSchema, raw, place);
    if (!this.#references.has('document', read.document, place)) return null;
    const coded = this.#coded('document', read, place);
    if (!coded) return null;
    const documentCode: ReadDocumentCode = { ...coded, documentId: read.document };
    return { kind: 'documentCode', line: place.line, documentCode };
  }

  /** Raises `relation-to-itself`. */
  relation(raw: RawRecord, place: RecordPlace): ReadRecord | null {
    const read = checked(relationSchema, raw, place);
    if (read.from === read.to) {
      throw fault('relation-to-itself', 'The relation connects an annotation with itself.', place, 'to');
    }
    const coded = this.#coded('relation', read, place);
    if (!coded) return null;
    const relation: ReadRelation = { ...coded, fromId: read.from, toId: read.to, note: read.note };
    return { kind: 'relation', line: place.line, relation };
  }

  progress(raw: RawRecord, place: RecordPlace): ReadRecord | null {
    const { document, person, ...progress } = checked(progressSchema, raw, place);
    if (!this.#references.has('document', document, place)) return null;
    if (!this.#references.has('person', person, place)) return null;
    return {
      kind: 'progress',
      line: place.line,
      progress: { ...progress, documentId: document, personId: person },
    };
  }

  assignment(raw: RawRecord, place: RecordPlace): ReadRecord | null {
    const { document, person, ...assignment } = checked(assignmentSchema, raw, place);
    if (!this.#references.has('document', document, place)) return null;
    if (!this.#references.has('person', person, place)) return null;
    return {
      kind: 'assignment',
      line: place.line,
      assignment: { ...assignment, documentId: document, personId: person },
    };
  }

  verdict(raw: RawRecord, place: RecordPlace): ReadRecord | null {
    const { annotation, ...line } = checked(verdictSchema, raw, place);
    const judgement = this.#judgement(line, 'annotation', annotation, place);
    if (!judgement) return null;
    return { kind: 'verdict', line: place.line, verdict: { ...judgement, annotationId: annotation } };
  }

  relationVerdict(raw: RawRecord, place: RecordPlace): ReadRecord | null {
    const { relation, ...line } = checked(relationVerdictSchema, raw, place);
    const judgement = this.#judgement(line, 'relation', relation, place);
    if (!judgement) return null;
    return { kind: 'relationVerdict', line: place.line, verdict: { ...judgement, relationId: relation } };
  }

  /** What all verdicts say, whatever they are on; null where their person is unknown. */
  #judgement<Line extends { person: Id; result: Id | null; decision: VerdictDecision }>(
    { person, result, ...said }: Line,
    what: string,
    judgedId: Id,
    place: RecordPlace,
  ) {
    if (!namesWhatStands({ decision: said.decision, resultId: result }, judgedId))
      throw malformed(`A verdict names what stands for the ${what}.`, place, 'result');
    if (!this.#references.has('person', person, place)) return null;
    return { ...said, resultId: result, personId: person };
  }

  comment(raw: RawRecord, place: RecordPlace): ReadRecord | null {
    const { target, thread, person, ...read } = checked(commentSchema, raw, place);
    if (!this.#references.has('person', person, place)) return null;
    if (!this.#isThere(read.targetKind, target, place)) return null;
    const comment: ReadComment = { ...read, targetId: target, threadId: thread, personId: person };
    if (comment.id === thread) this.#thread = comment;
    else this.#checkReply(comment, place);
    return { kind: 'comment', line: place.line, comment };
  }

  memo(raw: RawRecord, place: RecordPlace): ReadRecord | null {
    const { target, person, ...read } = checked(memoSchema, raw, place);
    if (!this.#references.has('person', person, place)) return null;
    if (read.targetKind === 'project') {
      const memo: ReadMemo = { ...read, targetId: null, personId: person };
      return { kind: 'memo', line: place.line, memo };
    }
    if (!this.#isThere(read.targetKind, target, place)) return null;
    return { kind: 'memo', line: place.line, memo: { ...read, targetId: target, personId: person } };
  }

  /** Codes that were named and never came: those who named them are read without. */
  *missingCodes(): Generator<ReturnType<typeof fault>> {
    for (const [id, place] of this.#awaited) {
      if (this.#references.state('code', id) === 'read') continue;
      const message = `The code ${id}, which this one names, is not in the file; it was left out there.`;
      yield fault('record-unknown-reference', message, place, 'otherParents');
    }
  }

  /** Whether what a comment or memo is on has been read; that an annotation has is for the receiver to see. */
  #isThere(
    kind: ReadComment['targetKind'] | ReadMemo['targetKind'],
    id: unknown,
    place: RecordPlace,
  ): boolean {
    if (kind === 'annotation') return true;
    if (kind === 'project') return false;
    return this.#references.has(kind, id, place);
  }

  #checkReply({ threadId, targetKind, targetId, resolved }: ReadComment, place: RecordPlace): void {
    const thread = this.#thread;
    if (thread?.id !== threadId) {
      const message = 'An answer comes after the comment that began its thread; this one stands elsewhere.';
      throw fault('record-unknown-reference', message, place, 'thread');
    }
    if (resolved || thread.targetKind !== targetKind || thread.targetId !== targetId) {
      const message = 'An answer is on the same record as its thread, and does not close it.';
      throw malformed(message, place, 'thread');
    }
  }

  #coded(
    kind: CodeKind,
    read: z.output<typeof documentCodeSchema> | z.output<typeof relationSchema>,
    place: RecordPlace,
  ): Omit<ReadDocumentCode, 'documentId'> | null {
    const code = this.codeFor(kind, read.code, place);
    if (!code || !this.#references.has('person', read.person, place)) return null;
    const { id, createdAt, updatedAt } = read;
    return {
      id,
      codeId: read.code,
      personId: read.person,
      codeVersion: read.codeVersion ?? code.version,
      attributes: readValues(read.attributes, code.attributes, this.#references, place, this.#tell),
      createdAt,
      updatedAt,
    };
  }
}
