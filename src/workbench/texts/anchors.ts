import type { Done, LostAnchor } from '../../contract/procedures.ts';
import type { ParsedInput } from '../../contract/server.ts';
import type { Annotation, Span } from '../../core/annotation/annotation.ts';
import { GlossatorError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import { Reanchorer } from '../../core/text/reanchor-all.ts';
import type { StoreReader } from '../../store/types.ts';
import { annotationsSubject, draftOf } from '../draft.ts';
import { annotationOf, documentOf, textOf } from '../find-record.ts';
import { revised } from '../revised.ts';
import type { Session } from '../session.ts';
import { spansOf } from '../spans.ts';
import { textEntries } from './versions.ts';
import { wholeText } from './whole-text.ts';

const HISTORY_LIMIT = 10_000;

/** The text in which the spans of a lost annotation stand: the one that the document had until the annotation was lost. */
function lastStanding(read: StoreReader, { id, documentId }: Annotation): Id | null {
  const history = read.history(id, HISTORY_LIMIT);
  const losing = history.find(({ after, before }) => after.lost === true && before !== null);
  const entries = textEntries(read, documentId);
  const at = entries.find(({ actionId }) => actionId === losing?.actionId);
  const byHand = losing?.type === 'lose-annotation' || losing?.type === 'redo';
  // Marked as lost by hand: it stands in the text before the present one.
  const found = at ?? (byHand ? entries[0] : undefined);
  return (found?.before?.textId as Id | undefined) ?? null;
}

/** A lost annotation beside the text where it stood and what is proposed. Raises `not-found`. */
export function lostAnchor(
  { store }: Session,
  { annotationId }: ParsedInput<'texts.lostAnchor'>,
): LostAnchor {
  const { read } = store;
  const annotation = annotationOf(read, annotationId);
  const document = documentOf(read, annotation.documentId);
  const oldTextId = lastStanding(read, annotation);
  const newer = wholeText(read, document.textId).text;
  const found =
    oldTextId === null
      ? new Reanchorer('', newer).placeLost(annotation.spans)
      : new Reanchorer(wholeText(read, oldTextId).text, newer).place(annotation.spans);
  return {
    annotation,
    title: document.title,
    textId: document.textId,
    oldTextId,
    proposed:
      found.outcome === 'lost' ? found.proposed : found.spans.map(({ start, end }) => ({ start, end })),
    confidence: found.confidence,
  };
}

/**
 * Gives an annotation these ranges of the present text for its place, snapped outwards to grapheme clusters; a lost one has a place
 * again. Raises `not-found`, `span-empty`, `offset-outside-text`.
 */
export function placeAnnotation(
  session: Session,
  input: ParsedInput<'texts.place'>,
): { readonly commit: Done['commit']; readonly annotation: Annotation } {
  const { store } = session;
  const subject = annotationsSubject(store.read, [input.annotationId]);
  const draft = draftOf(session, 'place-annotation', subject, input.actionId);
  const { commit } = store.transact(draft, (tx) => {
    const annotation = annotationOf(tx, input.annotationId);
    const text = textOf(tx, documentOf(tx, annotation.documentId).textId);
    tx.putAnnotation(revised(annotation, { spans: spansOf(tx, text, input.ranges), lost: false }));
  });
  return { commit, annotation: annotationOf(store.read, input.annotationId) };
}

/**
 * Marks an annotation as lost that a change of text put where it does not belong; its spans become what they were before. Raises
 * `not-found` where that change did not move it.
 */
export function loseAnnotation(session: Session, input: ParsedInput<'texts.lose'>): Done {
  const { store } = session;
  const { annotationId, changeId } = input;
  const subject = annotationsSubject(store.read, [annotationId]);
  const { commit } = store.transact(draftOf(session, 'lose-annotation', subject, input.actionId), (tx) => {
    const annotation = annotationOf(tx, annotationId);
    const entry = tx.history(annotationId, HISTORY_LIMIT).find(({ actionId }) => actionId === changeId);
    const spans = entry?.before?.spans as readonly Span[] | undefined;
    if (!spans) {
      throw new GlossatorError('not-found', 'That change of text did not move this annotation.', {
        place: { recordKind: 'annotation', recordId: annotationId },
      });
    }
    tx.putAnnotation(revised(annotation, { spans, lost: true }));
  });
  return { commit };
}
