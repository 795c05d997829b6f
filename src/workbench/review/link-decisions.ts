import type { Done, RelationVerdictView } from '../../contract/procedures.ts';
import type { ParsedInput } from '../../contract/server.ts';
import { GlossatorError } from '../../core/errors.ts';
import { type Id, newId } from '../../core/ids.ts';
import { checkRelationEnds } from '../../core/relation/ends.ts';
import type { Relation } from '../../core/relation/relation.ts';
import {
  type RelationRuling,
  rulingsOfAcceptingLink,
  rulingsOfAmendingLink,
  rulingsOfRejectingLink,
} from '../../core/review/decide.ts';
import { relationVerdictsInForce, verdictsInForce } from '../../core/review/verdict.ts';
import type { StoreReader, WriteTransaction } from '../../store/types.ts';
import { firstValues, recodedValues } from '../attribute-values.ts';
import { codeName, draftOf } from '../draft.ts';
import { annotationOf, codeOfKind, relationOf } from '../find-record.ts';
import { viewsOf } from '../relations.ts';
import type { Session } from '../session.ts';
import { giveRelationVerdicts, withdrawRelationVerdicts } from './give-verdicts.ts';

/** The code of what stands for an end of a relation; where nobody decided on it, of the end itself. Raises `not-found`. */
function endCode(read: StoreReader, annotationId: Id): Id {
  const verdict = verdictsInForce(read.verdictsOn(annotationId)).get(annotationId);
  const result = verdict?.resultId ? read.annotation(verdict.resultId) : undefined;
  return (result && !result.deleted ? result : annotationOf(read, annotationId)).codeId;
}

/** Writes what the reviewer links; `basis` is what it is made from. Raises `not-found`, `code-kind-refused`, `relation-ends-refused`, `relation-to-itself`. */
function writtenLink(
  tx: WriteTransaction,
  personId: Id,
  link: Pick<Relation, 'id' | 'codeId' | 'fromId' | 'toId'>,
  basis: Relation | null,
): void {
  const code = codeOfKind(tx, link.codeId, 'relation');
  checkRelationEnds(code, tx.codes(), endCode(tx, link.fromId), endCode(tx, link.toId));
  const now = new Date().toISOString();
  const kept = basis?.codeId === code.id ? basis.attributes : basis && recodedValues(tx, basis, code).values;
  tx.putRelation({
    ...link,
    personId,
    codeVersion: code.version,
    attributes: kept ?? firstValues(tx, code.attributes),
    note: '',
    createdAt: now,
    updatedAt: now,
    deleted: false,
  });
}

/** Raises `not-found`; `invalid-input` where one of them was written in review, or is of another code. */
function judgedLink(tx: WriteTransaction, relationIds: readonly Id[]): readonly Relation[] {
  const relations = relationIds.map((id) => relationOf(tx, id));
  for (const { id, codeId } of relations) {
    const isWritten = tx.relationVerdictsOn(id).some(({ decision }) => decision === 'add');
    if (!isWritten && codeId === relations[0]?.codeId) continue;
    throw new GlossatorError('invalid-input', 'These relations are not one link that people made.', {
      place: { recordKind: 'relation', recordId: id },
      remedy: 'Look at the passage again: it may have changed.',
    });
  }
  return relations;
}

function among(relations: readonly Relation[], id: Id): Relation {
  const found = relations.find((relation) => relation.id === id);
  if (found) return found;
  throw new GlossatorError('invalid-input', 'What is chosen is not one of the relations of the link.', {
    place: { recordKind: 'relation', recordId: id },
    remedy: 'Look at the passage again: it may have changed.',
  });
}

/**
 * Decides on one link by itself, in one action. Raises `not-found`, `invalid-input`, and for an amendment `code-kind-refused`,
 * `relation-ends-refused`.
 */
export function decideLink(session: Session, input: ParsedInput<'review.decideLink'>): Done {
  const { store, me } = session;
  const { relationIds, choice, reason, actionId } = input;
  const subject = codeName(store.read, store.read.relation(relationIds[0] ?? '')?.codeId);
  const { commit } = store.transact(draftOf(session, 'give-verdict', subject, actionId), (tx) => {
    const relations = judgedLink(tx, relationIds);
    const rulings = (): readonly RelationRuling[] => {
      switch (choice.kind) {
        case 'accept':
          return rulingsOfAcceptingLink({ relations }, among(relations, choice.relationId).id);
        case 'reject':
          return rulingsOfRejectingLink({ relations });
        case 'amend': {
          const basis = among(relations, choice.basisId);
          const { codeId, turned } = choice;
          const [fromId, toId] = turned ? [basis.toId, basis.fromId] : [basis.fromId, basis.toId];
          const id = newId();
          writtenLink(tx, me.id, { id, codeId, fromId, toId }, basis);
          return rulingsOfAmendingLink({ relations }, id);
        }
      }
    };
    giveRelationVerdicts(tx, me.id, rulings(), reason);
  });
  return { commit };
}

/** Adds a link to the adjudicated set. Raises `not-found`, `code-kind-refused`, `relation-ends-refused`, `relation-to-itself`. */
export function writeLink(
  session: Session,
  input: ParsedInput<'review.writeLink'>,
): Done & { readonly relationId: Id } {
  const { store, me } = session;
  const { codeId, fromId, toId, reason, actionId } = input;
  const relationId = actionId ?? newId();
  const draft = draftOf(session, 'give-verdict', codeName(store.read, codeId), actionId);
  const { commit } = store.transact(draft, (tx) => {
    writtenLink(tx, me.id, { id: relationId, codeId, fromId, toId }, null);
    giveRelationVerdicts(tx, me.id, [{ relationId, decision: 'add', resultId: relationId }], reason);
  });
  return { commit, relationId };
}

/** Takes back what was decided on these. Raises `not-found`. */
export function withdrawLink(
  session: Session,
  { relationIds, actionId }: ParsedInput<'review.withdrawLink'>,
): Done {
  const { store } = session;
  const { codeId } = relationOf(store.read, relationIds[0] ?? '');
  const draft = draftOf(session, 'withdraw-verdict', codeName(store.read, codeId), actionId);
  const { commit } = store.transact(draft, (tx) => withdrawRelationVerdicts(tx, relationIds));
  return { commit };
}

/** What was decided on the relations of an annotation; nothing of those on which nobody decided. */
export function verdictsOnRelations(
  { store: { read } }: Session,
  { annotationId }: { readonly annotationId: Id },
): readonly RelationVerdictView[] {
  return read.relationsOf([annotationId]).flatMap((relation) => {
    const verdict = relationVerdictsInForce(read.relationVerdictsOn(relation.id)).get(relation.id);
    if (!verdict) return [];
    const result = verdict.resultId === null ? undefined : read.relation(verdict.resultId);
    return [
      {
        verdict,
        result: (result && !result.deleted && viewsOf(read, [result])[0]) || null,
        changed: relation.updatedAt > verdict.updatedAt,
      },
    ];
  });
}
