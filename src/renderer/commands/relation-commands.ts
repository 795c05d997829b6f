import { addSelection, fragmentAt, removeFragment, walkFragments } from '../workspace/fragments.ts';
import { followFromSelected, relateSelected } from '../workspace/relating.ts';
import { selectedAnnotation } from '../workspace/tagging.ts';
import { revisit } from '../workspace/travelling.ts';
import type { Command, Condition } from './command.ts';
import { hasAnnotation, hasSelection } from './situation.ts';

const isRelating: Condition = {
  holds: ({ workspace }) => workspace.state.get().relationStart !== null,
  needs: 'No relation is being made.',
};
const hasFragments: Condition = {
  holds: ({ workspace }) => (selectedAnnotation(workspace)?.spans.length ?? 0) > 1,
  needs: 'Select an annotation of several fragments first.',
};
const hasFragment: Condition = {
  holds: ({ workspace }) => fragmentAt(workspace) !== null,
  needs: 'Go to a fragment first: click it, or press > in an annotation of several.',
};
/** Where Alt with an arrow is not a movement in the text: right after a jump, with its annotation selected. */
const cameByJump = (direction: 'canGoBack' | 'canGoForward'): Condition => ({
  holds: (context) => {
    const { selection } = context.workspace.state.get();
    return context.workspace.places[direction] && selection === null && hasAnnotation.holds(context);
  },
  needs: 'There is no place to go to.',
});

const fragment = (command: Omit<Command, 'group' | 'where'>): Command => ({
  where: 'text',
  ...command,
  group: 'Code',
});

/** Putting annotations together: of several fragments, and in relation to one another. */
export const RELATION_COMMANDS: readonly Command[] = [
  fragment({
    id: 'fragment.add',
    title: 'Add the selection as a fragment, or keep it',
    keys: ['+', 'Shift+Enter'],
    when: hasSelection,
    run: ({ workspace }) => addSelection(workspace),
  }),
  fragment({
    id: 'fragment.remove',
    title: 'Remove the fragment',
    keys: ['-', 'Shift+Delete'],
    when: hasFragment,
    run: ({ workspace }) => {
      const at = fragmentAt(workspace);
      return at ? removeFragment(workspace, at.annotation.id, at.index) : undefined;
    },
  }),
  fragment({
    id: 'fragment.next',
    title: 'Next fragment of the annotation',
    keys: ['>'],
    when: hasFragments,
    run: ({ workspace }) => walkFragments(workspace, 1),
  }),
  fragment({
    id: 'fragment.previous',
    title: 'Previous fragment of the annotation',
    keys: ['<'],
    when: hasFragments,
    run: ({ workspace }) => walkFragments(workspace, -1),
  }),
  {
    id: 'relation.relate',
    title: 'Begin a relation at the annotation, or relate the one begun to it',
    group: 'Code',
    keys: ['L', 'Mod+L'],
    where: 'outside-fields',
    when: hasAnnotation,
    run: ({ workspace }) => relateSelected(workspace),
  },
  {
    id: 'relation.cancel',
    title: 'Cancel the relation that was begun',
    group: 'Code',
    keys: [],
    where: 'outside-fields',
    when: isRelating,
    run: ({ workspace }) => workspace.state.patch({ relationStart: null }),
  },
  {
    id: 'relation.follow',
    title: 'Follow a relation of the annotation',
    group: 'Go',
    keys: ['F', 'Alt+Enter'],
    where: 'outside-fields',
    when: hasAnnotation,
    run: ({ workspace }) => followFromSelected(workspace),
  },
  ...(['back', 'forward'] as const).flatMap((direction): readonly Command[] => {
    const isBack = direction === 'back';
    const title = isBack ? 'Back to where I was' : 'Forward again';
    const run: Command['run'] = ({ workspace }) => revisit(workspace, direction);
    return [
      {
        id: `go.${direction}`,
        title,
        group: 'Go',
        keys: [isBack ? 'Mod+[' : 'Mod+]'],
        where: 'window',
        run,
      },
      {
        id: `go.${direction}FromAnnotation`,
        title: `${title}, from an annotation`,
        group: 'Go',
        keys: [isBack ? 'Alt+ArrowLeft' : 'Alt+ArrowRight'],
        where: 'outside-fields',
        beforeText: true,
        when: cameByJump(isBack ? 'canGoBack' : 'canGoForward'),
        run,
      },
    ];
  }),
];
