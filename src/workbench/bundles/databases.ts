import { createWriteStream, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GlossatorError } from '../../core/errors.ts';
import { type ForeignDatabase, isDatabase } from '../../formats/annotations/foreign/database.ts';
import type { BundleFile } from '../../formats/annotations/foreign/types.ts';
import { ForeignTables } from '../../store/foreign-tables.ts';
import type { PlainFile } from './pieces.ts';

/** Bytes of a database at most. */
const DATABASE_LIMIT = 4 * 1024 ** 3;
/** Rows after which an import asks whether it is to go on. */
const ROWS_PER_STEP = 2_000;

/** What SQLite leaves beside a database that was not closed, and needs to put it in order. */
const BESIDE = ['-wal', '-journal'] as const;

async function* limited(file: BundleFile, limit: number): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const piece of file.pieces()) {
    length += piece.byteLength;
    if (length > limit) {
      throw new GlossatorError('file-too-large', `The database has more than ${limit / 1024 ** 3} GB.`, {
        place: { path: file.path },
      });
    }
    yield piece;
  }
}

async function copied(file: BundleFile, to: string): Promise<void> {
  try {
    await pipeline(Readable.from(limited(file, DATABASE_LIMIT)), createWriteStream(to, { mode: 0o600 }));
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOSPC')) throw thrown;
    throw new GlossatorError('disk-full', 'There is no room on the disk to read the database.', {
      remedy: 'Free some space for temporary files, then do it again.',
      cause: thrown,
    });
  }
}

/** The databases of a bundle: each is copied to a folder of its own and read there, so that the file itself is never opened. */
export class BundleDatabases {
  readonly #opened = new Map<string, Promise<ForeignDatabase>>();
  readonly #onRead: (bytes: number) => void;
  #folders: string[] = [];
  #tables: ForeignTables[] = [];
  #beside: ReadonlyMap<string, BundleFile> = new Map();

  constructor(onRead: (bytes: number) => void) {
    this.#onRead = onRead;
  }

  /** The files of the bundle, able to be asked for their tables. */
  of(files: readonly PlainFile[]): readonly BundleFile[] {
    const able = files.map((file): BundleFile => {
      const asked: BundleFile = {
        ...file,
        database: () => {
          const known = this.#opened.get(file.path) ?? this.#open(asked);
          this.#opened.set(file.path, known);
          return known;
        },
      };
      return asked;
    });
    this.#beside = new Map(able.map((file) => [file.path, file]));
    return able;
  }

  async #open(file: BundleFile): Promise<ForeignDatabase> {
    if (!isDatabase(await file.head())) {
      throw new GlossatorError('file-format-unknown', 'It is no database.', { place: { path: file.path } });
    }
    const folder = await mkdtemp(join(tmpdir(), 'glossator-database-'));
    this.#folders.push(folder);
    const copy = join(folder, 'copy');
    await copied(file, copy);
    for (const ending of BESIDE) {
      const beside = this.#beside.get(file.path + ending);
      if (beside) await copied(beside, copy + ending);
    }
    const tables = new ForeignTables(copy, file.path);
    this.#tables.push(tables);
    const step = (): void => this.#onRead(0);
    return {
      tables: tables.tables,
      *rows(table, query) {
        let count = 0;
        for (const row of tables.rows(table, query)) {
          count += 1;
          if (count % ROWS_PER_STEP === 0) step();
          yield row;
        }
      },
    };
  }

  close(): void {
    for (const each of this.#tables) each.close();
    this.#tables = [];
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
    this.#folders = [];
  }
}
