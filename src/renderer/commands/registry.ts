import { CODE_COMMANDS } from './code-commands.ts';
import type { Command, CommandContext } from './command.ts';
import { PAGE_COMMANDS } from './page-commands.ts';
import { PROJECT_COMMANDS } from './project-commands.ts';
import { VIEW_COMMANDS } from './view-commands.ts';

/** Every command: the palette, the sheet of keys, the keyboard and the menu all read it here. */
export const COMMANDS: readonly Command[] = [
  ...PROJECT_COMMANDS,
  ...CODE_COMMANDS,
  ...PAGE_COMMANDS,
  ...VIEW_COMMANDS,
];

const byId = new Map(COMMANDS.map((command) => [command.id, command]));

export function commandById(id: string): Command | undefined {
  return byId.get(id);
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
