import type { Annotation } from '../../../core/annotation/annotation.ts';
import { type Id, newId } from '../../../core/ids.ts';
import type { WriteTransaction } from '../../../store/types.ts';

export const TEXT = 'The minister denied the report, and the envoy said nothing at all.';
/** Stands in everything that Anna writes. */
export const SECRET = 'which only Anna knows';

const CLOCK = '2024-05-01T10:00:00.000Z';
const times = { createdAt: CLOCK, updatedAt: CLOCK, deleted: false };

/** What Anna's work refers to. */
interface About {
  readonly annaId: Id;
  readonly codes: Readonly<Record<'claim' | 'genre' | 'supports', Id>>;
  readonly entityId: Id;
}

type WorkIds = Readonly<Record<'annotation' | 'other' | 'relation' | 'comment' | 'code', Id>>;

/** Ids for what she makes in one document. */
export function newWork(): WorkIds {
  return { annotation: newId(), other: newId(), relation: newId(), comment: newId(), code: newId() };
}

/** Somebody's annotation of these words of TEXT. */
export function annotationBy(
  personId: Id,
  words: string,
  { annaId, codes, entityId, id, documentId }: About & { readonly id: Id; readonly documentId: Id },
): Annotation {
  const start = TEXT.indexOf(words);
  return {
    id,
    personId,
    documentId,
    codeId: codes.claim,
    codeVersion: 1,
    spans: [{ start, end: start + words.length, quote: words, prefix: '', suffix: '' }],
    attributes: {},
    status: 'final',
    entityId,
    note: personId === annaId ? SECRET : '',
    lost: false,
    ...times,
  };
}

/** Puts Anna's work into a document: of every kind that there is. Some of it is about the annotation that is `mine`. */
export function putWork(
  tx: WriteTransaction,
  documentId: Id,
  ids: WorkIds,
  { mine, ...about }: About & { readonly mine: Annotation },
): void {
  const { annaId, codes } = about;
  const hers = (id: Id, words: string) => annotationBy(annaId, words, { ...about, id, documentId });
  const comment = { personId: annaId, body: `Odd, ${SECRET}.`, resolved: false, ...times };
  tx.putAnnotation(hers(ids.annotation, 'the envoy said'));
  tx.putAnnotation({ ...hers(ids.other, 'nothing'), status: 'flagged' });
  const relation = { codeId: codes.supports, codeVersion: 1, attributes: {}, note: SECRET, ...times };
  tx.putRelation({
    id: ids.relation,
    personId: annaId,
    fromId: ids.annotation,
    toId: ids.other,
    ...relation,
  });
  tx.putDocumentCode({
    id: ids.code,
    documentId,
    personId: annaId,
    codeId: codes.genre,
    codeVersion: 1,
    attributes: {},
    ...times,
  });
  for (const [targetKind, targetId, id] of [
    ['annotation', ids.annotation, ids.comment],
    ['annotation', mine.id, newId()],
    ['document', documentId, newId()],
  ] as const) {
    tx.putComment({ id, targetKind, targetId, threadId: id, ...comment });
  }
  tx.putMemo({
    id: newId(),
    targetKind: 'document',
    targetId: documentId,
    personId: annaId,
    title: SECRET,
    body: `[there](glossator:annotation/${mine.id}) ${SECRET}`,
    ...times,
  });
  tx.putVerdict({
    id: newId(),
    annotationId: documentId === mine.documentId ? mine.id : ids.annotation,
    personId: annaId,
    decision: 'reject',
    resultId: ids.annotation,
    reason: SECRET,
    ...times,
  });
  tx.putRelationVerdict({
    id: newId(),
    relationId: ids.relation,
    personId: annaId,
    decision: 'reject',
    resultId: null,
    reason: SECRET,
    ...times,
  });
}
