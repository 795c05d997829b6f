import { assign, unassign } from '../review/assignments.ts';
import { acceptAgreed, agreedPassages } from '../review/bulk.ts';
import { decide, withdraw, writeNew } from '../review/decisions.ts';
import { decideLink, verdictsOnRelations, withdrawLink, writeLink } from '../review/link-decisions.ts';
import { reviewedPassage } from '../review/passage.ts';
import { reviewQueue } from '../review/queue.ts';
import { verdictOn } from '../review/verdict-view.ts';
import type { Session } from '../session.ts';
import { definedOnly, type HandlersOf } from './topic.ts';

export function reviewHandlers(session: Session): HandlersOf<'review' | 'assignments'> {
  return {
    'review.queue': (scope) => reviewQueue(session, definedOnly(scope)),
    'review.passage': (input) => reviewedPassage(session, definedOnly(input)),
    'review.decide': (input) => decide(session, input),
    'review.decideLink': (input) => decideLink(session, input),
    'review.writeLink': (input) => writeLink(session, input),
    'review.withdrawLink': (input) => withdrawLink(session, input),
    'review.write': (input) => writeNew(session, input),
    'review.withdraw': (input) => withdraw(session, input),
    'review.acceptAgreed': (input) => acceptAgreed(session, definedOnly(input)),
    'review.countAgreed': async (input) => ({
      accepted: (await agreedPassages(session, definedOnly(input))).length,
    }),
    'review.verdictOn': (input) => verdictOn(session, input),
    'review.verdictsOnRelations': (input) => verdictsOnRelations(session, input),

    'assignments.list': () => session.store.read.assignments(),
    'assignments.assign': (input) => assign(session, input),
    'assignments.unassign': (input) => unassign(session, input),
  };
}
