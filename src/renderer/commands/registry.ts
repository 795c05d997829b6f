import { useObservable } from '../session/observable.ts';
import { useSession } from '../session/session-context.ts';
import type { ChosenKeys } from './chosen-keys.ts';
import { CODE_COMMANDS } from './code-commands.ts';
import { CODEBOOK_COMMANDS } from './codebook-commands.ts';
import type { Command, CommandContext } from './command.ts';
import { INSPECTOR_COMMANDS } from './inspector-commands.ts';
import { MERGE_COMMANDS } from './merge-commands.ts';
import { PAGE_COMMANDS } from './page-commands.ts';
import { PEOPLE_COMMANDS } from './people-commands.ts';
import { PROJECT_COMMANDS } from './project-commands.ts';
import { QUICK_COMMANDS } from './quick-commands.ts';
import { RELATION_COMMANDS } from './relation-commands.ts';
import { SEARCH_COMMANDS } from './search-commands.ts';
import { TEXT_COMMANDS } from './text-commands.ts';
import { VIEW_COMMANDS } from './view-commands.ts';

/** Every command: the palette, the sheet of keys, the keyboard and the menu all read it here. */
export const COMMANDS: readonly Command[] = [
  ...PROJECT_COMMANDS,
  ...MERGE_COMMANDS,
  ...CODE_COMMANDS,
  ...INSPECTOR_COMMANDS,
  ...CODEBOOK_COMMANDS,
  ...PAGE_COMMANDS,
  ...PEOPLE_COMMANDS,
  ...QUICK_COMMANDS,
  ...RELATION_COMMANDS,
  ...SEARCH_COMMANDS,
  ...TEXT_COMMANDS,
  ...VIEW_COMMANDS,
];

const byId = new Map(COMMANDS.map((command) => [command.id, command]));

/** With its usual keys. */
export function commandById(id: string): Command | undefined {
  return byId.get(id);
}

let latest: { readonly chosen: ChosenKeys; readonly commands: readonly Command[] } | null = null;

/** Every command with the keys that it has now; the same array while the choice is the same. */
export function commandsWith(chosen: ChosenKeys): readonly Command[] {
  if (latest?.chosen === chosen) return latest.commands;
  const given = new Set(Object.values(chosen.byCommand).flat());
  const commands = COMMANDS.map((command) => {
    // A usual key that was given to another command is that one's.
    const keys = chosen.byCommand[command.id] ?? command.keys.filter((each) => !given.has(each));
    return { ...command, keys };
  });
  latest = { chosen, commands };
  return commands;
}

/** A command by its id, with the keys that it has now. */
export function useCommandById(): (id: string) => Command | undefined {
  const commands = useCommands();
  return (id) => commands.find((command) => command.id === id);
}

/** The keys that a command has now, for a button that does it. */
export function useKeysOf(): (id: string) => string | undefined {
  const commandOf = useCommandById();
  return (id) => commandOf(id)?.keys[0];
}

/** Every command with the keys that it has now, for what is on the screen. */
export function useCommands(): readonly Command[] {
  return commandsWith(useObservable(useSession().chosenKeys, (chosen) => chosen));
}

export function isAvailable(command: Command, context: CommandContext): boolean {
  return command.when?.holds(context) ?? true;
}

/** Does it; where it cannot be done now, says what has to be done first. What goes wrong is shown. */
export function runCommand(command: Command, context: CommandContext): void {
  const { attempt, notices } = context.workspace;
  if (command.when && !command.when.holds(context)) notices.info(command.when.needs);
  else void attempt(() => command.run(context));
}
