/**
 * A letter or group of letters as what it may sound like. Coarse on purpose: names are compared by it, never written by it.
 */
export interface Sound {
  /** index into SOUNDS: what it most likely is */
  readonly likely: number;
  /** bits of all that it may be */
  readonly possible: number;
  /** another spelling of the name may well leave it out */
  readonly optional: boolean;
  /** the classes of consonants that it may be, the likely one first; '' for a vowel, a glide or nothing */
  readonly classes: readonly string[];
}

const VOWELS = ['a', 'e', 'i', 'o', 'u'] as const;
const CONSONANTS = [
  'b',
  'v',
  'g',
  'h',
  'x',
  'd',
  'zh',
  'z',
  'k',
  'l',
  'm',
  'n',
  'p',
  'r',
  's',
  't',
  'f',
  'ts',
  'ch',
  'sh',
  'shch',
  'j',
  'dzh',
] as const;
export const SOUNDS: readonly string[] = [...VOWELS, ...CONSONANTS];
const INDEX = new Map(SOUNDS.map((name, index) => [name, index]));
const GLIDE = SOUNDS.indexOf('j');

export function isVowel(sound: Sound): boolean {
  return sound.likely < VOWELS.length;
}

export function isGlide(sound: Sound): boolean {
  return sound.likely === GLIDE;
}

function indexOf(name: string): number {
  const index = INDEX.get(name);
  if (index === undefined) throw new RangeError(`no sound is called ${name}`);
  return index;
}

/** Sounds from a notation: "o? u|v" is an o that may be missing, then a u that may be a v. */
export function sounds(notation: string): readonly Sound[] {
  return notation.split(' ').flatMap((token) => {
    if (token === '') return [];
    const optional = token.endsWith('?');
    const indices = (optional ? token.slice(0, -1) : token).split('|').map(indexOf);
    const possible = indices.reduce((mask, index) => mask | (1 << index), 0);
    const likely = indices[0] ?? 0;
    return [{ likely, possible, optional, classes: classesOf(likely, possible, optional) }];
  });
}

/** Consonants that may stand for one another in some spelling share a class; vowels and j have none. */
const CLASSES: Readonly<Record<string, string>> = {
  b: 'B',
  v: 'F',
  g: 'G',
  h: 'G',
  x: 'G',
  d: 'D',
  zh: 'S',
  z: 'S',
  k: 'K',
  l: 'L',
  m: 'M',
  n: 'N',
  p: 'P',
  r: 'R',
  s: 'S',
  t: 'T',
  f: 'F',
  ts: 'S',
  ch: 'S',
  sh: 'S',
  shch: 'S',
  dzh: 'S',
};
const CLASS_OF = SOUNDS.map((name) => CLASSES[name] ?? '');

function classesOf(likely: number, possible: number, optional: boolean): readonly string[] {
  const classes = [optional ? '' : (CLASS_OF[likely] ?? '')];
  for (const [index, name] of CLASS_OF.entries()) {
    if (possible & (1 << index) && !classes.includes(name)) classes.push(name);
  }
  return classes;
}

const SKELETON_LIMIT = 8;

/**
 * Under which keys a word is looked up: its consonants by class, without repetition, in each way they may be read; the likely one first, at most 8.
 */
export function skeletons(word: readonly Sound[]): readonly string[] {
  let keys: readonly string[] = [''];
  for (const { classes } of word) {
    const [only = ''] = classes;
    if (classes.length > 1) {
      const next = classes.flatMap((name) => keys.map((key) => longer(key, name)));
      keys = [...new Set(next)].slice(0, SKELETON_LIMIT);
    } else if (only !== '') keys = keys.map((key) => longer(key, only));
  }
  return keys.length > 1 ? [...new Set(keys)] : keys;
}

function longer(key: string, name: string): string {
  return name === '' || key.endsWith(name) ? key : key + name;
}

/** The likely sounds as one plain spelling, for looking up by a beginning in another script. */
export function plainSpelling(word: readonly Sound[]): string {
  return word
    .filter((sound) => !sound.optional && !isGlide(sound))
    .map((sound) => SOUNDS[sound.likely] ?? '')
    .join('');
}
