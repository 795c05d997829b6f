import type { Done } from '../../contract/procedures.ts';
import type { ParsedInput } from '../../contract/server.ts';
import type { Annotation } from '../../core/annotation/annotation.ts';
import { GlossatorError } from '../../core/errors.ts';
import { type Id, newId } from '../../core/ids.ts';
import {
  linkRulingsByRule,
  linkRulingsOf,
  majorityOf,
  type RelationRuling,
  type Ruling,
  rulingsOfAccepting,
  rulingsOfAmending,
  rulingsOfRejecting,
  rulingsOfRejectingLink,
} from '../../core/review/decide.ts';
import type { Link } from '../../core/review/links.ts';
import type { TextRange } from '../../core/text/structure.ts';
import type { WriteTransaction } from '../../store/types.ts';
import { recodedValues } from '../attribute-values.ts';
import { annotationsSubject, codeName, draftOf } from '../draft.ts';
import { annotationOf, annotationsOf, codeOfKind, documentOf, textOf } from '../find-record.ts';
import type { Session } from '../session.ts';
import { spansOf } from '../spans.ts';
import { newAnnotation } from '../tagging.ts';
import {
  giveRelationVerdicts,
  giveVerdicts,
  withdrawRelationVerdicts,
  withdrawVerdicts,
} from './give-verdicts.ts';
import { linksThere } from './links-there.ts';

interface Wording {
  readonly codeId: Id;
  readonly ranges: readonly TextRange[];
}

/** Writes what the reviewer says; `basis` is what it is made from. Raises `not-found`, `code-kind-refused`, `span-empty`, `offset-outside-text`. */
function written(
  tx: WriteTransaction,
  me: Id,
  documentId: Id,
  id: Id,
  { codeId, ranges }: Wording,
  basis: Annotation | null,
): Annotation {
  const document = documentOf(tx, documentId);
  const code = codeOfKind(tx, codeId, 'span');
  const spans = spansOf(tx, textOf(tx, document.textId), ranges);
  const plain = newAnnotation(tx, { id, documentId, personId: me, code, spans });
  const kept = basis && {
    attributes: basis.codeId === codeId ? basis.attributes : recodedValues(tx, basis, code).values,
    entityId: basis.entityId,
  };
  const annotation: Annotation = { ...plain, ...kept, status: 'final' };
  tx.putAnnotation(annotation);
  return annotation;
}

/** Raises `invalid-input` where it is none of those that are judged. */
function among(annotations: readonly Annotation[], id: Id): Annotation {
  const found = annotations.find((annotation) => annotation.id === id);
  if (found) return found;
  throw new GlossatorError('invalid-input', 'What is chosen is not one of the annotations of the passage.', {
    place: { recordKind: 'annotation', recordId: id },
    remedy: 'Look at the passage again: it may have changed.',
  });
}

/** Raises `invalid-input`: what a reviewer wrote is no coding to be judged. */
function refuseWritten(tx: WriteTransaction, annotationId: Id): void {
  if (!tx.verdictsOn(annotationId).some(({ decision }) => decision === 'add')) return;
  throw new GlossatorError('invalid-input', 'This was written in review.', {
    place: { recordKind: 'annotation', recordId: annotationId },
    remedy: 'Withdraw it, and write another.',
  });
}

function linkRulings(
  choice: ParsedInput<'review.decide'>['choice'],
  annotations: readonly Annotation[],
  links: readonly Link[],
): readonly RelationRuling[] {
  switch (choice.kind) {
    case 'accept':
      return choice.most
        ? linkRulingsByRule({ annotations, links }, majorityOf(annotations.length))
        : linkRulingsOf(links, choice.annotationId);
    case 'reject':
      return links.flatMap(rulingsOfRejectingLink);
    case 'amend':
      return linkRulingsOf(links, choice.basisId);
  }
}

/**
 * Decides on what people said of one passage, in one action. Raises `not-found`, `invalid-input`, and for an amendment `code-kind-refused`,
 * `span-empty`, `offset-outside-text`.
 */
export function decide(session: Session, input: ParsedInput<'review.decide'>): Done {
  const { store, me } = session;
  const { annotationIds, choice, reason, actionId } = input;
  const subject = annotationsSubject(store.read, annotationIds.slice(0, 1));
  const { commit } = store.transact(draftOf(session, 'give-verdict', subject, actionId), (tx) => {
    const annotations = [...annotationsOf(tx, annotationIds)];
    for (const { id } of annotations) refuseWritten(tx, id);
    const rulings = (): readonly Ruling[] => {
      switch (choice.kind) {
        case 'accept':
          return rulingsOfAccepting(annotations, among(annotations, choice.annotationId));
        case 'reject':
          return rulingsOfRejecting(annotations);
        case 'amend': {
          const basis = among(annotations, choice.basisId);
          const made = written(tx, me.id, basis.documentId, newId(), choice, basis);
          return rulingsOfAmending(annotations, made.id);
        }
      }
    };
    giveVerdicts(tx, me.id, rulings(), reason);
    const links = linksThere(tx, input.links ?? [], annotations);
    giveRelationVerdicts(tx, me.id, linkRulings(choice, annotations, links), reason);
  });
  return { commit };
}

/** Adds to the adjudicated set. Raises `not-found`, `code-kind-refused`, `span-empty`, `offset-outside-text`. */
export function writeNew(
  session: Session,
  input: ParsedInput<'review.write'>,
): Done & { readonly annotationId: Id } {
  const { store, me } = session;
  const annotationId = input.actionId ?? newId();
  const subject = codeName(store.read, input.codeId);
  const { commit } = store.transact(draftOf(session, 'give-verdict', subject, input.actionId), (tx) => {
    written(tx, me.id, input.documentId, annotationId, input, null);
    giveVerdicts(tx, me.id, [{ annotationId, decision: 'add', resultId: annotationId }], input.reason);
  });
  return { commit, annotationId };
}

/** Takes back what was decided on these. Raises `not-found`. */
export function withdraw(
  session: Session,
  { annotationIds, links, actionId }: ParsedInput<'review.withdraw'>,
): Done {
  const { store } = session;
  annotationOf(store.read, annotationIds[0] ?? '');
  const subject = annotationsSubject(store.read, annotationIds.slice(0, 1));
  const { commit } = store.transact(draftOf(session, 'withdraw-verdict', subject, actionId), (tx) => {
    withdrawVerdicts(tx, annotationIds);
    withdrawRelationVerdicts(tx, links?.flat() ?? []);
  });
  return { commit };
}
