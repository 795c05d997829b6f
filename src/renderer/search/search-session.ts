import type { WorkbenchClient } from '../../contract/client.ts';
import type { FoundPassage, PassageCounts } from '../../core/query/text-query.ts';
import { createObservable, type Observable } from '../session/observable.ts';
import { PassagePages } from './passage-pages.ts';
import {
  type Asked,
  countsOf,
  hasQuery,
  isQueryFault,
  keyOf,
  queryFrom,
  type SearchHabits,
  soughtOf,
} from './question.ts';

/** Milliseconds without a key after which what stands in the field is searched for. */
const PAUSE = 180;
/** Milliseconds after the last key before a query that cannot be read is found fault with: it may be half written. */
const PATIENCE = 800;
/** Lists are made anew at most this often (milliseconds) while documents keep changing, as in an import. */
const LEAST_INTERVAL = 1_000;

const NONE: ReadonlySet<string> = new Set();

export interface SearchState extends Asked {
  /** empty: there is nothing to look for; stopped: by the user */
  readonly phase: 'empty' | 'asking' | 'found' | 'failed' | 'stopped';
  /** while another answer is waited for, those of before */
  readonly passages: readonly FoundPassage[];
  /** whether there are more than these */
  readonly hasMore: boolean;
  /** in all documents, also where some are chosen; null while not known */
  readonly counts: PassageCounts | null;
  readonly error: unknown;
  /** the passage that was opened last, by its place in the list; -1: none */
  readonly current: number;
  /** keys of passages that something is to be done with together */
  readonly chosen: ReadonlySet<string>;
  /** goes up when the field is asked for */
  readonly fieldAsked: number;
  /** goes up with each list that is not the one of before, made anew */
  readonly list: number;
}

export interface SearchParts {
  readonly client: WorkbenchClient;
  readonly habits: SearchHabits;
  /** the habits changed */
  keep(habits: SearchHabits): void;
  /** what went wrong beside the search itself */
  onError(error: unknown): void;
}

/** Searching a project's texts: what is asked, what was found, and where one is in it. Outlives its page. */
export class SearchSession {
  readonly state: Observable<SearchState>;
  /** where the list was left: pixels, and the key of the passage under the cursor */
  readonly left: { scrollTop: number; cursor: string | null } = { scrollTop: 0, cursor: null };
  readonly #parts: SearchParts;
  #asking = new AbortController();
  /** until what was written is searched for */
  #timer: ReturnType<typeof setTimeout> | undefined;
  #faultTimer: ReturnType<typeof setTimeout> | undefined;
  #refreshTimer: ReturnType<typeof setTimeout> | undefined;
  #typedAt = Number.NEGATIVE_INFINITY;
  readonly #pages: PassagePages;
  #fetching: Promise<void> | null = null;
  #answered: Promise<void> = Promise.resolve();
  /** what the counts are of */
  #counted = '';
  /** documents changed since the list was made */
  #isStale = false;
  #refreshedAt = 0;
  /** places where the list is on the screen */
  #watchers = 0;

  constructor(parts: SearchParts) {
    this.#parts = parts;
    this.state = createObservable<SearchState>({
      ...parts.habits,
      query: '',
      documentIds: null,
      phase: 'empty',
      passages: [],
      hasMore: false,
      counts: null,
      error: null,
      current: -1,
      chosen: NONE,
      fieldAsked: 0,
      list: 0,
    });
    this.#pages = new PassagePages(parts.client, () => this.state.get());
  }

  /** What stands in the field changed: it is searched for after a pause. */
  write(query: string): void {
    this.state.patch({ query });
    if (!hasQuery(this.state.get())) {
      this.ask();
      return;
    }
    this.#leave();
    this.#typedAt = performance.now();
    this.state.patch({ phase: 'asking', error: null });
    this.#timer = setTimeout(() => this.#search(), PAUSE);
  }

