import { passageOf } from '../workspace/tagging.ts';
import type { CommandContext } from './command.ts';

/** What commands ask about before they can be done. */
export const hasDocument = ({ workspace }: CommandContext) => workspace.state.get().documentId !== null;
export const hasAnnotation = ({ workspace }: CommandContext) => workspace.state.get().annotationId !== null;
export const hasPassage = ({ workspace }: CommandContext) => passageOf(workspace) !== null;
export const hasCode = ({ workspace }: CommandContext) => workspace.state.get().codeId !== null;
export const canUndo = ({ workspace }: CommandContext) => workspace.undoNow.current.undo !== null;
export const canRedo = ({ workspace }: CommandContext) => workspace.undoNow.current.redo !== null;
