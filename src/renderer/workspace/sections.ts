import { useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import { queryKeys } from '../session/invalidation.ts';
import { useObservable } from '../session/observable.ts';
import { useWorkspace } from '../session/session-context.ts';
import type { InspectorSection, Workspace } from './workspace.ts';

/** Tasks after which a section that did not come is not waited for any more. */
const MOST_TASKS = 20;

async function take({ client, queries, state }: Workspace, section: InspectorSection): Promise<void> {
  const isAsked = () => state.get().sectionAsked === section;
  const { annotationId } = state.get();
  try {
    if (isAsked() && annotationId !== null) {
      const queryFn = () => client.call('annotations.get', { annotationId });
      await queries.ensureQueryData({ queryKey: queryKeys.annotation(annotationId), queryFn });
    }
    for (let task = 0; isAsked() && task < MOST_TASKS; task++) {
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  } finally {
    if (isAsked()) state.patch({ sectionAsked: null });
  }
}

/** Opens the inspector at this section and gives it the focus, before the next key. */
export function askSection(workspace: Workspace, section: InspectorSection): Promise<void> {
  const { layout, state, typedAhead } = workspace;
  const shutSections = layout.get().shutSections.filter((id) => id !== section);
  flushSync(() => {
    layout.patch({ rightOpen: true, shutSections });
    state.patch({ sectionAsked: section });
  });
  return typedAhead.during(take(workspace, section));
}

/** Does `take` when the section is asked for by a command, also where it was asked for before it was there. */
export function useAsked(section: InspectorSection | undefined, takeFocus: () => void): void {
  const { state } = useWorkspace();
  const asked = useObservable(state, (value) => section !== undefined && value.sectionAsked === section);
  const latest = useRef(takeFocus);
  latest.current = takeFocus;
  useEffect(() => {
    if (!asked) return;
    state.patch({ sectionAsked: null });
    latest.current();
  }, [asked, state]);
}
