import {
  ChevronDown,
  ChevronUp,
  CornerDownRight,
  GitMerge,
  History as HistoryIcon,
  ListFilter,
  Pencil,
  Scissors,
  Settings2,
  Tag,
  Trash2,
  Unlink,
} from 'lucide-react';
import type { CountedCode } from '../../core/codebook/code.ts';
import type { MenuChoice } from '../controls/ContextMenu.tsx';
import type { CodeActions } from './use-code-actions.ts';

/** What can be done with a code, as a menu. */
export function codeMenu(
  code: CountedCode,
  actions: CodeActions,
  hasPassage: boolean,
  rename: () => void,
  parentsToo: readonly CountedCode[],
): readonly MenuChoice[] {
  return [
    {
      id: 'tag',
      label: 'Tag the selected passage',
      icon: <Tag />,
      keys: code.key ?? undefined,
      disabled: !hasPassage || code.kind !== 'span',
      run: () => actions.tag(code.id),
    },
    {
      id: 'next',
      label: 'Next annotation',
      icon: <ChevronDown />,
      keys: '}',
      run: () => actions.walk(code.id, 'next'),
    },
    {
      id: 'previous',
      label: 'Previous annotation',
      icon: <ChevronUp />,
      keys: '{',
      run: () => actions.walk(code.id, 'previous'),
    },
    { id: 'list', label: 'List its annotations', icon: <ListFilter />, run: () => actions.list(code.id) },
    { id: 'rename', label: 'Rename', icon: <Pencil />, keys: 'F2', divides: true, run: rename },
    {
      id: 'edit',
      label: 'Definition, attributes, colour, key …',
      icon: <Settings2 />,
      run: () => actions.edit(code.id),
    },
    {
      id: 'definition',
      label: 'Versions of its definition',
      icon: <HistoryIcon />,
      run: () => actions.definition(code.id),
    },
    {
      id: 'merge',
      label: 'Merge into …',
      icon: <GitMerge />,
      divides: true,
      run: () => actions.merge(code.id),
    },
    {
      id: 'split',
      label: 'Split …',
      icon: <Scissors />,
      disabled: code.kind !== 'span',
      run: () => actions.split(code.id),
    },
    {
      id: 'child',
      label: 'New code under it …',
      icon: <CornerDownRight />,
      run: () => actions.addUnder(code.id),
    },
    ...parentsToo.map(
      (parent): MenuChoice => ({
        id: `leave ${parent.id}`,
        label: `Take away from ‘${parent.name}’`,
        icon: <Unlink />,
        run: () => actions.leavePlace(code.id, parent.id),
      }),
    ),
    {
      id: 'delete',
      label: 'Delete …',
      icon: <Trash2 />,
      keys: 'Delete',
      danger: true,
      divides: true,
      run: () => actions.remove(code.id),
    },
  ];
}
