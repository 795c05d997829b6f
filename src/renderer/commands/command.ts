import type { Session } from '../session/session.ts';
import type { Workspace } from '../workspace/workspace.ts';

export const COMMAND_GROUPS = ['File', 'Edit', 'Code', 'View', 'Go', 'Help'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

export interface CommandContext {
  readonly workspace: Workspace;
  readonly session: Session;
}

export interface Condition {
  holds(context: CommandContext): boolean;
  /** what the user has to do first, as a sentence */
  readonly needs: string;
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
  /** what has to be so; absent: it can always be done */
  readonly when?: Condition;
  readonly run: (context: CommandContext) => void | Promise<void>;
}
