import { useEffect, useRef } from 'react';
import type { Id } from '../../core/ids.ts';
import { useWorkspace } from '../session/session-context.ts';

/**
 * Keys wait while a document is on its way to the screen, as they are meant for its text; who read the one before by
 * keyboard reads on in it.
 *
 * @param documentId what is to be shown
 * @param shownId what is shown
 * @param failed it cannot be shown
 */
export function useTextAwaited(documentId: Id | null, shownId: Id | null, failed: boolean): void {
  const { typedAhead, reading } = useWorkspace();
  const before = useRef<Id | null>(null);
  useEffect(() => {
    if (documentId === null || failed || documentId === shownId) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    void typedAhead.during(promise);
    return resolve;
  }, [documentId, shownId, failed, typedAhead]);
  useEffect(() => {
    if (shownId === null || shownId !== documentId) return;
    // The focus went with the text that had it.
    const hasNone = document.activeElement === document.body;
    if (before.current !== null && before.current !== shownId && hasNone) reading.current?.focus();
    before.current = shownId;
  }, [documentId, shownId, reading]);
}
