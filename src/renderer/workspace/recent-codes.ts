import { isText, listOf } from '../../contract/shape.ts';
import type { Id } from '../../core/ids.ts';
import { recall, remember } from '../session/remembered.ts';

const KEY = 'recentCodes';
const MOST = 40;

/** Codes by last use, newest first; of all projects, since ids never meet. */
export function recentCodeIds(): readonly Id[] {
  return recall(KEY, listOf(isText), []);
}

export function noteCodeUse(codeId: Id): void {
  remember(KEY, [codeId, ...recentCodeIds().filter((id) => id !== codeId)].slice(0, MOST));
}