  /** Searches at once, in another way where one is given. */
  ask(change: Partial<Asked> = {}): void {
    this.#typedAt = Number.NEGATIVE_INFINITY;
    this.state.patch(change);
    const asked = this.state.get();
    this.#parts.keep(habitsOf(asked));
    if (hasQuery(asked)) this.#search();
    else this.#leaveWith('empty');
  }

  /** Searches for selected text, where it is short enough to be meant. */
  askFor(selected: string): void {
    const query = queryFrom(selected, this.state.get().kind);
    if (query !== null && query !== this.state.get().query) this.ask({ query });
  }

  /** Ends the search that is under way. */
  stop(): void {
    if (this.state.get().phase === 'asking') this.#leaveWith('stopped');
  }

  /** Fetches more of the list, if there is more. */
  fetchMore(): Promise<void> {
    if (!this.#pages.hasMore || this.state.get().phase !== 'found') return Promise.resolve();
    if (this.#fetching) return this.#fetching;
    const fetching = this.#more(this.#asking.signal).finally(() => {
      if (this.#fetching === fetching) this.#fetching = null;
    });
    this.#fetching = fetching;
    return fetching;
  }

  /** Takes passages from one place of the list to another, both included, among those chosen. */
  chooseSpan(from: number, to: number): void {
    const { passages, chosen } = this.state.get();
    const span = passages.slice(Math.min(from, to), Math.max(from, to) + 1);
    this.state.patch({ chosen: new Set([...chosen, ...span.map(keyOf)]) });
  }

  toggle(index: number): void {
    const { passages, chosen } = this.state.get();
    const passage = passages[index];
    if (!passage) return;
    const next = new Set(chosen);
    if (!next.delete(keyOf(passage))) next.add(keyOf(passage));
    this.state.patch({ chosen: next });
  }

  chooseNone(): void {
    this.state.patch({ chosen: NONE });
  }

  /** Chooses all that was found, fetching what is not at hand; at most `most`, from the beginning of the list. */
  async chooseAll(most: number): Promise<void> {
    const { list } = this.state.get();
    const isSame = () => this.state.get().list === list && this.state.get().phase === 'found';
    while (isSame() && this.state.get().hasMore && this.state.get().passages.length < most)
      await this.fetchMore();
    if (!isSame()) return;
    this.chooseNone();
    this.chooseSpan(0, most - 1);
  }

  /** One goes to a passage of the list, from which the next one is the next. */
  goTo(current: number): void {
    const passage = this.state.get().passages[current];
    this.left.cursor = passage ? keyOf(passage) : null;
    this.state.patch({ current });
  }

  toField(): void {
    this.state.patch({ fieldAsked: this.state.get().fieldAsked + 1 });
  }

  /** The passage at a place of the list, fetched where it is not at hand; undefined: past its end. */
  async passageAt(index: number): Promise<FoundPassage | undefined> {
    if (index >= this.state.get().passages.length) await this.fetchMore();
    return this.state.get().passages[index];
  }

  /** Resolves when the list is that of what stands in the field, and of the documents as they are. */
  async settled(): Promise<void> {
    if (this.#timer !== undefined) this.ask();
    await this.#answered;
    if (this.#isStale) await this.#refresh();
  }

  /** To be called when documents came, went, or got other texts. */
  documentsChanged(): void {
    this.#isStale = true;
    this.#refreshSoon();
  }

  /** While it is watched the list is kept as the project is. Returns what ends that. */
  watch(): () => void {
    this.#watchers += 1;
    this.#refreshSoon();
    return () => {
      this.#watchers -= 1;
    };
  }

  /** What was asked before is not waited for any more. */
  #leave(): AbortSignal {
    clearTimeout(this.#timer);
    clearTimeout(this.#faultTimer);
    this.#timer = undefined;
    this.#asking.abort();
    this.#asking = new AbortController();
    this.#fetching = null;
    return this.#asking.signal;
  }

  #search(): void {
    const signal = this.#leave();
    this.state.patch({ phase: 'asking', error: null });
    void this.#answer(0, signal, () => {
      this.left.scrollTop = 0;
      this.left.cursor = null;
      return { list: this.state.get().list + 1, current: -1, chosen: NONE };
    });
  }

  #answer(
    atLeast: number,
    signal: AbortSignal,
    taken: (passages: readonly FoundPassage[]) => Partial<SearchState>,
  ): Promise<void> {
    this.#isStale = false;
    this.#refreshedAt = performance.now();
    this.#answered = this.#pages.list(atLeast, signal).then(
      (passages) => {
        if (signal.aborted) return;
        this.state.patch({ ...taken(passages), phase: 'found', passages, hasMore: this.#pages.hasMore });
        void this.#count(signal);
      },
      (error: unknown) => this.#fail(error, signal),
    );
    return this.#answered;
  }

  #fail(error: unknown, signal: AbortSignal): void {
    if (signal.aborted) return;
    const tell = () => {
      this.#leaveWith('failed');
      this.state.patch({ error });
    };
    const wait = this.#typedAt + PATIENCE - performance.now();
    if (isQueryFault(error) && wait > 0) this.#faultTimer = setTimeout(tell, wait);
    else tell();
  }

