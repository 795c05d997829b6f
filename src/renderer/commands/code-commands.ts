import type { AdjustStep } from '../reading/index.ts';
import { askSection } from '../workspace/sections.ts';
import { adjustByKey, deleteAnnotations, passageOf } from '../workspace/tagging.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Command } from './command.ts';
import { hasAnnotation, hasCode, hasOnlyAnnotation, hasPassage } from './situation.ts';

function withAnnotation(workspace: Workspace, work: (annotationId: string) => void | Promise<void>) {
  const { annotationId } = workspace.state.get();
  return annotationId === null ? undefined : work(annotationId);
}

function withCode(workspace: Workspace, kind: 'code' | 'delete-code'): void {
  const { codeId } = workspace.state.get();
  if (codeId === null) return;
  workspace.state.patch({
    dialog: kind === 'code' ? { kind, codeId, parentId: null } : { kind, codeId },
  });
}

const STEPS: readonly { readonly step: AdjustStep; readonly title: string; readonly key: string }[] = [
  {
    key: 'Alt+Shift+ArrowRight',
    title: 'End: one word on',
    step: { end: 'end', by: 'word', direction: 'forward' },
  },
  {
    key: 'Alt+Shift+ArrowLeft',
    title: 'End: one word back',
    step: { end: 'end', by: 'word', direction: 'backward' },
  },
  {
    key: 'Alt+Shift+ArrowUp',
    title: 'Start: one word back',
    step: { end: 'start', by: 'word', direction: 'backward' },
  },
  {
    key: 'Alt+Shift+ArrowDown',
    title: 'Start: one word on',
    step: { end: 'start', by: 'word', direction: 'forward' },
  },
];

function byCharacter(step: AdjustStep): AdjustStep {
  return { ...step, by: 'character' };
}

const ADJUST_COMMANDS: readonly Command[] = STEPS.flatMap(({ step, title, key }) =>
  [
    { step, title, key },
    { step: byCharacter(step), title: title.replace('word', 'character'), key: `Mod+${key}` },
  ].map(
    (each): Command => ({
      id: `code.adjust.${each.step.end}.${each.step.direction}.${each.step.by}`,
      title: each.title,
      group: 'Code',
      keys: [each.key],
      where: 'outside-fields',
      beforeText: true,
      when: hasOnlyAnnotation,
      run: ({ workspace }) => adjustByKey(workspace, each.step),
    }),
  ),
);

export const CODE_COMMANDS: readonly Command[] = [
  {
    id: 'code.tagSelection',
    title: 'Tag with a code …',
    group: 'Code',
    keys: ['Enter', 'Mod+T'],
    where: 'text',
    when: hasPassage,
    run: ({ workspace }) => {
      const passage = passageOf(workspace);
      if (passage) workspace.state.patch({ dialog: { kind: 'tag', ...passage } });
    },
  },
  {
    id: 'code.changeCode',
    title: 'Change the annotation’s code …',
    group: 'Code',
    keys: ['R', 'Shift+F2'],
    where: 'outside-fields',
    when: hasAnnotation,
    run: ({ workspace }) =>
      withAnnotation(workspace, (id) =>
        workspace.state.patch({ dialog: { kind: 'recode', annotationIds: [id] } }),
      ),
  },
  {
    id: 'code.note',
    title: 'Edit the annotation’s note',
    group: 'Code',
    keys: ['N', 'F2'],
    where: 'outside-fields',
    when: hasAnnotation,
    run: ({ workspace }) => askSection(workspace, 'note'),
  },
  {
    id: 'code.removeTag',
    title: 'Delete the annotation',
    group: 'Code',
    keys: ['Delete', 'Backspace'],
    where: 'text',
    when: hasAnnotation,
    run: ({ workspace }) => withAnnotation(workspace, (id) => deleteAnnotations(workspace, [id])),
  },
  ...ADJUST_COMMANDS,
  {
    id: 'code.new',
    title: 'New code …',
    group: 'Code',
    keys: ['Mod+Shift+N'],
    where: 'window',
    run: ({ workspace }) => workspace.state.patch({ dialog: { kind: 'code', codeId: null, parentId: null } }),
  },
  {
    id: 'code.edit',
    title: 'Edit the chosen code …',
    group: 'Code',
    keys: [],
    where: 'window',
    when: hasCode,
    run: ({ workspace }) => withCode(workspace, 'code'),
  },
  {
    id: 'code.delete',
    title: 'Delete the chosen code …',
    group: 'Code',
    keys: [],
    where: 'window',
    when: hasCode,
    run: ({ workspace }) => withCode(workspace, 'delete-code'),
  },
];
