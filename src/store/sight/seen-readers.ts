import type { Id } from '../../core/ids.ts';
import { Connection } from '../connection.ts';
import { configure } from '../identify.ts';
import { createReader } from '../read/reader.ts';
import { Identities } from '../rows/identities.ts';
import { Tallies } from '../tallies.ts';
import type { StoreReader } from '../types.ts';
import { type Sight, seesAll } from './sight.ts';
import { sightViews } from './sight-views.ts';

interface Eye {
  readonly connection: Connection;
  readonly identities: Identities;
  readonly reader: StoreReader;
  /** the views that it now looks through */
  views: string;
}

/** Readers of one project through sights, each over a connection of its own that only reads. They see what has been committed. */
export class SeenReaders {
  readonly #path: string;
  readonly #whole: StoreReader;
  /** one for what I may see, and one for what layers show of it */
  readonly #eyes = new Map<'blind' | 'layers', Eye>();

  constructor(path: string, whole: StoreReader) {
    this.#path = path;
    this.#whole = whole;
  }

  through(sight: Sight): StoreReader {
    if (seesAll(sight)) return this.#whole;
    const isLayered = sight.hidden.length > 0 || !sight.adjudicated;
    const eye = this.#eye(isLayered ? 'layers' : 'blind');
    const me = eye.identities.find('person', sight.me) ?? null;
    const hidden = sight.hidden
      .map((id) => eye.identities.find('person', id))
      .filter((row) => row !== undefined);
    const statements = sightViews({ ...sight, me, myId: sight.me, hidden });
    const views = statements.join(';\n');
    if (views !== eye.views) {
      eye.connection.exec(views);
      eye.views = views;
    }
    if (!sight.blind) return eye.reader;
    return {
      ...eye.reader,
      hidesOthers: (documentId: Id) => this.#whole.progress(documentId, sight.me)?.status !== 'done',
    };
  }

  #eye(name: 'blind' | 'layers'): Eye {
    const known = this.#eyes.get(name);
    if (known) return known;
    const connection = new Connection(this.#path, { readonly: true });
    configure(connection);
    const identities = new Identities(connection);
    const eye: Eye = {
      connection,
      identities,
      reader: createReader({ connection, identities, tallies: new Tallies(connection) }),
      views: '',
    };
    this.#eyes.set(name, eye);
    return eye;
  }

  close(): void {
    for (const { connection } of this.#eyes.values()) connection.close();
    this.#eyes.clear();
  }
}
