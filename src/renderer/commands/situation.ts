import { passageOf } from '../workspace/tagging.ts';
import type { CommandContext } from './command.ts';

/** What commands ask about before they can be done. */
export const hasDocument = ({ workspace }: CommandContext) => workspace.state.get().documentId !== null;
export const hasAnnotation = ({ workspace }: CommandContext) => workspace.state.get().annotationId !== null;
/** An annotation and no text: what then moves by key is the annotation. */
export const hasOnlyAnnotation = ({ workspace }: CommandContext) => {
  const { annotationId, selection } = workspace.state.get();
  return annotationId !== null && selection === null;
};
export const hasPassage = ({ workspace }: CommandContext) => passageOf(workspace) !== null;
export const hasCode = ({ workspace }: CommandContext) => workspace.state.get().codeId !== null;
export const canUndo = ({ workspace }: CommandContext) => workspace.undoNow.current.undo !== null;
export const canRedo = ({ workspace }: CommandContext) => workspace.undoNow.current.redo !== null;
