import { GlossatorError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import { compileTextQuery } from '../../core/query/compile.ts';
import type { PassageMatcher } from '../../core/query/matcher.ts';
import type {
  FoundPassage,
  FoundPassages,
  IndexState,
  PassageCounts,
  PassageOrder,
  TextQuery,
} from '../../core/query/text-query.ts';
import { parseWords } from '../../core/query/word-query.ts';
import { Connection } from '../connection.ts';
import { configure } from '../identify.ts';
import { ChunkReader, type ReadPassage } from './chunk-reader.ts';
import { Counts, countRun } from './counts.ts';
import { digestOf, type Place, readCursor, type TextPlace, writeCursor } from './cursor.ts';
import { foundIn } from './found.ts';
import { isDamage } from './index-file.ts';
import { type LiveText, LiveTexts } from './live-texts.ts';
import { type Ranking, rank, stillIn } from './ranking.ts';
import { partOf, Scanner, type ScanPart, type ScanSlice } from './scan.ts';
import { slicesOf } from './slices.ts';
import { stretchesOf } from './stretches.ts';
import { type Candidate, TextOrder } from './text-order.ts';
import { ftsExpression, indexedWord } from './word-expression.ts';
import { WordIndex } from './word-index.ts';

export interface SearchFiles {
  readonly projectPath: string;
  /** where the index is, or is to be made; null where this one only reads texts through */
  readonly indexPath: string | null;
  /** of an index that is made: UTF-16 code units of a shard, about */
  readonly shardLength?: number;
}

/** In which documents is sought; where absent, in all. */
export interface Within {
  readonly documentIds?: readonly Id[] | undefined;
}

export interface FindOptions extends Within {
  /** `relevance` is for words; others are given in the order of the texts */
  readonly order: PassageOrder;
  /** `next` of the page before; null for the first */
  readonly after: string | null;
  readonly limit: number;
}

/** What reading a slice through gave. */
export interface ScanResult {
  /** the first of them */
  readonly passages: readonly FoundPassage[];
  /** of all in the slice */
  readonly counts: PassageCounts;
}

/** Asked again and again; false where nobody waits for the answer any more. */
export type Alive = () => boolean;

function asLongAs(alive: Alive): () => void {
  return () => {
    if (!alive()) throw new GlossatorError('cancelled', 'The search was cancelled.');
  };
}

/** Rankings are kept for the pages that follow. */
const RANKINGS_KEPT = 4;
const NONE: ReadonlySet<number> = new Set();

/**
 * Search over the texts of a project: its own connection that only reads the project, and the index in a file of its own. Works in one
 * thread; each of several has its own. What is asked of it blocks the thread until it is done.
 */
export class TextSearch {
  readonly #project: Connection;
  readonly #projectId: Id;
  readonly #indexPath: string | null;
  readonly #live: LiveTexts;
  readonly #shardLength: number | undefined;
  readonly #chunks: ChunkReader;
  readonly #scanner: Scanner;
  readonly #rankings = new Map<string, Ranking>();
  /** null where there is none, or none can be had: then texts are read through */
  #index: WordIndex | null;

  /** @throws GlossatorError as opening a project does; never for what is wrong with the index, which is then made anew */
  constructor({ projectPath, indexPath, shardLength }: SearchFiles) {
    this.#shardLength = shardLength;
    this.#indexPath = indexPath;
    this.#project = new Connection(projectPath, { readonly: true });
    try {
      configure(this.#project);
      this.#live = new LiveTexts(this.#project);
      this.#chunks = new ChunkReader(this.#project);
      this.#scanner = new Scanner(this.#project);
      this.#projectId = this.#project.prepare<{ id: Id }>('SELECT id FROM project').get()?.id ?? '';
      this.#index = this.#openIndex();
    } catch (thrown) {
      this.#project.close();
      throw thrown;
    }
  }

  close(): void {
    this.#index?.close();
    this.#project.close();
  }

  /** How far the index has come. */
  state(): IndexState {
    return this.#withIndex(() => {
      const texts = this.#live.all();
      const indexed = texts.filter((text) => this.#index?.numbersOf(text));
      const begun = this.#index?.begun();
      const partly = begun && texts.find(({ row, id }) => row === begun.text && id === begun.id);
      const sum = (some: readonly LiveText[]) => some.reduce((units, { length }) => units + length, 0);
      return {
        texts: texts.length,
        indexedTexts: indexed.length,
        units: sum(texts),
        indexedUnits: sum(indexed) + (partly ? Math.min(begun.units, partly.length) : 0),
      };
    });
  }

  /**
   * Indexes about so many more UTF-16 code units, in one transaction.
   * @throws GlossatorError disk-full and what else keeps the index from being written
   */
  indexMore(units: number): IndexState {
    if (this.#indexPath !== null) {
      this.#index ??= new WordIndex(this.#indexPath, this.#projectId, this.#chunks, false, this.#shardLength);
    }
    this.#withIndex(() => this.#index?.more(this.#live.all(), units));
    return this.state();
  }

  /**
   * Passages in which the query is found, a page of them. Each page is of the moment when it is asked for; what came into the project
   * meanwhile before the place where it goes on is not given. By relevance the first RANKED_MAX passages that match are put in order, and
   * all others come after them in the order of the texts.
   * @throws GlossatorError invalid-input for a query that cannot be understood and for an `after` of another search; cancelled when
   *   `alive` says so
   */
  find(query: TextQuery, { order, documentIds, after, limit }: FindOptions, alive: Alive): FoundPassages {
    const asked = askedFor(query);
    const digest = digestOf(query, order, documentIds);
    const from = after === null ? null : readCursor(digest, after);
    return this.#withIndex(() => {
      const passages: FoundPassage[] = [];
      let next: string | null = null;
      for (const { found, place } of this.#found(asked, order, documentIds, from, digest, asLongAs(alive))) {
        // There is one more than asked for.
        if (passages.length >= limit) return { passages, next };
        passages.push(found);
        next = writeCursor(digest, place);
      }
      return { passages, next: null };
    });
  }

  /** In how many passages the query is found, document by document. Raises as `find` does. */
  count(query: TextQuery, { documentIds }: Within, alive: Alive): PassageCounts {
    const { matcher, expression, word } = askedFor(query);
    const check = asLongAs(alive);
    return this.#withIndex(() => {
      const counts = new Counts();
      const index = expression === null ? null : this.#index;
      for (const stretch of stretchesOf(this.#live.of(documentIds), index)) {
        if ('row' in stretch) this.#countThrough(stretch, matcher, counts, check);
        else if (index && expression !== null) countRun(stretch, index, { expression, word }, counts, check);
      }
      return counts.result();
    });
  }

  /** All texts in their order, in slices of about 16 MB, that several threads can read through at once by `scan`. */
  slices({ documentIds }: Within): readonly ScanSlice[] {
    return this.#withIndex(() =>
      slicesOf(this.#live.of(documentIds), this.#scanner, (text) => this.#index?.notesOf(text) ?? null),
    );
  }

  /**
   * Reads a slice through. Slices laid end to end come to the same as `find` in the order of the texts, and `count`.
   * @param limit passages given at most; all are counted
   */
  scan(query: TextQuery, { parts }: ScanSlice, limit: number, alive: Alive): ScanResult {
    const { matcher } = askedFor(query);
    return this.#withIndex(() => {
      const passages: FoundPassage[] = [];
      const counts = new Counts();
      for (const part of parts) {
        const { documentId } = part;
        for (const passage of this.#readThrough(part, matcher, asLongAs(alive))) {
          if (passages.length < limit) {
            const found = foundIn(passage, matcher);
            if (!found) continue;
            passages.push({ documentId, ...found });
          } else if (!matcher.isIn(passage.content)) continue;
          counts.add(documentId);
        }
      }
      return { passages, counts: counts.result() };
    });
  }

  #readThrough(part: ScanPart, matcher: PassageMatcher, alive: () => void): Generator<ReadPassage> {
    const text = { row: part.text, id: part.textId, chunk: part.firstChunk };
    return this.#scanner.passages(part, matcher, this.#index?.notesOf(text) ?? null, alive);
  }

  *#found(
    { matcher, expression }: Asked,
    order: PassageOrder,
    documentIds: readonly Id[] | undefined,
    from: Place | null,
    digest: string,
    alive: () => void,
  ): Generator<{ readonly found: FoundPassage; readonly place: Place }> {
    const texts = this.#live.of(documentIds);
    const ranking =
      order === 'relevance' && expression !== null && this.#index
        ? this.#ranking(from === null, digest, expression, texts, this.#index, alive)
        : null;
    const given = (candidate: Candidate): FoundPassage | null => {
      const found = foundIn(candidate.passage, matcher);
      return found && { documentId: candidate.document.id, ...found };
    };
    const textPlace: TextPlace | null = from && 'text' in from ? from : null;
    if (ranking && this.#index && !textPlace) {
      const begin = from && 'ranked' in from ? from.ranked : 0;
      const isThere = ranking.texts === texts ? () => true : stillIn(texts);
      for (const [at, ranked] of ranking.passages.slice(begin).entries()) {
        alive();
        if (!isThere(ranked)) continue;
        const { text, document, number } = ranked;
        const found = given({ text, document, passage: this.#index.passage(text, number) });
        if (found) yield { found, place: { ranked: begin + at + 1 } };
      }
    }
    const without = ranking?.numbers ?? NONE;
    const inOrder = new TextOrder(this.#index, this.#scanner);
    for (const candidate of inOrder.candidates({
      matcher,
      expression,
      texts,
      from: textPlace,
      without,
      alive,
    })) {
      const found = given(candidate);
      const { text, document, passage } = candidate;
      if (found) yield { found, place: { text: text.row, document: document.row, start: passage.start } };
    }
  }

  /** For a first page anew. For the pages that follow as it was, since they are counted by it. */
  #ranking(
    anew: boolean,
    digest: string,
    expression: string,
    texts: readonly LiveText[],
    index: WordIndex,
    alive: () => void,
  ): Ranking {
    const known = this.#rankings.get(digest);
    if (known && !anew) return known;
    const made = rank(expression, texts, index, alive);
    this.#rankings.delete(digest);
    const oldest = this.#rankings.keys().next().value;
    if (this.#rankings.size >= RANKINGS_KEPT && oldest !== undefined) this.#rankings.delete(oldest);
    this.#rankings.set(digest, made);
    return made;
  }

  #countThrough(text: LiveText, matcher: PassageMatcher, counts: Counts, alive: () => void): void {
    const [document] = text.documents;
    if (!document) return;
    let passages = 0;
    for (const passage of this.#readThrough(partOf(text, document, 0, -1), matcher, alive)) {
      if (matcher.isIn(passage.content)) passages += 1;
    }
    counts.addText(text, passages);
  }

  /** Does what needs the index; once more with a new one where it proves damaged, or of another state of the project. */
  #withIndex<T>(work: () => T): T {
    try {
      this.#index?.refresh();
      return work();
    } catch (thrown) {
      if (!this.#index || !isDamage(thrown, this.#indexPath)) throw thrown;
      this.#index.close();
      this.#rankings.clear();
      this.#index = this.#openIndex(true);
      this.#index?.refresh();
      return work();
    }
  }

  #openIndex(anew = false): WordIndex | null {
    if (this.#indexPath === null) return null;
    try {
      return new WordIndex(this.#indexPath, this.#projectId, this.#chunks, anew, this.#shardLength);
    } catch (thrown) {
      // A disk that is full, a folder that may not be written to: searching is slower then, and otherwise the same.
      if (thrown instanceof GlossatorError || (thrown instanceof Error && 'code' in thrown)) return null;
      throw thrown;
    }
  }
}

interface Asked {
  readonly matcher: PassageMatcher;
  /** as the index reads it; null where texts are to be read through */
  readonly expression: string | null;
  /** where it is all that is asked for: a word as the index has it */
  readonly word: string | null;
}

function askedFor(query: TextQuery): Asked {
  const words = query.kind === 'words' ? parseWords(query.query) : null;
  return {
    matcher: compileTextQuery(query),
    expression: words && ftsExpression(words),
    word: words && indexedWord(words),
  };
}
