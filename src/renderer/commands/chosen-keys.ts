import { z } from 'zod';
import { createObservable, type Observable } from '../session/observable.ts';
import { recall, remember } from '../session/remembered.ts';

const KEY = 'keys';
const schema = z.record(z.string().max(100), z.array(z.string().min(1).max(40)).max(8));

/** Keys that this machine's user chose for commands, by the commands' ids; the others have their usual ones. */
export interface ChosenKeys {
  readonly byCommand: Readonly<Record<string, readonly string[]>>;
}

export function createChosenKeys(): Observable<ChosenKeys> {
  const chosen = createObservable<ChosenKeys>({ byCommand: recall(KEY, schema, {}) });
  chosen.subscribe(() => remember(KEY, chosen.get().byCommand));
  return chosen;
}
