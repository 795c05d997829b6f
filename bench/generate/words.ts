import type { Chance } from './random.ts';

/** Scripts that generated texts are written in. */
export const SCRIPTS = ['latin', 'cyrillic', 'arabic', 'cjk', 'emoji'] as const;
export type Script = (typeof SCRIPTS)[number];

/** Parts that words are put together from: meaningless, but with the letters, lengths and directions of the script. */
const SYLLABLES: Record<Script, readonly string[]> = {
  latin: ['ta', 'ren', 'mi', 'sol', 'ka', 'vor', 'el', 'du', 'pra', 'ni', 'stä', 'lo', 'gé', 'ber', 'ush'],
  cyrillic: [
    'та',
    'рэн',
    'мі',
    'сол',
    'ка',
    'вор',
    'ел',
    'ду',
    'пра',
    'ні',
    'ста',
    'ло',
    'ґе',
    'бер',
    'уш',
    'щи',
    'ъя',
  ],
  arabic: ['مد', 'ري', 'نا', 'سو', 'لك', 'تب', 'عا', 'شر', 'قا', 'هم'],
  cjk: ['中', '文', '字', '讨', '论', '日', '本', '語', '会', '談', '정', '부'],
  emoji: ['👩‍👩‍👧', '🙂', '🏳️‍🌈', '🇧🇾', 'e\u0301', '👍🏽'],
};

/** Words of a script, the frequent ones first. */
export function vocabulary(chance: Chance, script: Script, size: number): readonly string[] {
  const syllables = SYLLABLES[script];
  const most = script === 'cjk' || script === 'emoji' ? 2 : 4;
  return Array.from({ length: size }, () =>
    Array.from({ length: chance.int(1, most) }, () => chance.pick(syllables)).join(''),
  );
}
