import type { Id } from '../../core/ids.ts';
import { Connection } from '../connection.ts';
import { configure } from '../identify.ts';
import { createReader } from '../read/reader.ts';
import { Identities } from '../rows/identities.ts';
import { Tallies } from '../tallies.ts';
import type { StoreReader } from '../types.ts';
import { type Sight, seesAll } from './sight.ts';
import { sightViews } from './sight-views.ts';

/** A connection of its own that only reads what has been committed, and what looks through it. */
export class Eye {
  readonly #connection: Connection;
  readonly #identities: Identities;
  readonly #reader: StoreReader;
  /** the views that it now looks through */
  #views = '';

  constructor(path: string) {
    this.#connection = new Connection(path, { readonly: true });
    configure(this.#connection);
    this.#identities = new Identities(this.#connection);
    const tallies = new Tallies(this.#connection);
    this.#reader = createReader({ connection: this.#connection, identities: this.#identities, tallies });
  }

  /** What is seen through it, from now on by this sight; without one, everything. */
  through(sight?: Sight): StoreReader {
    if (!sight || seesAll(sight)) return this.#reader;
    const me = this.#identities.find('person', sight.me) ?? null;
    const hidden = sight.hidden
      .map((id) => this.#identities.find('person', id))
      .filter((row) => row !== undefined);
    const views = sightViews({ ...sight, me, myId: sight.me, hidden }).join(';\n');
    if (views !== this.#views) {
      this.#connection.exec(views);
      this.#views = views;
    }
    if (!sight.blind) return this.#reader;
    return {
      ...this.#reader,
      hidesOthers: (documentId: Id) => this.#reader.progress(documentId, sight.me)?.status !== 'done',
    };
  }

  /** What is committed after this is not seen. */
  hold(): void {
    this.#connection.exec('BEGIN');
    // Which moment it is, the first read decides.
    this.#connection.prepare('SELECT 1 FROM main.project').get();
  }

  /** The place in the journal of the last action that it sees. */
  lastAction(): number {
    const found = this.#connection
      .prepare<{ seq: number | null }>('SELECT max(seq) AS seq FROM main.action')
      .get();
    return found?.seq ?? 0;
  }

  close(): void {
    this.#connection.close();
  }
}
