import { type Id, newId } from '../../core/ids.ts';
import type { Ruling } from '../../core/review/decide.ts';
import { verdictsInForce } from '../../core/review/verdict.ts';
import type { WriteTransaction } from '../../store/types.ts';
import { revised } from '../revised.ts';

/** An instant that is later than what was done there before, whatever the clocks of other machines said. */
function instantAfter(records: readonly { readonly updatedAt: string }[]): string {
  const latest = Math.max(0, ...records.map(({ updatedAt }) => Date.parse(updatedAt) || 0));
  return new Date(Math.max(Date.now(), latest + 1)).toISOString();
}

function isWritten(tx: WriteTransaction, id: Id): boolean {
  return tx.verdictsOn(id).some(({ decision }) => decision === 'add');
}

/** Takes away what was written in review and stands for nothing any more. */
function removeUnused(tx: WriteTransaction, written: ReadonlySet<Id>): void {
  for (const id of written) {
    const annotation = tx.annotation(id);
    if (!annotation || annotation.deleted) continue;
    const used = tx
      .verdicts(annotation.documentId)
      .some(({ resultId, decision }) => resultId === id && decision !== 'add');
    if (used) continue;
    for (const verdict of tx.verdictsOn(id)) tx.putVerdict(revised(verdict, { deleted: true }));
    tx.putAnnotation(revised(annotation, { deleted: true }));
  }
}

/** Gives these verdicts as mine: they are in force from now on. What was written in place of what is now decided otherwise goes. */
export function giveVerdicts(tx: WriteTransaction, me: Id, rulings: readonly Ruling[], reason: string): void {
  const replaced = new Set<Id>();
  for (const { annotationId, decision, resultId } of rulings) {
    const there = tx.verdictsOn(annotationId);
    const before = verdictsInForce(there).get(annotationId);
    const stood = before?.resultId ?? null;
    if (stood !== null && stood !== resultId && isWritten(tx, stood)) replaced.add(stood);
    const judged = tx.annotation(annotationId);
    const updatedAt = instantAfter(judged ? [...there, judged] : there);
    const mine = there.find(({ personId }) => personId === me);
    tx.putVerdict(
      mine
        ? { ...mine, decision, resultId, reason, updatedAt }
        : {
            id: newId(),
            annotationId,
            personId: me,
            decision,
            resultId,
            reason,
            createdAt: updatedAt,
            updatedAt,
            deleted: false,
          },
    );
  }
  removeUnused(tx, replaced);
}

/** Takes back all verdicts on these annotations, whoever gave them, and what was written in their place. */
export function withdrawVerdicts(tx: WriteTransaction, annotationIds: readonly Id[]): void {
  const written = new Set<Id>();
  for (const id of annotationIds) {
    for (const verdict of tx.verdictsOn(id)) {
      if (verdict.resultId !== null && isWritten(tx, verdict.resultId)) written.add(verdict.resultId);
      tx.putVerdict(revised(verdict, { deleted: true }));
    }
  }
  removeUnused(tx, written);
}
