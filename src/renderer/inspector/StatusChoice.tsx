import { CircleCheck, CircleDashed, Flag } from 'lucide-react';
import type { Annotation, AnnotationStatus } from '../../core/annotation/annotation.ts';
import { Segmented } from '../controls/Segmented.tsx';
import { useDraft } from '../controls/use-draft.ts';
import { useWorkspace } from '../session/session-context.ts';
import { setAnnotationStatus } from '../workspace/annotating.ts';

const CHOICES = [
  { id: 'draft', label: 'Draft', icon: <CircleDashed aria-hidden="true" /> },
  { id: 'final', label: 'Final', icon: <CircleCheck aria-hidden="true" /> },
  { id: 'flagged', label: 'Flagged', icon: <Flag aria-hidden="true" /> },
] as const satisfies readonly {
  readonly id: AnnotationStatus;
  readonly label: string;
  readonly icon: unknown;
}[];

/** Whether the annotation is a draft, final, or flagged to be settled. */
export function StatusChoice({ annotation }: { readonly annotation: Annotation }) {
  const workspace = useWorkspace();
  const draft = useDraft(annotation.status, (status) => {
    void workspace.attempt(() => setAnnotationStatus(workspace, annotation, status as AnnotationStatus));
    return true;
  });
  return (
    <Segmented
      label="Status"
      labelHidden
      value={draft.text as AnnotationStatus}
      choices={CHOICES}
      onChange={draft.write}
      onSettle={draft.keep}
    />
  );
}
