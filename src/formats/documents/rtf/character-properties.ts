import type { MarkKind } from '../../../core/text/structure.ts';
import { type GroupState, plainCharacters } from './state.ts';

/**
 * Lets a group take a control word that says how characters look.
 * @returns whether the word was one
 */
export function setCharacterProperty(group: GroupState, word: string, parameter: number | null): boolean {
  const on = parameter !== 0;
  switch (word) {
    case 'b':
      group.bold = on;
      return true;
    case 'i':
      group.italic = on;
      return true;
    case 'ulnone':
      group.underline = false;
      return true;
    case 'strike':
    case 'striked':
      group.strike = on;
      return true;
    case 'super':
      group.position = on ? 'super' : 'normal';
      return true;
    case 'sub':
      group.position = on ? 'sub' : 'normal';
      return true;
    case 'nosupersub':
      group.position = 'normal';
      return true;
    case 'v':
      group.hidden = on;
      return true;
    case 'deleted':
      group.deleted = on;
      return true;
    case 'f':
      group.font = parameter ?? 0;
      return true;
    case 'plain':
      Object.assign(group, plainCharacters());
      return true;
    default:
      if (!/^ul(?:d|db|dash|dashd|dashdd|hwave|ldash|th|thd|thdash|wave|w|uldbwave)?$/.test(word))
        return false;
      group.underline = on;
      return true;
  }
}

/** How the text of a group is marked. */
export function kindsOf({ bold, italic, underline, strike, position, href }: GroupState): MarkKind[] {
  const kinds: MarkKind[] = [];
  if (bold) kinds.push('strong');
  if (italic) kinds.push('emphasis');
  // Links are underlined as such; that says nothing more.
  if (underline && href === undefined) kinds.push('underline');
  if (strike) kinds.push('strikethrough');
  if (position === 'super') kinds.push('superscript');
  if (position === 'sub') kinds.push('subscript');
  return kinds;
}
