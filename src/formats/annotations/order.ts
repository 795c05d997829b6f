import type { Annotation } from '../../core/annotation/annotation.ts';
import { hull } from '../../core/annotation/annotation.ts';
import type { DocumentCode } from '../../core/annotation/document-code.ts';
import type { PackedAnnotation } from '../../core/annotation/packed.ts';
import type { TreeCode } from '../../core/codebook/tree.ts';
import type { Memo } from '../../core/discussion/discussion.ts';
import type { Entity } from '../../core/entity/entity.ts';
import type { Id } from '../../core/ids.ts';
import type { Person } from '../../core/project/records.ts';
import type { TextRange } from '../../core/text/structure.ts';
import type { PathedCode, SourceDocument } from './source.ts';

/**
 * The order of an annotated set in a file. It depends on content alone, never on ids (but between records that are
 * alike in everything else) nor on the machine's language: two projects that hold the same are written the same.
 * Texts are compared by UTF-16 code units.
 */

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** By name, then colour. */
export function comparePersons(a: Person, b: Person): number {
  return compareTexts(a.name, b.name) || a.colour - b.colour || compareTexts(a.id, b.id);
}

/** By name, then what else is known of them. */
export function compareEntities(a: Entity, b: Entity): number {
  return (
    compareTexts(a.name, b.name) ||
    compareTexts(a.kind, b.kind) ||
    compareTexts(a.description, b.description) ||
    compareTexts(a.aliases.join('\n'), b.aliases.join('\n')) ||
    compareTexts(a.createdAt, b.createdAt) ||
    compareTexts(a.id, b.id)
  );
}

/** By what they are on, title, text and time. */
export function compareMemos(a: Memo, b: Memo): number {
  return (
    compareTexts(a.targetKind, b.targetKind) ||
    compareTexts(a.title, b.title) ||
    compareTexts(a.body, b.body) ||
    compareTexts(a.createdAt, b.createdAt) ||
    compareTexts(a.id, b.id)
  );
}

/** Of one document: by code (in the codebook's order), person's name and time. */
export function inDocumentCodeOrder(
  documentCodes: readonly DocumentCode[],
  codes: readonly PathedCode[],
  persons: readonly Person[],
): readonly DocumentCode[] {
  const codePlace = new Map<Id, number>(codes.map((code, place) => [code.id, place]));
  const personPlace = new Map<Id, number>(persons.map((person, place) => [person.id, place]));
  return documentCodes.toSorted(
    (a, b) =>
      (codePlace.get(a.codeId) ?? 0) - (codePlace.get(b.codeId) ?? 0) ||
      (personPlace.get(a.personId) ?? 0) - (personPlace.get(b.personId) ?? 0) ||
      compareTexts(a.createdAt, b.createdAt) ||
      compareTexts(a.id, b.id),
  );
}

/** Of one document, one for each person: by person's name. */
export function inPersonOrder<R extends { readonly personId: Id }>(
  records: readonly R[],
  persons: readonly Person[],
): readonly R[] {
  const personPlace = new Map<Id, number>(persons.map((person, place) => [person.id, place]));
  return records.toSorted((a, b) => (personPlace.get(a.personId) ?? 0) - (personPlace.get(b.personId) ?? 0));
}

/** By title, then the text's hash, then what else is known of them. */
export function compareDocuments(a: SourceDocument, b: SourceDocument): number {
  return (
    compareTexts(a.document.title, b.document.title) ||
    compareTexts(a.text.sha256, b.text.sha256) ||
    compareTexts(a.text.sourceSha256, b.text.sourceSha256) ||
    compareTexts(a.document.fileName, b.document.fileName) ||
    compareTexts(a.document.source, b.document.source) ||
    compareTexts(a.document.author, b.document.author) ||
    compareTexts(a.document.date, b.document.date) ||
    compareTexts(a.document.id, b.document.id)
  );
}

/**
 * The codes with their paths in tree order, parents before children, siblings by position and then name. One whose
 * parent is not among them stands at the top.
 */
