import { murmurHash64A } from './murmur.ts';

/*
 * spaCy (3) keeps every text as a number: names that it knows by themselves by their place in a fixed list, all others by their hash.
 */

/** The names by their first number, from spaCy's table of symbols; 19–63 are FLAG19 … FLAG63. */
const SYMBOLS: readonly (readonly [number, string])[] = [
  [
    1,
    'IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_PUNCT IS_SPACE IS_TITLE IS_UPPER LIKE_URL LIKE_NUM ' +
      'LIKE_EMAIL IS_STOP IS_OOV_DEPRECATED IS_BRACKET IS_QUOTE IS_LEFT_PUNCT IS_RIGHT_PUNCT ' +
      'IS_CURRENCY',
  ],
  [
    64,
    'ID ORTH LOWER NORM SHAPE PREFIX SUFFIX LENGTH CLUSTER LEMMA POS TAG DEP ENT_IOB ENT_TYPE HEAD ' +
      'SENT_START SPACY PROB LANG ADJ ADP ADV AUX CONJ CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT ' +
      'SCONJ SYM VERB X EOL SPACE',
  ],
  [
    380,
    'PERSON NORP FACILITY ORG GPE LOC PRODUCT EVENT WORK_OF_ART LANGUAGE LAW DATE TIME PERCENT MONEY ' +
      'QUANTITY ORDINAL CARDINAL acomp advcl advmod agent amod appos attr aux auxpass cc ccomp complm ' +
      'conj cop csubj csubjpass dep det dobj expl hmod hyph infmod intj iobj mark meta neg nmod nn ' +
      'npadvmod nsubj nsubjpass num number oprd obj obl parataxis partmod pcomp pobj poss possessive ' +
      'preconj prep prt punct quantmod relcl rcmod root xcomp acl ENT_KB_ID MORPH ENT_ID IDX _',
  ],
];

const SEED = 1n;
const encoder = new TextEncoder();

const byName = new Map<string, bigint>();
for (const [first, names] of SYMBOLS) {
  for (const [index, name] of names.split(' ').entries()) byName.set(name, BigInt(first + index));
}
for (let flag = 19; flag <= 63; flag += 1) byName.set(`FLAG${flag}`, BigInt(flag));

const nameOf = new Map([...byName].map(([name, number]) => [number, name]));

/** The number of an attribute or other name in spaCy's own list. */
export function symbol(name: string): number {
  const number = byName.get(name);
  if (number === undefined) throw new RangeError(`spaCy has no symbol ${name}`);
  return Number(number);
}

/** The number that stands for a text; 0 for the empty one. */
export function numberOf(text: string): bigint {
  if (text === '') return 0n;
  return byName.get(text) ?? murmurHash64A(encoder.encode(text), SEED);
}

/** Texts by their numbers: spaCy's own, and those that a file lists. */
export class StringTable {
  readonly #texts = new Map<bigint, string>();

  constructor(texts: Iterable<string>) {
    for (const text of texts) this.#texts.set(numberOf(text), text);
  }

  /** Undefined where the file lists no such text. */
  text(number: bigint): string | undefined {
    return number === 0n ? '' : (this.#texts.get(number) ?? nameOf.get(number));
  }
}
