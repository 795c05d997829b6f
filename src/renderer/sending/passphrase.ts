/** What is enough for a file that may lie in anybody's mailbox for years. */
const STRONG_BITS = 60;
const FAIR_BITS = 40;

const KINDS: readonly (readonly [of: RegExp, many: number])[] = [
  [/\p{Ll}/u, 26],
  [/\p{Lu}/u, 26],
  [/\p{Lo}/u, 100],
  [/\p{N}/u, 10],
  [/[^\p{L}\p{N}]/u, 20],
];

/**
 * How hard a passphrase is to guess, in bits, roughly: words as if drawn from a list of two thousand, anything else
 * sign by sign, and signs that say the same again (aaaa, 1234) for little. The derivation of the key adds 18 bits.
 */
export function guessingBits(passphrase: string): number {
  const signs = [...passphrase];
  const steps = signs.map((sign, i) => (sign.codePointAt(0) ?? 0) - (signs[i - 1]?.codePointAt(0) ?? 0));
  const fresh = signs.filter((_, i) => i < 2 || steps[i] !== steps[i - 1]).length;
  const alphabet = KINDS.reduce((sum, [of, many]) => sum + (of.test(passphrase) ? many : 0), 0);
  const bySign = fresh * Math.log2(Math.max(2, alphabet));
  const words = new Set(passphrase.toLowerCase().match(/\p{L}{3,}/gu) ?? []);
  const others = signs.filter((sign) => !/[\p{L}\s]/u.test(sign)).length;
  const byWord = words.size * 11 + others * 4;
  return Math.min(bySign, words.size > 0 ? byWord : bySign);
}

/** In words what to think of a passphrase; undefined where none is written. */
export function strengthWords(passphrase: string): string | undefined {
  if (passphrase === '') return undefined;
  const bits = guessingBits(passphrase);
  if (bits >= STRONG_BITS) return 'Strong.';
  const advice = 'Six words that do not belong together are strong, and can be told by telephone.';
  return bits >= FAIR_BITS ? `Fair. ${advice}` : `Weak: it can be guessed. ${advice}`;
}
