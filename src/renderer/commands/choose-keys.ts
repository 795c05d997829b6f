import { SHELL_COMMANDS } from '../../contract/shell-names.ts';
import type { ChosenKeys } from './chosen-keys.ts';
import type { Command } from './command.ts';
import { isChord, type Platform, type Stroke } from './keys.ts';

/** Keys of windows and menus that are not commands of ours. */
const SYSTEM_KEYS = ['Mod+N', 'Mod+O', 'Mod+W', 'Mod+Q', 'Mod+C', 'Mod+X', 'Mod+V', 'F12', 'F11'];
/** What moves the caret and the focus, with Shift what selects. */
const MOVING = [
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'Tab',
];
const MODIFIERS = [
  'Control',
  'Shift',
  'Alt',
  'Meta',
  'AltGraph',
  'CapsLock',
  'Dead',
  'Process',
  'Unidentified',
];

/**
 * The keys of a stroke as commands name them: 'Mod+Shift+Z'; null while only modifiers are held. A letter is that of the
 * physical key where the layout gives none of the Latin alphabet.
 */
export function keysOf(stroke: Stroke, platform: Platform): string | null {
  if (MODIFIERS.includes(stroke.key)) return null;
  const mod = platform === 'mac' ? stroke.metaKey : stroke.ctrlKey;
  const physical = /^(?:Key|Digit)([A-Z\d])$/.exec(stroke.code)?.[1];
  const single = [...stroke.key].length === 1;
  const latin = /^[\u0021-\u007e]$/.test(stroke.key);
  const key = !single
    ? stroke.key
    : stroke.key === ' '
      ? 'Space'
      : latin
        ? stroke.key.toUpperCase()
        : physical;
  if (key === undefined || key === 'Space') return null;
  // On any layout ‘?’ is ‘?’, whether Shift is needed for it or not.
  const shift = stroke.shiftKey && (!single || /[\p{L}\p{N}]/u.test(key));
  return [mod && 'Mod', stroke.altKey && 'Alt', shift && 'Shift', key].filter(Boolean).join('+');
}

/** Keys that the menu names beside the command: they stay its own. */
export function isMenuKey(command: Pick<Command, 'id'>, keys: string): boolean {
  const inMenu = (SHELL_COMMANDS as readonly string[]).includes(command.id);
  return inMenu && (/^(?:Mod|Alt)\+/.test(keys) || /^(?:Shift\+)?F\d/.test(keys));
}

export type KeyChoice =
  | { readonly outcome: 'free' }
  /** another command has them, and would lose them */
  | { readonly outcome: 'taken'; readonly by: Command }
  | { readonly outcome: 'refused'; readonly why: string };

/** Whether a command can have these keys, among all commands with the keys that they have now. */
export function judgeKeys(
  command: Command,
  keys: string,
  stroke: Stroke,
  commands: readonly Command[],
): KeyChoice {
  const key = keys.split(/\+(?=.)/).at(-1) ?? '';
  if (key === 'Escape') return { outcome: 'refused', why: 'Esc always leaves what is open.' };
  if (SYSTEM_KEYS.includes(keys)) return { outcome: 'refused', why: 'The window has these keys for itself.' };
  if (MOVING.includes(key) && !stroke.altKey)
    return { outcome: 'refused', why: 'These keys move in the text and in lists.' };
  if (!isChord(stroke) && command.where === 'window' && !/^F\d/.test(key))
    return {
      outcome: 'refused',
      why: 'This command also works in fields, where that key writes: add Ctrl or Alt.',
    };
  const holder = commands.find((other) => other.id !== command.id && other.keys.includes(keys));
  if (!holder) return { outcome: 'free' };
  return isMenuKey(holder, keys)
    ? { outcome: 'refused', why: `The menu has them for ‘${holder.title}’.` }
    : { outcome: 'taken', by: holder };
}

/** The choice with these keys given to a command, and taken from the one that had them. */
export function withKeys(
  chosen: ChosenKeys,
  command: Command,
  keys: readonly string[],
  commands: readonly Command[],
): ChosenKeys {
  const byCommand: Record<string, readonly string[]> = { ...chosen.byCommand, [command.id]: keys };
  for (const other of commands) {
    if (other.id === command.id || !other.keys.some((each) => keys.includes(each))) continue;
    byCommand[other.id] = other.keys.filter((each) => !keys.includes(each));
  }
  return { byCommand };
}

/** The choice with a command's usual keys back; null: with all of them. Where another has been given them, it keeps them. */
export function withUsualKeys(chosen: ChosenKeys, commandId: string | null): ChosenKeys {
  if (commandId === null) return { byCommand: {} };
  const { [commandId]: _, ...byCommand } = chosen.byCommand;
  return { byCommand };
}