  #leaveWith(phase: 'empty' | 'stopped' | 'failed'): void {
    this.#leave();
    this.#pages.end();
    this.#counted = '';
    const none = { passages: [], hasMore: false, counts: null, error: null, current: -1, chosen: NONE };
    this.state.patch({ ...none, phase });
  }

  async #more(signal: AbortSignal): Promise<void> {
    try {
      const page = await this.#pages.following(signal);
      if (signal.aborted) return;
      const passages = [...this.state.get().passages, ...page];
      this.state.patch({ passages, hasMore: this.#pages.hasMore });
    } catch (error) {
      if (signal.aborted) return;
      // What was found stays; it is asked for once, and not again and again as long as one looks at the end of the list.
      this.#pages.end();
      this.state.patch({ hasMore: false });
      this.#parts.onError(error);
    }
  }

  /** Counted in all documents, so that others can be chosen; where the list is whole, by it. */
  async #count(signal: AbortSignal): Promise<void> {
    const asked = this.state.get();
    const sought = soughtOf(asked);
    const key = JSON.stringify(sought);
    if (key === this.#counted && asked.counts) return;
    this.#counted = key;
    if (!this.#pages.hasMore && asked.documentIds === null) {
      this.state.patch({ counts: countsOf(asked.passages) });
      return;
    }
    this.state.patch({ counts: null });
    try {
      const counts = await this.#parts.client.call('search.count', sought, { signal });
      if (!signal.aborted) this.state.patch({ counts });
    } catch (error) {
      if (signal.aborted) return;
      this.#counted = '';
      this.#parts.onError(error);
    }
  }

  #refreshSoon(): void {
    if (!this.#isStale || this.#refreshTimer !== undefined) return;
    const wait = Math.max(0, this.#refreshedAt + LEAST_INTERVAL - performance.now());
    this.#refreshTimer = setTimeout(() => {
      this.#refreshTimer = undefined;
      if (this.#watchers > 0 && this.#isStale) void this.#answered.then(() => this.#refresh());
    }, wait);
  }

  /** Makes the list anew, as long as it was, so that one stays where one is in it. */
  #refresh(): Promise<void> {
    const { phase, passages, current } = this.state.get();
    if (phase !== 'found') return Promise.resolve();
    const at = passages[current];
    this.#counted = '';
    return this.#answer(passages.length, this.#leave(), (found) => {
      const moved = at ? found.findIndex((each) => keyOf(each) === keyOf(at)) : -1;
      return { current: moved < 0 ? Math.min(current, found.length - 1) : moved };
    });
  }
}

function habitsOf({ kind, caseSensitive, wholeWord, order }: SearchHabits): SearchHabits {
  return { kind, caseSensitive, wholeWord, order };
}
