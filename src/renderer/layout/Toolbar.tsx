import {
  ChevronDown,
  Download,
  FileInput,
  PanelLeft,
  PanelRight,
  Redo2,
  Search,
  TextSearch,
  Undo2,
  Users,
} from 'lucide-react';
import { Button as AriaButton, MenuTrigger, Popover } from 'react-aria-components';
import { describeAction, type UndoState } from '../../core/journal/action.ts';
import { CommandKeys } from '../commands/CommandKeys.tsx';
import { runCommand, useCommandById, useKeysOf } from '../commands/registry.ts';
import { IconButton } from '../controls/buttons.tsx';
import menuStyles from '../controls/ContextMenu.module.css';
import { type MenuChoice, MenuChoices } from '../controls/ContextMenu.tsx';
import { classNames } from '../controls/class-names.ts';
import { useObservable } from '../session/observable.ts';
import { useProject } from '../session/queries.ts';
import { useSession, useWorkspace } from '../session/session-context.ts';
import styles from './Toolbar.module.css';

const PROJECT_MENU: readonly (readonly [id: string, divides?: 'divides'])[] = [
  ['file.renameProject'],
  ['file.documentFields'],
  ['go.search'],
  ['go.memos'],
  ['go.progress'],
  ['go.assignments'],
  ['go.review'],
  ['go.agreement'],
  ['view.people'],
  ['file.importCodebook', 'divides'],
  ['file.exportCodebook'],
  ['file.backup', 'divides'],
  ['file.check'],
  ['view.theme.light', 'divides'],
  ['view.theme.dark'],
  ['view.theme.system'],
  ['file.open', 'divides'],
  ['file.leave'],
];

function labelOf(verb: string, step: UndoState['undo']): string {
  return step ? `${verb} ${describeAction(step.type, step.subject)}` : verb;
}

/** Project, commands, undo and redo, import and export: one line. */
export function Toolbar() {
  const workspace = useWorkspace();
  const session = useSession();
  const commandById = useCommandById();
  const keysOf = useKeysOf();
  const project = useProject();
  const undoState = useObservable(workspace.state, (state) => state.undoState);
  const { leftOpen, rightOpen } = useObservable(workspace.layout, (layout) => layout);
  const run = (id: string) => {
    const command = commandById(id);
    if (command) runCommand(command, { workspace, session });
  };
  const theme = useObservable(session.state, (state) => state.shell?.settings.theme);
  const choices = PROJECT_MENU.flatMap(([id, divides]): readonly MenuChoice[] => {
    const command = commandById(id);
    if (!command) return [];
    return [
      {
        id,
        label: command.title,
        keys: command.keys[0],
        icon: id === `view.theme.${theme}` ? '✓' : undefined,
        divides: divides !== undefined,
        run: () => run(id),
      },
    ];
  });

  return (
    <header className={styles.toolbar}>
      <div className={styles.group}>
        <IconButton
          label="Documents and codes"
          keys={keysOf('view.toggleLeft')}
          icon={<PanelLeft />}
          pressed={leftOpen}
          onPress={() => run('view.toggleLeft')}
        />
        <MenuTrigger>
          <AriaButton
            className={classNames(styles.project)}
            aria-label={`Project ${project?.project.name ?? ''}`}
          >
            {/* Together with the name, so that nothing is moved by it. */}
            {project && (
              <>
                <span>{project.project.name}</span>
                <ChevronDown size={14} aria-hidden="true" />
              </>
            )}
          </AriaButton>
          <Popover className={classNames(menuStyles.popover)} offset={2}>
            <MenuChoices label="Project" choices={choices} />
          </Popover>
        </MenuTrigger>
      </div>
      <AriaButton className={classNames(styles.search)} onPress={() => run('go.commands')}>
        <Search size={14} aria-hidden="true" />
        <span>Commands and documents</span>
        <CommandKeys id="go.commands" />
      </AriaButton>
      <div className={classNames(styles.group, styles.end)}>
        <IconButton
          label={labelOf('Undo', undoState.undo)}
          keys={keysOf('edit.undo')}
          icon={<Undo2 />}
          isDisabled={!undoState.undo}
          onPress={() => run('edit.undo')}
        />
        <IconButton
          label={labelOf('Redo', undoState.redo)}
          keys={keysOf('edit.redo')}
          icon={<Redo2 />}
          isDisabled={!undoState.redo}
          onPress={() => run('edit.redo')}
        />
        <span className={styles.gap} />
        <IconButton
          label="Search all texts"
          keys={keysOf('go.search')}
          icon={<TextSearch />}
          onPress={() => run('go.search')}
        />
        <IconButton
          label="Import files"
          keys={keysOf('file.importFiles')}
          icon={<FileInput />}
          onPress={() => run('file.importFiles')}
        />
        <IconButton
          label="Export"
          keys={keysOf('file.export')}
          icon={<Download />}
          onPress={() => run('file.export')}
        />
        <span className={styles.gap} />
        <IconButton
          label="People and their layers"
          keys={keysOf('view.people')}
          icon={<Users />}
          onPress={() => run('view.people')}
        />
        <IconButton
          label="Inspector"
          keys={keysOf('view.toggleRight')}
          icon={<PanelRight />}
          pressed={rightOpen}
          onPress={() => run('view.toggleRight')}
        />
      </div>
    </header>
  );
}
