import type { Sight, StoreReader } from '../../store/types.ts';
import type { Session } from '../session.ts';

/** What I may see: in a blind project, of a document that I am not done with, only my own. */
function mySight({ store, me }: Session): Sight {
  return { me: me.id, blind: store.read.project().blind, hidden: [], adjudicated: true };
}

/** What I may see, or of that what the layers show. */
function sightOf(session: Session, layered: boolean): Sight {
  const sight = mySight(session);
  const choice = layered ? session.layers?.get() : undefined;
  return choice ? { ...sight, hidden: choice.hidden, adjudicated: choice.adjudicated } : sight;
}

/** A reader of what is to be seen. Made anew for each question: a document may have been done meanwhile. */
export function seenBy(session: Session, layered = false): StoreReader {
  return session.store.seen(sightOf(session, layered));
}

/**
 * The session for showing: its reader gives what is to be seen at the moment of each question. Writing goes where it always goes, and
 * there sees all there is.
 */
export function seeing(session: Session, layered = false): Session {
  const names = Object.keys(session.store.read) as (keyof StoreReader)[];
  const asked = names.map((name) => [
    name,
    (...input: unknown[]) => {
      const answer = seenBy(session, layered)[name] as (...input: unknown[]) => unknown;
      return answer(...input);
    },
  ]);
  const read = Object.fromEntries(asked) as StoreReader;
  const snapshot = () => session.store.snapshot(sightOf(session, layered));
  return { ...session, store: { ...session.store, read, snapshot } };
}
