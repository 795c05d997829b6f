import type { Done } from '../../contract/procedures.ts';
import type { Annotation } from '../../core/annotation/annotation.ts';
import type { Id } from '../../core/ids.ts';
import { acceptedByRule, linkRulingsByRule, rulingsOfAccepting } from '../../core/review/decide.ts';
import type { Comparison } from '../../core/review/differences.ts';
import { draftOf } from '../draft.ts';
import type { Session } from '../session.ts';
import { giveRelationVerdicts, giveVerdicts } from './give-verdicts.ts';
import { linksThere, relationIdsOf } from './links-there.ts';
import { passagesInScope, type ReviewScope } from './queue.ts';

export interface AgreedScope extends ReviewScope {
  /** people who must agree; null: all who are compared */
  readonly least: number | null;
}

interface Agreed {
  readonly comparison: Comparison;
  readonly accepted: Annotation;
}

/** The passages in scope, not decided, that the rule accepts. */
export async function agreedPassages(session: Session, scope: AgreedScope): Promise<readonly Agreed[]> {
  const { passages } = await passagesInScope(session, scope);
  return passages.flatMap(({ comparison, state }) => {
    const accepted = state === 'decided' ? undefined : acceptedByRule(comparison, scope.least);
    return accepted ? [{ comparison, accepted }] : [];
  });
}

/** Accepts them all in one action. */
export async function acceptAgreed(
  session: Session,
  input: AgreedScope & { readonly reason: string; readonly actionId?: Id },
): Promise<Done & { readonly accepted: number }> {
  const { store, me } = session;
  const agreed = await agreedPassages(session, input);
  const subject = `${agreed.length} ${agreed.length === 1 ? 'passage' : 'passages'}`;
  const { commit } = store.transact(draftOf(session, 'give-verdict', subject, input.actionId), (tx) => {
    for (const { comparison, accepted } of agreed) {
      // Someone may have changed one of them since they were compared.
      const annotations = comparison.annotations.filter(({ id }) => tx.annotation(id)?.deleted === false);
      if (annotations.length < comparison.annotations.length) continue;
      giveVerdicts(tx, me.id, rulingsOfAccepting(annotations, accepted), input.reason);
      const links = linksThere(tx, relationIdsOf(comparison), annotations);
      giveRelationVerdicts(tx, me.id, linkRulingsByRule({ annotations, links }, input.least), input.reason);
    }
  });
  return { commit, accepted: agreed.length };
}
