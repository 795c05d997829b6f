import type { Id } from '../ids.ts';
import type { Entity } from './entity.ts';
import { keyOfWords, nameWords } from './spelling/folding.ts';
import {
  type KnownWord,
  type ProposalReason,
  type Spelling,
  Vocabulary,
  type WordMatch,
} from './vocabulary.ts';

/** An entity that words may name. */
export interface Proposal {
  readonly entityId: Id;
  /** the name or alias that it was found by */
  readonly matched: string;
  readonly how: ProposalReason;
  /** 0–1, descending */
  readonly score: number;
}

/** The part of an entity that it is found by. */
export type NamedEntity = Pick<Entity, 'id' | 'name' | 'aliases'>;

/** Proposals below this are none. */
const LEAST_SCORE = 0.45;
/** Spellings that are looked at closely; those with the rarest words first. */
const CANDIDATE_LIMIT = 600;
/** No name has more words. */
const QUERY_KEY_WORDS = 200;
/** Words of a query that are looked up: a passage longer than a name costs no more. */
const QUERY_WORDS = 24;

const REASONS: readonly ProposalReason[] = ['same', 'transliteration', 'inflection', 'prefix'];

interface QueryWord {
  readonly folded: string;
  readonly weight: number;
  readonly matches: ReadonlyMap<KnownWord, WordMatch>;
}

/**
 * Finds entities by what a passage calls them: by name and alias without regard to case and accents, in another script or spelling, in another
 * grammatical case, by some of the words of a longer name, and by a beginning as it is typed. Held in memory; 10,000 entities with five aliases each
 * are indexed in about a second and asked in a few milliseconds.
 *
 * Words count by how rare they are and the last one more than the others, so that a family name weighs more than a given one and both more than "University".
 */
export class EntityIndex {
  readonly #vocabulary = new Vocabulary();
  readonly #spellings = new Map<Id, readonly Spelling[]>();
  readonly #byKey = new Map<string, Set<Spelling>>();

  static of(entities: Iterable<NamedEntity>): EntityIndex {
    const index = new EntityIndex();
    for (const entity of entities) index.put(entity);
    return index;
  }

  /** Adds an entity, or brings it to what it is now. */
  put(entity: NamedEntity): void {
    this.remove(entity.id);
    const spellings = [...new Set([entity.name, ...entity.aliases])].map((text): Spelling => {
      return { entityId: entity.id, text, words: this.#vocabulary.wordsOf(text) };
    });
    for (const spelling of spellings) {
      for (const word of spelling.words) word.spellings.add(spelling);
      const key = keyOfWords(spelling.text, spelling.words);
      const alike = this.#byKey.get(key);
      if (alike) alike.add(spelling);
      else this.#byKey.set(key, new Set([spelling]));
    }
    this.#spellings.set(entity.id, spellings);
  }

  remove(entityId: Id): void {
    for (const spelling of this.#spellings.get(entityId) ?? []) {
      for (const word of spelling.words) word.spellings.delete(spelling);
      const key = keyOfWords(spelling.text, spelling.words);
      const alike = this.#byKey.get(key);
      alike?.delete(spelling);
      if (alike?.size === 0) this.#byKey.delete(key);
    }
    this.#spellings.delete(entityId);
  }

  /**
   * At most `limit` entities that the words may name, best first, each by the best of its spellings. Those that have the very words as name or alias
   * come before all others.
   */
  propose(words: string, limit: number): readonly Proposal[] {
    const best = new Map<Id, Proposal>();
    const take = (spelling: Spelling, score: number, how: ProposalReason): void => {
      const before = best.get(spelling.entityId);
      const better =
        !before || score > before.score || (score === before.score && spelling.text < before.matched);
      if (!better) return;
      best.set(spelling.entityId, { entityId: spelling.entityId, matched: spelling.text, how, score });
    };
    const exact = words.trim().normalize('NFC');
    for (const spelling of this.#byKey.get(keyOfWords(words, nameWords(words, QUERY_KEY_WORDS))) ?? []) {
      take(spelling, spelling.text.trim().normalize('NFC') === exact ? 1 : 0.99, 'same');
    }
    const query = this.#query(words);
    const asked = query.reduce((sum, word) => sum + word.weight, 0);
    for (const spelling of this.#candidates(query)) {
      const { score, how } = this.#compare(query, asked, spelling);
      if (score >= LEAST_SCORE) take(spelling, score, how);
    }
    return [...best.values()]
      .sort((a, b) => b.score - a.score || inOrder(a.matched, b.matched) || inOrder(a.entityId, b.entityId))
      .slice(0, limit);
  }

  #query(words: string): readonly QueryWord[] {
    const known = nameWords(words, QUERY_WORDS);
    return known.map((word, at) => {
      const matches = this.#vocabulary.matches(word, at === known.length - 1);
      // A word is as common as the commonest that it stands for; one that stands for none is as rare as can be.
      const bearers = Math.max(
        1,
        ...[...matches].filter(([, match]) => match.how !== 'prefix').map(([each]) => each.spellings.size),
      );
      const weight = this.#weight(word.folded, bearers, at === known.length - 1 && known.length > 1);
      return { folded: word.folded, weight, matches };
    });
  }

