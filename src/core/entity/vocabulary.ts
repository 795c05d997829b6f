import type { Id } from '../ids.ts';
import { likeness, soundsOf } from './spelling/compare.ts';
import { foldWord, type NameWord, writtenWords } from './spelling/folding.ts';
import { caseForms, stemsOf } from './spelling/inflection.ts';
import { SortedWords } from './spelling/sorted-words.ts';
import { plainSpelling, type Sound, skeletons } from './spelling/sounds.ts';

/** 'same': but for case and accents; 'transliteration': in another script or spelling; 'inflection': another ending; 'prefix': the beginning typed */
export type ProposalReason = 'same' | 'transliteration' | 'inflection' | 'prefix';

/** A name or alias of an entity. */
export interface Spelling {
  readonly entityId: Id;
  readonly text: string;
  readonly words: readonly KnownWord[];
}

/** A word of some spelling, as it is written but for case: each once in the vocabulary, however many names have it. */
export interface KnownWord {
  readonly folded: string;
  readonly sounds: readonly Sound[] | null;
  readonly spellings: Set<Spelling>;
}

export interface WordMatch {
  /** 0–1 */
  readonly score: number;
  readonly how: ProposalReason;
}

const CYRILLIC = /^\p{Script=Cyrillic}+$/u;
/** Above every transliteration: within one script of cases, other ends are cases. */
const CASE_FORM = 0.94;
const LIKELY_CASE_FORM = 0.86;
const SHORT_CASE_FORM = 0.7;
const PREFIX_LIMIT = 400;
const SHORTEST_STEM_HEARD = 4;

function addTo<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** The words of all names, found again by folding, sound, case form and beginning. */
export class Vocabulary {
  readonly #byWritten = new Map<string, KnownWord>();
  readonly #byFolded = new Map<string, KnownWord[]>();
  readonly #bySkeleton = new Map<string, KnownWord[]>();
  readonly #folded = new SortedWords<KnownWord>();
  readonly #plain = new SortedWords<KnownWord>();

  /** The words of a name, made known where they are not. */
  wordsOf(name: string): readonly KnownWord[] {
    const words: KnownWord[] = [];
    for (const written of writtenWords(name)) {
      const known = this.#byWritten.get(written) ?? this.#learn(written);
      if (known) words.push(known);
    }
    return words;
  }

  #learn(written: string): KnownWord | null {
    const word = foldWord(written);
    if (!word) return null;
    const made: KnownWord = { folded: word.folded, sounds: soundsOf(word), spellings: new Set() };
    this.#byWritten.set(written, made);
    addTo(this.#byFolded, made.folded, made);
    this.#folded.add(made.folded, made);
    if (made.sounds) {
      this.#plain.add(plainSpelling(made.sounds), made);
      for (const key of skeletons(made.sounds)) addTo(this.#bySkeleton, key, made);
    }
    return made;
  }

  /** The known words that a word may be, each with the best reason. `unfinished`: it may also be the beginning of one. */
  matches(word: NameWord, unfinished: boolean): ReadonlyMap<KnownWord, WordMatch> {
    const found = new Map<KnownWord, WordMatch>();
    const take = (known: KnownWord, score: number, how: ProposalReason): void => {
      if (known.spellings.size > 0 && score > (found.get(known)?.score ?? 0))
        found.set(known, { score, how });
    };
    for (const same of this.#byFolded.get(word.folded) ?? []) take(same, 1, 'same');
    const heard = soundsOf(word);
    if (heard) this.#takeHeard(heard, 0, take);
    for (const { form, stem } of caseForms(word.folded)) {
      const score = stem.length > 3 ? (CYRILLIC.test(form) ? CASE_FORM : LIKELY_CASE_FORM) : SHORT_CASE_FORM;
      for (const other of this.#byFolded.get(form) ?? []) take(other, score, 'inflection');
    }
    for (const stem of stemsOf(word.folded).slice(1)) {
      // Endings of vowels are passed over by the comparison itself; these hold a consonant.
      if (stem.length < SHORTEST_STEM_HEARD) continue;
      const sounds = soundsOf({ folded: stem, written: stem });
      if (sounds) this.#takeHeard(sounds, 0.1, (known, score) => take(known, score, 'inflection'));
    }
    if (unfinished) this.#takeBeginnings(word, heard, take);
    return found;
  }

  #takeHeard(
    heard: readonly Sound[],
    malus: number,
    take: (known: KnownWord, score: number, how: ProposalReason) => void,
  ): void {
    const seen = new Set<KnownWord>();
    for (const key of skeletons(heard)) {
      for (const known of this.#bySkeleton.get(key) ?? []) {
        if (known.spellings.size === 0 || seen.has(known) || !known.sounds) continue;
        seen.add(known);
        const like = likeness(heard, known.sounds);
        if (!like) continue;
        const how = like.inflected ? 'inflection' : 'transliteration';
        take(known, like.score - malus - (like.inflected ? 0.06 : 0), how);
      }
    }
  }

  #takeBeginnings(
    word: NameWord,
    heard: readonly Sound[] | null,
    take: (known: KnownWord, score: number, how: ProposalReason) => void,
  ): void {
    const closeness = (known: KnownWord): number => Math.min(1, word.folded.length / known.folded.length);
    for (const known of this.#folded.startingWith(word.folded, PREFIX_LIMIT)) {
      take(known, 0.68 + 0.1 * closeness(known), 'prefix');
    }
    const plain = heard ? plainSpelling(heard) : '';
    if (plain.length < 2) return;
    for (const known of this.#plain.startingWith(plain, PREFIX_LIMIT)) {
      take(known, 0.62 + 0.1 * closeness(known), 'prefix');
    }
  }
}
