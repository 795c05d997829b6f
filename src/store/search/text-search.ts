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
import { ChunkReader } from './chunk-reader.ts';
import { digestOf, type Place, readCursor, type TextPlace, writeCursor } from './cursor.ts';
import { foundIn } from './found.ts';
import { type LiveText, LiveTexts } from './live-texts.ts';
import { Scanner, type ScanPart, type ScanSlice } from './scan.ts';
import { slicesOf } from './slices.ts';
import { ftsExpression } from './word-expression.ts';
import { WordIndex } from './word-index.ts';

export interface SearchFiles {
  readonly projectPath: string;
  /** where the index is, or is to be made; null where this one only reads texts through */
  readonly indexPath: string | null;
}

export interface FindOptions {
  readonly order: PassageOrder;
  /** only in these; where absent, in all */
  readonly documentIds?: readonly Id[] | undefined;
  /** `next` of the page before; null for the first */
  readonly after: string | null;
  readonly limit: number;
}

/** What reading a slice through gave. */
export interface ScanResult {
  /** the first of them */
  readonly passages: readonly FoundPassage[];
  /** of all in the slice, or of those up to the last that was asked for */
  readonly counts: PassageCounts;
}

/** Asked again and again; false where nobody waits for the answer any more. */
export type Alive = () => boolean;

function asLongAs(alive: Alive): () => void {
  return () => {
    if (!alive()) throw new GlossatorError('cancelled', 'The search was cancelled.');
  };
}

/**
 * Search over the texts of a project: its own connection that only reads the project, and the index in a file of its own. Works in one
 * thread; each of several has its own. What is asked of it blocks the thread until it is done.
 */
export class TextSearch {
  readonly #project: Connection;
  readonly #live: LiveTexts;
  readonly #chunks: ChunkReader;
  readonly #scanner: Scanner;
  readonly #index: WordIndex | null;