  #weight(folded: string, bearers: number, last: boolean): number {
    const rarity = Math.log(2 + this.#spellings.size / bearers);
    const short = folded.length === 1 ? 0.25 : folded.length <= 3 && !last ? 0.5 : 1;
    return rarity * short * (last ? 1.3 : 1);
  }

  #candidates(query: readonly QueryWord[]): ReadonlySet<Spelling> {
    const rarest = query
      .flatMap((word) => [...word.matches].map(([known, match]) => ({ known, score: match.score })))
      .sort((a, b) => a.known.spellings.size - b.known.spellings.size || b.score - a.score);
    const found = new Set<Spelling>();
    for (const { known } of rarest) {
      for (const spelling of known.spellings) {
        if (found.size >= CANDIDATE_LIMIT) return found;
        found.add(spelling);
      }
    }
    return found;
  }

  #compare(
    query: readonly QueryWord[],
    asked: number,
    spelling: Spelling,
  ): { readonly score: number; readonly how: ProposalReason } {
    const used = new Set<number>();
    let how = 0;
    let queryHit = 0;
    let nameHit = 0;
    let named = 0;
    for (const [at, word] of spelling.words.entries()) {
      const last = at === spelling.words.length - 1 && spelling.words.length > 1;
      const weight = this.#weight(word.folded, Math.max(1, word.spellings.size), last);
      named += weight;
      let chosen = -1;
      let match: WordMatch = { score: 0, how: 'same' };
      for (const [i, asking] of query.entries()) {
        const found = used.has(i)
          ? undefined
          : (asking.matches.get(word) ?? initialMatch(asking.folded, word));
        if (found && found.score > match.score) {
          chosen = i;
          match = found;
        }
      }
      if (chosen < 0) continue;
      used.add(chosen);
      how = Math.max(how, REASONS.indexOf(match.how));
      nameHit += weight * match.score;
      queryHit += (query[chosen]?.weight ?? 0) * match.score;
    }
    const ofName = named > 0 ? nameHit / named : 0;
    const ofQuery = asked > 0 ? queryHit / asked : 0;
    return { score: together(ofName, ofQuery), how: REASONS[how] ?? 'same' };
  }
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Shares of the name and of the words asked for, as one figure. Either one found whole is a proposal by itself. */
function together(ofName: number, ofQuery: number): number {
  const both = Math.sqrt(ofName * ofQuery);
  const either = Math.max(ofName, ofQuery);
  return Math.min(0.98, either >= 0.6 ? Math.max(both, 0.47 * either + 0.2 * both + 0.1) : both);
}

/** "A." in "A. Lukashenko" is Aliaksandr, in either of the two names. */
function initialMatch(folded: string, word: KnownWord): WordMatch | undefined {
  if (folded.length > 1 && word.folded.length > 1) return undefined;
  return folded[0] === word.folded[0] ? { score: 0.7, how: 'prefix' } : undefined;
}
