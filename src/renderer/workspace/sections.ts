import { useEffect, useRef } from 'react';
import { useObservable } from '../session/observable.ts';
import { useWorkspace } from '../session/session-context.ts';
import type { InspectorSection, Workspace } from './workspace.ts';

/** Opens the inspector at this section and gives it the focus. */
export function askSection({ layout, state }: Workspace, section: InspectorSection): void {
  const shutSections = layout.get().shutSections.filter((id) => id !== section);
  layout.patch({ rightOpen: true, shutSections });
  state.patch({ sectionAsked: section });
}

/** Does `take` when the section is asked for by a command, also where it was asked for before it was there. */
export function useAsked(section: InspectorSection | undefined, take: () => void): void {
  const { state } = useWorkspace();
  const asked = useObservable(state, (value) => section !== undefined && value.sectionAsked === section);
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    if (!asked) return;
    state.patch({ sectionAsked: null });
    latest.current();
  }, [asked, state]);
}
