import type { Code } from '../../core/codebook/code.ts';
import type { Command } from './command.ts';
import { charactersOf, isChord, matchesKeys, type Platform, type Stroke } from './keys.ts';

/** Where a key was pressed. */
export interface KeyPlace {
  /** in a field that takes text: its keys are its own */
  readonly inField: boolean;
  /** in the text pane, or nowhere in particular */
  readonly inText: boolean;
  /** in a list or tree that finds its rows by their first letters */
  readonly inTypeahead: boolean;
  /** text or an annotation is selected */
  readonly passage: boolean;
}

export type Resolved =
  /** goesOn: with Shift held, what comes next is selected then */
  | { readonly kind: 'code'; readonly codeId: string; readonly goesOn: boolean }
  | { readonly kind: 'command'; readonly command: Command }
  | null;

type KeyedCode = Pick<Code, 'id' | 'key'>;
type KeyedCommand = Pick<Command, 'keys' | 'where'>;

function worksAt(command: KeyedCommand, keys: string, place: KeyPlace): boolean {
  const bare = !/^(?:Mod|Alt)\+|^F\d/.test(keys);
  if (place.inField) return command.where === 'window' && !bare;
  if (command.where === 'text') return place.inText || !bare;
  return !(bare && place.inTypeahead && keys.length === 1);
}

/**
 * What a key press means. With Shift a code's key tags and goes on to the next passage. A code's key comes before a command of one letter, but only with a passage selected, and never in
 * a field that takes text; the commands that such a code hides have a second key.
 */
export function resolveStroke(
  stroke: Stroke,
  place: KeyPlace,
  codes: readonly KeyedCode[],
  commands: readonly Command[],
  platform: Platform,
): Resolved {
  if (place.passage && !place.inField && !place.inTypeahead && !isChord(stroke)) {
    for (const character of charactersOf(stroke)) {
      const code = codes.find(({ key }) => key === character);
      if (code) return { kind: 'code', codeId: code.id, goesOn: stroke.shiftKey };
    }
  }
  for (const command of commands) {
    const fits = command.keys.some(
      (keys) => worksAt(command, keys, place) && matchesKeys(keys, stroke, platform),
    );
    if (fits) return { kind: 'command', command };
  }
  return null;
}

/** The commands that a code's key hides while a passage is selected, with the keys that remain for them. */
export function hiddenBy(
  key: string,
  commands: readonly Command[],
): readonly { readonly command: Command; readonly otherKeys: readonly string[] }[] {
  const lower = key.toLowerCase();
  return commands
    .filter((command) => command.keys.some((keys) => keys.toLowerCase() === lower))
    .map((command) => ({ command, otherKeys: command.keys.filter((keys) => keys.toLowerCase() !== lower) }));
}
