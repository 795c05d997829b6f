import { createHash } from 'node:crypto';
import type { Annotation } from '../../../core/annotation/annotation.ts';
import { notPacked } from '../../../core/annotation/packed.ts';
import type { Id } from '../../../core/ids.ts';
import type { TextRecord } from '../../../core/project/records.ts';
import { relationStanding, standingBy } from '../../../core/review/standing.ts';
import { type Trace, traceAnnotations, traceRelations } from '../../../core/review/trace.ts';
import { chunksOf } from '../../../core/text/chunks.ts';
import { codePointLength } from '../../../core/text/offsets.ts';
import {
  compareDocuments,
  compareEntities,
  compareMemos,
  comparePersons,
  inDocumentCodeOrder,
  inPersonOrder,
  inSetOrder,
  inTreeOrder,
} from '../order.ts';
import type { ExportSource, Reviewed, SourceDocument } from '../source.ts';
import type { AnnotatedSet } from './arbitrary-set.ts';

/** Who made any of it. */
function makersIn(set: AnnotatedSet): ReadonlySet<Id> {
  const records = [
    set.annotations,
    set.documentCodes,
    set.progress,
    set.assignments,
    set.relations,
    set.verdicts,
    set.relationVerdicts,
    set.comments,
    set.memos,
  ].flat();
  return new Set(records.map(({ personId }) => personId));
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The set as a writer is handed it. */
export function sourceOf(set: AnnotatedSet): ExportSource {
  const orderedCodes = inTreeOrder(set.codes);
  const standing = standingBy(set.verdicts, set.relationVerdicts);
  const trace = traceAnnotations(
    standing,
    (id) => set.annotations.find((annotation) => annotation.id === id)?.personId,
  );
  const traceRelation = traceRelations(
    standing,
    (id) => set.relations.find((relation) => relation.id === id)?.personId,
  );
  const named = ({ verdict, isAdjudicated, saidBy }: Trace): Reviewed => {
    const nameOf = (personId: Id) => set.persons.find((person) => person.id === personId)?.name ?? '';
    const reviewer = verdict ? nameOf(verdict.personId) : '';
    return { verdict, reviewer, isAdjudicated, saidBy: saidBy.map(nameOf) };
  };
  const used = makersIn(set);
  const orderedPersons = set.persons.filter((person) => used.has(person.id)).sort(comparePersons);
  const texts = new Map(set.documents.map((document) => [document.record.id, document]));
  const entries = set.documents.map(({ record, structured: text, original }): SourceDocument => {
    const { bytes, ...read } = original;
    const described: TextRecord = {
      ...read,
      id: record.id,
      sha256: sha256(text.text),
      length: text.text.length,
      codePoints: codePointLength(text.text),
      blockCount: text.blocks.length,
      chunkCount: [...chunksOf(text)].length,
      sourceSha256: sha256(bytes),
    };
    return { document: { ...record, textId: record.id }, text: described };
  });
  const annotationsOf = (documentId: Id) => {
    const mine = set.annotations.filter((annotation) => annotation.documentId === documentId);
    const first = (annotation: Annotation): number => annotation.spans[0]?.start ?? 0;
    const last = (annotation: Annotation): number => annotation.spans.at(-1)?.end ?? 0;
    mine.sort((a, b) => Number(a.lost) - Number(b.lost) || first(a) - first(b) || last(b) - last(a));
    return inSetOrder(mine, orderedCodes, orderedPersons);
  };
  return {
    generator: 'Glossator 0.0.0',
    persons: orderedPersons,
    codes: orderedCodes,
    entities: [...set.entities].sort(compareEntities),
    documentFields: set.documentFields,
    memos: [...set.memos].sort(compareMemos),
    documentCodes: (documentId) => {
      const mine = set.documentCodes.filter((each) => each.documentId === documentId);
      return inDocumentCodeOrder(mine, orderedCodes, orderedPersons);
    },
    progress: (documentId) => {
      const mine = set.progress.filter((each) => each.documentId === documentId);
      return inPersonOrder(mine, orderedPersons);
    },
    annotation: (id) => set.annotations.find((annotation) => annotation.id === id),
    commentCount: (id) =>
      set.comments.filter((comment) => comment.targetId === id && !comment.deleted).length,
    assignments: (documentId) => {
      const mine = set.assignments.filter((each) => each.documentId === documentId);
      return inPersonOrder(mine, orderedPersons);
    },
    relations: () => set.relations,
    verdicts: () => set.verdicts,
    relationVerdicts: () => set.relationVerdicts,
    comments: () => set.comments,
    reviewed: (id) => named(trace(id)),
    reviewedRelation: (relation) =>
      named({
        ...traceRelation(relation.id),
        isAdjudicated: relationStanding(relation, standing) !== null,
      }),
    adjudicatedOnly: false,
    documents: () => entries.sort(compareDocuments),
    chunks: (textId) => chunksOf(texts.get(textId)?.structured ?? { text: '', blocks: [], marks: [] }),
    originalBytes: (hash) =>
      set.documents.map(({ original }) => original.bytes).find((bytes) => sha256(bytes) === hash) ??
      new Uint8Array(),
    annotations: annotationsOf,
    packedAnnotations: (documentId) => Array.from(annotationsOf(documentId), notPacked),
  };
}
