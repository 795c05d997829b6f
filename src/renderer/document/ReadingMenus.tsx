import { runCommand, useCommandById } from '../commands/registry.ts';
import { ContextMenu, type MenuChoice } from '../controls/ContextMenu.tsx';
import type { ReadingMenu } from '../reading/index.ts';
import { useObservable } from '../session/observable.ts';
import { useSession, useWorkspace } from '../session/session-context.ts';
import { deleteRelation, followTo, reverseRelation } from '../workspace/relating.ts';

/** What the menu of an annotation offers: commands by id, with shorter names than the palette has; null draws a line. */
const COMMANDS: readonly (readonly [id: string, label: string] | null)[] = [
  ['code.changeCode', 'Change the code …'],
  ['code.note', 'Note'],
  ['fragment.add', 'Add the selection to it'],
  ['fragment.remove', 'Remove this fragment'],
  null,
  ['relation.relate', 'Relate …'],
  ['relation.follow', 'Follow a relation'],
  null,
  ['status.draft', 'Draft'],
  ['status.final', 'Final'],
  ['status.flagged', 'Flagged'],
  null,
  ['edit.copyCited', 'Copy with citation'],
  ['code.removeTag', 'Delete'],
];

/** The menu of an annotation or of a relation, where the pointer is. */
export function ReadingMenus({
  menu,
  onClose,
}: {
  readonly menu: ReadingMenu;
  readonly onClose: () => void;
}) {
  const workspace = useWorkspace();
  const session = useSession();
  // The annotation that the menu is about is chosen just before.
  useObservable(workspace.state, (state) => state.annotationId);
  const commandById = useCommandById();
  const context = { workspace, session };
  const at = { x: menu.x, y: menu.y };
  if (menu.about === 'relation') {
    const { relation } = menu;
    const attempt = (work: () => Promise<void>) => () => void workspace.attempt(work);
    const choices: readonly MenuChoice[] = [
      { id: 'to', label: 'Go to its end', run: attempt(() => followTo(workspace, relation.to)) },
      { id: 'from', label: 'Go to its beginning', run: attempt(() => followTo(workspace, relation.from)) },
      {
        id: 'reverse',
        label: 'Turn it round',
        divides: true,
        run: attempt(() => reverseRelation(workspace, relation)),
      },
      {
        id: 'delete',
        label: 'Delete the relation',
        danger: true,
        run: attempt(() => deleteRelation(workspace, relation)),
      },
    ];
    return <ContextMenu label="Relation" at={at} choices={choices} onClose={onClose} />;
  }
  let divides = false;
  const choices = COMMANDS.flatMap((offered): readonly MenuChoice[] => {
    const command = offered ? commandById(offered[0]) : undefined;
    divides ||= offered === null;
    if (!command || (command.when && !command.when.holds(context))) return [];
    const choice = {
      id: command.id,
      label: offered?.[1] ?? command.title,
      keys: command.keys[0],
      divides,
      danger: command.id === 'code.removeTag',
      run: () => runCommand(command, context),
    };
    divides = false;
    return [choice];
  });
  return <ContextMenu label="Annotation" at={at} choices={choices} onClose={onClose} />;
}
