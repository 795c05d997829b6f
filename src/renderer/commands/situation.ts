import { passageOf } from '../workspace/tagging.ts';
import type { Condition } from './command.ts';

/** What commands need before they can be done. */
export const hasDocument: Condition = {
  holds: ({ workspace }) => workspace.state.get().documentId !== null,
  needs: 'Open a document first.',
};
export const hasAnnotation: Condition = {
  holds: ({ workspace }) => workspace.state.get().annotationId !== null,
  needs: 'Select an annotation first.',
};
/** An annotation and no text: what then moves by key is the annotation. */
export const hasOnlyAnnotation: Condition = {
  holds: (context) => hasAnnotation.holds(context) && context.workspace.state.get().selection === null,
  needs: 'Select an annotation first, and no text.',
};
export const hasSelection: Condition = {
  holds: ({ workspace }) => workspace.state.get().selection !== null,
  needs: 'Select text first.',
};
export const hasPassage: Condition = {
  holds: ({ workspace }) => passageOf(workspace) !== null,
  needs: 'Select text first, or an annotation.',
};
export const hasCode: Condition = {
  holds: ({ workspace }) => workspace.state.get().codeId !== null,
  needs: 'Choose a code in the codebook first.',
};
export const canUndo: Condition = {
  holds: ({ workspace }) => workspace.undoNow.current.undo !== null,
  needs: 'There is nothing to undo.',
};
export const canRedo: Condition = {
  holds: ({ workspace }) => workspace.undoNow.current.redo !== null,
  needs: 'There is nothing to redo.',
};