  /** @throws GlossatorError as opening a project does; never for what is wrong with the index, which is then made anew */
  constructor({ projectPath, indexPath }: SearchFiles) {
    this.#project = new Connection(projectPath, { readonly: true });
    try {
      configure(this.#project);
      this.#live = new LiveTexts(this.#project);
      this.#chunks = new ChunkReader(this.#project);
      this.#scanner = new Scanner(this.#project);
      const id = this.#project.prepare<{ id: Id }>('SELECT id FROM project').get()?.id ?? '';
      this.#index = indexPath === null ? null : new WordIndex(indexPath, id, this.#chunks);
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
    const texts = this.#live.all();
    const has = this.#index?.has() ?? (() => undefined);
    const indexed = texts.filter((text) => has(text));
    const begun = this.#index?.begun();
    const partly = begun && texts.find(({ row, id }) => row === begun.text && id === begun.id);
    const sum = (some: readonly LiveText[]) => some.reduce((units, { length }) => units + length, 0);
    return {
      texts: texts.length,
      indexedTexts: indexed.length,
      units: sum(texts),
      indexedUnits: sum(indexed) + (partly ? Math.min(begun.units, partly.length) : 0),
    };
  }

  /** Indexes about so many more UTF-16 code units, in one transaction. */
  indexMore(units: number): IndexState {
    this.#index?.more(this.#live.all(), units);
    return this.state();
  }

  /**
   * Passages in which the query is found, a page of them. Each page is of the moment when it is asked for; what came into the project
   * meanwhile before the place where it goes on is not given.
   * @throws GlossatorError invalid-input for a query that cannot be understood and for an `after` of another search; cancelled when
   *   `alive` says so
   */
  find(query: TextQuery, options: FindOptions, alive: Alive): FoundPassages {
    const matcher = compileTextQuery(query);
    const digest = digestOf(query, options.order, options.documentIds);
    const after: Place | null = options.after === null ? null : readCursor(digest, options.after);
    const passages: FoundPassage[] = [];
    let last: TextPlace | null = null;
    for (const { found, place } of this.#inTextOrder(
      query,
      matcher,
      options.documentIds,
      after,
      asLongAs(alive),
    )) {
      // There is one more than asked for.
      if (passages.length >= options.limit) {
        return { passages, next: last && writeCursor(digest, last) };
      }
      passages.push(found);
      last = place;
    }
    return { passages, next: null };
  }

  /** In how many passages the query is found, document by document. Raises as `find` does. */
  count(query: TextQuery, { documentIds }: Pick<FindOptions, 'documentIds'>, alive: Alive): PassageCounts {
    const matcher = compileTextQuery(query);
    const counts = new Map<Id, number>();
    for (const { found } of this.#inTextOrder(query, matcher, documentIds, null, asLongAs(alive))) {
      counts.set(found.documentId, (counts.get(found.documentId) ?? 0) + 1);
    }
    return countsOf(counts);
  }

  /** All texts in text order, in slices of about 16 MB, that several threads can read through at once by `scan`. */
  slices({ documentIds }: Pick<FindOptions, 'documentIds'>): readonly ScanSlice[] {
    const texts = this.#live.of(documentIds);
    const has = this.#index?.has() ?? (() => undefined);
    const joined = texts.every((text) => has(text)) ? (this.#index?.joined() ?? null) : null;
    return slicesOf(texts, this.#scanner, joined);
  }

  /**
   * Reads a slice through. Slices laid end to end come to the same as `find` and `count`.
   * @param limit passages given at most; all are counted
   */
  scan(query: TextQuery, slice: ScanSlice, limit: number, alive: Alive): ScanResult {
    const matcher = compileTextQuery(query);
    const joined = slice.joined && new Set(slice.joined);
    const passages: FoundPassage[] = [];
    const counts = new Map<Id, number>();
    for (const part of slice.parts) {
      for (const passage of this.#scanner.passages(part, matcher, joined, asLongAs(alive))) {
        const found = foundIn(passage, matcher);
        if (!found) continue;
        if (passages.length < limit) passages.push({ documentId: part.documentId, ...found });
        counts.set(part.documentId, (counts.get(part.documentId) ?? 0) + 1);
      }
    }
    return { passages, counts: countsOf(counts) };
  }

  *#inTextOrder(
    query: TextQuery,
    matcher: PassageMatcher,
    documentIds: readonly Id[] | undefined,
    after: Place | null,
    alive: () => void,
  ): Generator<{ readonly found: FoundPassage; readonly place: TextPlace }> {
    const expression = query.kind === 'words' ? ftsExpression(parseWords(query.query)) : null;
    const has = (expression !== null && this.#index?.has()) || (() => undefined);
    const from = after && 'text' in after ? after : null;
    for (const text of this.#live.of(documentIds)) {
      if (from && text.row < from.text) continue;
      for (const document of text.documents) {
        if (from?.text === text.row && document.row < from.document) continue;
        alive();
        const given = from?.text === text.row && from.document === document.row ? from.start : -1;
        const range = has(text);
        const passages =
          range && expression !== null && this.#index
            ? this.#index.passages(expression, range, given)
            : this.#scanner.passages(this.#part(text, document, given), matcher, null, alive);
        for (const passage of passages) {
          const found = foundIn(passage, matcher);
          if (!found) continue;
          const place = { text: text.row, document: document.row, start: found.start };
          yield { found: { documentId: document.id, ...found }, place };
        }
      }
    }
  }

  #part(text: LiveText, document: LiveText['documents'][number], after: number): ScanPart {
    const from = after < 0 ? 0 : this.#scanner.seqAt(text.row, after);
    return {
      documentId: document.id,
      document: document.row,
      text: text.row,
      from,
      to: text.chunkCount,
      after,
    };
  }
}

function countsOf(counts: ReadonlyMap<Id, number>): PassageCounts {
  const documents = [...counts]
    .map(([documentId, passages]) => ({ documentId, passages }))
    .sort((a, b) => b.passages - a.passages);
  return { passages: documents.reduce((sum, { passages }) => sum + passages, 0), documents };
}