export function inTreeOrder<C extends TreeCode>(
  codes: readonly C[],
): readonly (C & { readonly path: readonly string[] })[] {
  const byId = new Map<Id, C>(codes.map((code) => [code.id, code]));
  const lineageOf = (code: C): readonly C[] => {
    const lineage: C[] = [];
    for (let at: C | undefined = code; at && !lineage.includes(at); ) {
      lineage.unshift(at);
      at = at.parentId === null ? undefined : byId.get(at.parentId);
    }
    return lineage;
  };
  return codes
    .map((code) => ({ code, lineage: lineageOf(code) }))
    .sort((a, b) => {
      const depth = Math.min(a.lineage.length, b.lineage.length);
      for (let i = 0; i < depth; i++) {
        const left = a.lineage[i] as C;
        const right = b.lineage[i] as C;
        if (left.id === right.id) continue;
        return (
          left.position - right.position ||
          compareTexts(left.name, right.name) ||
          compareTexts(left.id, right.id)
        );
      }
      return a.lineage.length - b.lineage.length;
    })
    .map(({ code, lineage }) => ({ ...code, path: lineage.map((ancestor) => ancestor.name) }));
}

function compareSpans(a: Annotation, b: Annotation): number {
  const count = Math.min(a.spans.length, b.spans.length);
  for (let i = 0; i < count; i++) {
    const left = a.spans[i];
    const right = b.spans[i];
    const difference = left && right ? left.start - right.start || left.end - right.end : 0;
    if (difference !== 0) return difference;
  }
  return a.spans.length - b.spans.length;
}

/**
 * Annotations that already come by start and then longest first (over all their spans), as the store hands them out,
 * brought into the one order: those that cover the same stretch by their spans, then code (in the codebook's order),
 * person's name, note, times. Those that are lost come after the others and are ordered by themselves. Holds only those of one stretch in memory.
 */
export function inSetOrder(
  annotations: Iterable<Annotation>,
  codes: readonly PathedCode[],
  persons: readonly Person[],
): Generator<Annotation> {
  return inOrder(annotations, codes, persons, ({ spans }) => hull(spans), compareSpans);
}

/** As `inSetOrder`. */
export function packedInSetOrder(
  annotations: Iterable<PackedAnnotation>,
  codes: readonly PathedCode[],
  persons: readonly Person[],
): Generator<PackedAnnotation> {
  return inOrder(
    annotations,
    codes,
    persons,
    (annotation) => annotation,
    // Of the same stretch, and each of one span.
    (a, b) => (a.packedSpan() && b.packedSpan() ? 0 : compareSpans(a, b)),
  );
}

function* inOrder<A extends Annotation>(
  annotations: Iterable<A>,
  codes: readonly PathedCode[],
  persons: readonly Person[],
  hullOf: (annotation: A) => TextRange,
  compareOfOneHull: (a: A, b: A) => number,
): Generator<A> {
  const codePlace = new Map<Id, number>(codes.map((code, place) => [code.id, place]));
  const personPlace = new Map<Id, number>(persons.map((person, place) => [person.id, place]));
  const compare = (a: A, b: A): number =>
    compareOfOneHull(a, b) ||
    (codePlace.get(a.codeId) ?? 0) - (codePlace.get(b.codeId) ?? 0) ||
    (personPlace.get(a.personId) ?? 0) - (personPlace.get(b.personId) ?? 0) ||
    compareTexts(a.note, b.note) ||
    compareTexts(a.createdAt, b.createdAt) ||
    compareTexts(a.updatedAt, b.updatedAt) ||
    compareTexts(a.id, b.id);
  let alike: A[] = [];
  let start = -1;
  let end = -1;
  let lost = false;
  for (const annotation of annotations) {
    const range = hullOf(annotation);
    if (range.start !== start || range.end !== end || annotation.lost !== lost) {
      yield* alike.length > 1 ? alike.sort(compare) : alike;
      alike = [];
      ({ start, end } = range);
      lost = annotation.lost;
    }
    alike.push(annotation);
  }
  yield* alike.sort(compare);
}
