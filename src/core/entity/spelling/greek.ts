import { type Sound, sounds } from './sounds.ts';

/** Greek letters and pairs as sounds, after ELOT 743 (ISO 843 type 2), for comparison only. Accents are taken away before. */
const LETTERS: Readonly<Record<string, readonly Sound[]>> = Object.fromEntries(
  Object.entries({
    ου: 'u',
    αι: 'e|a',
    ει: 'i|e',
    οι: 'i|o',
    υι: 'i',
    αυ: 'a v|u',
    ευ: 'e v|u',
    μπ: 'b|m',
    ντ: 'd|n',
    γκ: 'g|k',
    γγ: 'n? g',
    γχ: 'n x|h',
    τσ: 'ts|ch',
    τζ: 'dzh|z',
    α: 'a',
    β: 'v|b',
    γ: 'g|h',
    δ: 'd',
    ε: 'e',
    ζ: 'z',
    η: 'i|e',
    θ: 't|f',
    ι: 'i',
    κ: 'k',
    λ: 'l',
    μ: 'm',
    ν: 'n',
    ξ: 'k s',
    ο: 'o',
    π: 'p',
    ρ: 'r',
    σ: 's',
    τ: 't',
    υ: 'i|u',
    φ: 'f',
    χ: 'x|h',
    ψ: 'p s',
    ω: 'o',
  }).map(([letters, notation]) => [letters, sounds(notation)]),
);

/** The sounds of a folded word in Greek; null where a letter is not known. */
export function greekSounds(word: string): readonly Sound[] | null {
  const heard: Sound[] = [];
  for (let at = 0; at < word.length; at++) {
    const pair = LETTERS[word.slice(at, at + 2)];
    const known = pair && at + 1 < word.length ? pair : LETTERS[word.charAt(at)];
    if (!known) return null;
    if (known === pair) at += 1;
    heard.push(...known);
  }
  return heard;
}
