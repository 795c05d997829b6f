import type { Session } from '../session/session.ts';
import type { Workspace } from '../workspace/workspace.ts';

export const COMMAND_GROUPS = ['File', 'Edit', 'Code', 'View', 'Go', 'Help'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

export interface CommandContext {
  readonly workspace: Workspace;
  readonly session: Session;
}

/**
 * One thing that the user can do: in the command palette, on the sheet of keys, by key, and from the menu, where the id is a
 * ShellCommand.
 */
export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: CommandGroup;
  /** see keys.ts */
  readonly keys: readonly string[];
  /** where its keys work: 'window' also in text fields, 'outside-fields', or only with the focus in the text */
  readonly where: 'window' | 'outside-fields' | 'text';
  /** its keys come before those of the text, which has others of its own on them */
  readonly beforeText?: boolean;
  /** whether it can be done now; absent: always */
  readonly when?: (context: CommandContext) => boolean;
  readonly run: (context: CommandContext) => void | Promise<void>;
}
