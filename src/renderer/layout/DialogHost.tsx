import { useEffect, useRef } from 'react';
import { useObservable } from '../session/observable.ts';
import { useWorkspace } from '../session/session-context.ts';
import type { DialogRequest, Workspace } from '../workspace/workspace.ts';
import { type LatePart, useLatePart } from './late-part.ts';

const DIALOGS: LatePart<typeof import('./Dialogs.tsx')> = {
  load: () => import('./Dialogs.tsx'),
  loaded: null,
};

/**
 * Where the focus was when a dialog opened, there it is again when the dialog has closed: at once, since the dialog's own way
 * of giving it back waits for a frame, and keys typed until then would be lost.
 */
function useFocusGivenBack({ state }: Workspace, dialog: DialogRequest | null): void {
  const before = useRef<Element | null>(null);
  useEffect(() => {
    let wasOpen = state.get().dialog !== null;
    return state.subscribe(() => {
      const isOpen = state.get().dialog !== null;
      if (isOpen && !wasOpen) before.current = document.activeElement;
      wasOpen = isOpen;
    });
  }, [state]);
  useEffect(() => {
    const { current } = before;
    if (dialog !== null) return;
    before.current = null;
    if (current instanceof HTMLElement && document.activeElement === document.body)
      current.focus({ preventScroll: true });
  }, [dialog]);
}

/** The place of the dialogs. */
export function DialogHost() {
  const workspace = useWorkspace();
  const dialog = useObservable(workspace.state, (state) => state.dialog);
  useFocusGivenBack(workspace, dialog);
  const part = useLatePart(DIALOGS, dialog !== null);
  return part && <part.Dialogs />;
}
