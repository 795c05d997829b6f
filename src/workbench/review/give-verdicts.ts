import { type Id, newId } from '../../core/ids.ts';
import type { RelationRuling, Ruling } from '../../core/review/decide.ts';
import {
  type Judgement,
  type RelationVerdict,
  relationVerdictsInForce,
  type Verdict,
  verdictsInForce,
} from '../../core/review/verdict.ts';
import type { WriteTransaction } from '../../store/types.ts';
import { revised } from '../revised.ts';

/** What is judged: annotations, or relations. */
interface Bench<J extends Judgement> {
  verdictsOn(judgedId: Id): readonly J[];
  inForce(verdicts: readonly J[], judgedId: Id): J | undefined;
  judged(id: Id): { readonly updatedAt: string; readonly deleted: boolean } | undefined;
  put(verdict: J): void;
  make(judgedId: Id, verdict: Judgement): J;
  /** Verdicts among which all are that name this one as what stands. */
  near(resultId: Id): readonly J[];
  /** Marks what was written as deleted. */
  remove(id: Id): void;
}

function annotationBench(tx: WriteTransaction): Bench<Verdict> {
  return {
    verdictsOn: (id) => tx.verdictsOn(id),
    inForce: (verdicts, id) => verdictsInForce(verdicts).get(id),
    judged: (id) => tx.annotation(id),
    put: (verdict) => tx.putVerdict(verdict),
    make: (annotationId, verdict) => ({ ...verdict, annotationId }),
    near: (id) => tx.verdicts(tx.annotation(id)?.documentId),
    remove(id) {
      const annotation = tx.annotation(id);
      if (annotation) tx.putAnnotation(revised(annotation, { deleted: true }));
    },
  };
}

function relationBench(tx: WriteTransaction): Bench<RelationVerdict> {
  return {
    verdictsOn: (id) => tx.relationVerdictsOn(id),
    inForce: (verdicts, id) => relationVerdictsInForce(verdicts).get(id),
    judged: (id) => tx.relation(id),
    put: (verdict) => tx.putRelationVerdict(verdict),
    make: (relationId, verdict) => ({ ...verdict, relationId }),
    near: (id) => tx.relationVerdicts(tx.annotation(tx.relation(id)?.fromId ?? '')?.documentId),
    remove(id) {
      const relation = tx.relation(id);
      if (relation) tx.putRelation(revised(relation, { deleted: true }));
    },
  };
}

/** An instant that is later than what was done there before, whatever the clocks of other machines said. */
function instantAfter(records: readonly { readonly updatedAt: string }[]): string {
  const latest = Math.max(0, ...records.map(({ updatedAt }) => Date.parse(updatedAt) || 0));
  return new Date(Math.max(Date.now(), latest + 1)).toISOString();
}

function isWritten<J extends Judgement>(bench: Bench<J>, id: Id): boolean {
  return bench.verdictsOn(id).some(({ decision }) => decision === 'add');
}

/** Takes away what was written in review and stands for nothing any more. */
function removeUnused<J extends Judgement>(bench: Bench<J>, written: ReadonlySet<Id>): void {
  for (const id of written) {
    if (bench.judged(id)?.deleted !== false) continue;
    const used = bench.near(id).some(({ resultId, decision }) => resultId === id && decision !== 'add');
    if (used) continue;
    for (const verdict of bench.verdictsOn(id)) bench.put(withdrawn(verdict));
    bench.remove(id);
  }
}

function withdrawn<J extends Judgement>(verdict: J): J {
  return { ...verdict, deleted: true, updatedAt: new Date().toISOString() };
}

interface Ruled {
  readonly judgedId: Id;
  readonly decision: Judgement['decision'];
  readonly resultId: Id | null;
}

function give<J extends Judgement>(bench: Bench<J>, me: Id, rulings: readonly Ruled[], reason: string): void {
  const replaced = new Set<Id>();
  for (const { judgedId, decision, resultId } of rulings) {
    const there = bench.verdictsOn(judgedId);
    const stood = bench.inForce(there, judgedId)?.resultId ?? null;
    if (stood !== null && stood !== resultId && isWritten(bench, stood)) replaced.add(stood);
    const judged = bench.judged(judgedId);
    const updatedAt = instantAfter(judged ? [...there, judged] : there);
    const mine = there.find(({ personId }) => personId === me);
    const ruled = { decision, resultId, reason, updatedAt };
    bench.put(
      mine
        ? { ...mine, ...ruled }
        : bench.make(judgedId, { id: newId(), personId: me, ...ruled, createdAt: updatedAt, deleted: false }),
    );
  }
  removeUnused(bench, replaced);
}

function withdraw<J extends Judgement>(bench: Bench<J>, judgedIds: readonly Id[]): void {
  const written = new Set<Id>();
  for (const id of judgedIds) {
    for (const verdict of bench.verdictsOn(id)) {
      if (verdict.resultId !== null && isWritten(bench, verdict.resultId)) written.add(verdict.resultId);
      bench.put(withdrawn(verdict));
    }
  }
  removeUnused(bench, written);
}

/** Gives these verdicts as mine: they are in force from now on. What was written in place of what is now decided otherwise goes. */
export function giveVerdicts(tx: WriteTransaction, me: Id, rulings: readonly Ruling[], reason: string): void {
  const ruled = rulings.map(({ annotationId, ...ruling }) => ({ judgedId: annotationId, ...ruling }));
  give(annotationBench(tx), me, ruled, reason);
}

/** The same on relations. */
export function giveRelationVerdicts(
  tx: WriteTransaction,
  me: Id,
  rulings: readonly RelationRuling[],
  reason: string,
): void {
  const ruled = rulings.map(({ relationId, ...ruling }) => ({ judgedId: relationId, ...ruling }));
  give(relationBench(tx), me, ruled, reason);
}

/** Takes back all verdicts on these annotations, whoever gave them, and what was written in their place. */
export function withdrawVerdicts(tx: WriteTransaction, annotationIds: readonly Id[]): void {
  withdraw(annotationBench(tx), annotationIds);
}

/** The same on relations. */
export function withdrawRelationVerdicts(tx: WriteTransaction, relationIds: readonly Id[]): void {
  withdraw(relationBench(tx), relationIds);
}
