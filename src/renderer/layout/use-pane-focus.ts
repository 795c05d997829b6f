import { useEffect } from 'react';
import { useWorkspace } from '../session/session-context.ts';
import type { Pane } from '../workspace/workspace.ts';

/** Says how this pane takes the focus when the user asks for it by key. */
export function usePaneFocus(pane: Pane, focus: () => void): void {
  const { focusPane } = useWorkspace();
  useEffect(() => {
    focusPane.set(pane, focus);
    return () => {
      focusPane.delete(pane);
    };
  }, [focusPane, pane, focus]);
}
