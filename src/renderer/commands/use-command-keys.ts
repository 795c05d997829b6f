import { useEffect } from 'react';
import type { CountedCode } from '../../core/codebook/code.ts';
import { queryKeys } from '../session/invalidation.ts';
import { useSession, useWorkspace } from '../session/session-context.ts';
import { isPlainKey, TEXT_FIELDS } from '../typing/press-again.ts';
import { tagAndGoOn } from '../workspace/quick-coding.ts';
import { passageOf, tagWith } from '../workspace/tagging.ts';
import type { Command, CommandContext } from './command.ts';
import { matchesKeys } from './keys.ts';
import { commandById, commandsWith, isAvailable, runCommand } from './registry.ts';
import { type KeyPlace, resolveStroke } from './resolve.ts';

const TYPEAHEADS = '[role=treegrid], [role=tree], [role=menu]';

function placeOf(target: EventTarget | null, context: CommandContext): KeyPlace {
  const element = target instanceof Element ? target : document.body;
  const inPane = element === document.body || element.closest('[data-pane="text"]') !== null;
  return {
    inField: element.matches(TEXT_FIELDS),
    inText: inPane && !element.matches('button, a, [role=separator]'),
    inTypeahead: element.closest(TYPEAHEADS) !== null,
    passage: passageOf(context.workspace) !== null,
  };
}

/** Edit commands of the menu that a focused text field does itself. */
const FIELD_COMMANDS: Readonly<Record<string, string>> = {
  'edit.undo': 'undo',
  'edit.redo': 'redo',
  'edit.selectAll': 'selectAll',
};

/** Lets the keyboard and the menu do the commands while the project is open. */
export function useCommandKeys(): void {
  const workspace = useWorkspace();
  const session = useSession();
  useEffect(() => {
    const { typedAhead } = workspace;
    const context: CommandContext = { workspace, session };
    const commands = () => commandsWith(session.chosenKeys.get());
    const platform = () => session.state.get().shell?.platform ?? 'linux';
    const isIdle = (event: KeyboardEvent) =>
      !event.defaultPrevented && !event.isComposing && workspace.state.get().dialog === null;
    const availableOf = (all: readonly Command[]) => all.filter((command) => isAvailable(command, context));

    const isCommand = (event: KeyboardEvent) =>
      commands().some(({ keys }) => keys.some((each) => matchesKeys(each, event, platform())));
    const beforeAll = (event: KeyboardEvent) => {
      if (!(isPlainKey(event) || isCommand(event)) || !typedAhead.takes(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const beforeText = (event: KeyboardEvent) => {
      if (!isIdle(event) || !event.altKey) return;
      const first = availableOf(commands().filter((command) => command.beforeText));
      const meant = resolveStroke(event, placeOf(event.target, context), [], first, platform());
      if (meant?.kind !== 'command') return;
      event.preventDefault();
      event.stopPropagation();
      runCommand(meant.command, context);
    };
    const press = (event: KeyboardEvent): boolean => {
      if (!isIdle(event)) return false;
      const all = workspace.queries.getQueryData<readonly CountedCode[]>(queryKeys.codes) ?? [];
      const codes = all.filter(({ kind }) => kind === 'span');
      const place = placeOf(event.target, context);
      const meant = resolveStroke(event, place, codes, availableOf(commands()), platform());
      if (!meant) return false;
      event.preventDefault();
      if (meant.kind === 'command') {
        runCommand(meant.command, context);
        return true;
      }
      const passage = passageOf(workspace);
      if (!passage || event.repeat) return true;
      const { codeId, goesOn } = meant;
      void workspace.attempt(() =>
        goesOn ? tagAndGoOn(workspace, codeId) : tagWith(workspace, codeId, passage),
      );
      return true;
    };
    // Letters and digits that act on the text stay between the text and us: the widgets' library draws all its focus rings
    // anew at every one that reaches the document, which took longer than all the rest of tagging.
    const actsInText = ({ target, key, ctrlKey, altKey, metaKey }: KeyboardEvent) =>
      [...key].length === 1 &&
      !(ctrlKey || altKey || metaKey) &&
      target instanceof Element &&
      target.closest('[data-part="text"]') !== null &&
      !target.matches(TEXT_FIELDS);
    const pressInText = (event: KeyboardEvent) => {
      if (actsInText(event) && press(event)) event.stopPropagation();
    };
    const releaseInText = (event: KeyboardEvent) => {
      if (actsInText(event)) event.stopPropagation();
    };
    const onKeyDown = (event: KeyboardEvent) => void press(event);
    window.addEventListener('keydown', beforeAll, { capture: true });
    window.addEventListener('keydown', beforeText, { capture: true });
    window.addEventListener('keydown', pressInText, { capture: true });
    window.addEventListener('keyup', releaseInText, { capture: true });
    window.addEventListener('keydown', onKeyDown);
    const stop = session.onCommand((id) => {
      const focused = document.activeElement;
      const native = FIELD_COMMANDS[id];
      if (native && focused?.matches(TEXT_FIELDS)) {
        // The only way to reach a field's own undo history.
        document.execCommand(native);
        return;
      }
      const command = commandById(id);
      if (command && workspace.state.get().dialog === null) runCommand(command, context);
    });
    return () => {
      typedAhead.forget();
      window.removeEventListener('keydown', beforeAll, { capture: true });
      window.removeEventListener('keydown', beforeText, { capture: true });
      window.removeEventListener('keydown', pressInText, { capture: true });
      window.removeEventListener('keyup', releaseInText, { capture: true });
      window.removeEventListener('keydown', onKeyDown);
      stop();
    };
  }, [workspace, session]);
}
