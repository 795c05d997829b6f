/**
 * Keys as commands name them: modifiers, then the key, joined by `+`. `Mod` is Command on a Mac and Control elsewhere. A
 * letter or digit stands for the key that bears it: 'Mod+Shift+Z', 'Alt+ArrowDown', ']', 'F6', 'Enter'.
 */

export type Platform = 'mac' | 'windows' | 'linux';

/** What is read from a KeyboardEvent. */
export interface Stroke {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

interface Combination {
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly key: string;
}

function parse(keys: string): Combination {
  const parts = keys.split(/\+(?=.)/);
  const key = parts.pop() ?? '';
  return { mod: parts.includes('Mod'), alt: parts.includes('Alt'), shift: parts.includes('Shift'), key };
}

/** The Latin letter or digit that stands on the physical key, in lower case; '' for other keys. */
function physicalKey(code: string): string {
  return /^(?:Key([A-Z])|Digit(\d))$/.exec(code)?.slice(1).join('').toLowerCase() ?? '';
}

function isLatin(key: string): boolean {
  return /^[\u0020-\u007e]$/.test(key);
}

/** Whether a modifier other than Shift is held. */
export function isChord(stroke: Stroke): boolean {
  return stroke.ctrlKey || stroke.metaKey || stroke.altKey;
}

/**
 * The characters that a stroke may stand for, best first: what the keyboard layout gives, then the Latin letter of the
 * physical key, so that the same keys work while the layout is Russian or Belarusian.
 */
export function charactersOf(stroke: Stroke): readonly string[] {
  const physical = physicalKey(stroke.code);
  // Alt+N on a Mac and the like begin an accent instead of giving a letter.
  if (stroke.key === 'Dead') return physical === '' ? [] : [physical];
  if ([...stroke.key].length !== 1) return [];
  const given = stroke.key.toLowerCase();
  return physical === '' || isLatin(given) ? [given] : [given, physical];
}

/** Whether the stroke is this combination. Shift counts only for letters, digits and named keys: ‘?’ is ‘?’ on any layout. */
export function matchesKeys(keys: string, stroke: Stroke, platform: Platform): boolean {
  const wanted = parse(keys);
  const mod = platform === 'mac' ? stroke.metaKey : stroke.ctrlKey;
  const other = platform === 'mac' ? stroke.ctrlKey : stroke.metaKey;
  if (mod !== wanted.mod || other || stroke.altKey !== wanted.alt) return false;
  const single = [...wanted.key].length === 1;
  const alphanumeric = single && /[\p{L}\p{N}]/u.test(wanted.key);
  if ((!single || alphanumeric) && stroke.shiftKey !== wanted.shift) return false;
  if (!single) return stroke.key === wanted.key;
  return charactersOf(stroke).includes(wanted.key.toLowerCase());
}

const NAMES: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Delete: 'Del',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  '-': '−',
  ' ': 'Space',
};
const MAC_NAMES: Readonly<Record<string, string>> = {
  ...NAMES,
  Enter: '⏎',
  Backspace: '⌫',
  Delete: '⌦',
  Tab: '⇥',
};

/** The combination in the notation of the system. */
export function describeKeys(keys: string, platform: Platform): string {
  const { mod, alt, shift, key } = parse(keys);
  const names = platform === 'mac' ? MAC_NAMES : NAMES;
  const name = names[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  if (platform === 'mac') return `${alt ? '⌥' : ''}${shift ? '⇧' : ''}${mod ? '⌘' : ''}${name}`;
  return [mod && 'Ctrl', alt && 'Alt', shift && 'Shift', name].filter(Boolean).join('+');
}
