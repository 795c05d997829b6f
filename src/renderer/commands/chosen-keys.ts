import { type Check, isRecord, listOf, textOf } from '../../contract/shape.ts';
import { createObservable, type Observable } from '../session/observable.ts';
import { recall, remember } from '../session/remembered.ts';

const KEY = 'keys';
const LONGEST_ID = 100;
const MOST_KEYS = 8;
const areKeys = listOf(textOf(1, 40));
const isChosen: Check<Record<string, readonly string[]>> = (
  value,
): value is Record<string, readonly string[]> =>
  isRecord(value) &&
  Object.entries(value).every(
    ([id, keys]) => id.length <= LONGEST_ID && areKeys(keys) && keys.length <= MOST_KEYS,
  );

/** Keys that this machine's user chose for commands, by the commands' ids; the others have their usual ones. */
export interface ChosenKeys {
  readonly byCommand: Readonly<Record<string, readonly string[]>>;
}

export function createChosenKeys(): Observable<ChosenKeys> {
  const chosen = createObservable<ChosenKeys>({ byCommand: recall(KEY, isChosen, {}) });
  chosen.subscribe(() => remember(KEY, chosen.get().byCommand));
  return chosen;
}
