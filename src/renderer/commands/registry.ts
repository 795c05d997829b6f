import { CODE_COMMANDS } from './code-commands.ts';
import type { Command, CommandContext } from './command.ts';
import { PROJECT_COMMANDS } from './project-commands.ts';
import { VIEW_COMMANDS } from './view-commands.ts';

/** Every command: the palette, the sheet of keys, the keyboard and the menu all read it here. */
export const COMMANDS: readonly Command[] = [...PROJECT_COMMANDS, ...CODE_COMMANDS, ...VIEW_COMMANDS];

const byId = new Map(COMMANDS.map((command) => [command.id, command]));

export function commandById(id: string): Command | undefined {
  return byId.get(id);
}

export function isAvailable(command: Command, context: CommandContext): boolean {
  return command.when?.(context) ?? true;
}

/** Does it, if it can be done now; what goes wrong is shown. */
export function runCommand(command: Command, context: CommandContext): void {
  if (isAvailable(command, context)) void context.workspace.attempt(() => command.run(context));
}
