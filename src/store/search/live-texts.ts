import type { Id } from '../../core/ids.ts';
import type { Connection } from '../connection.ts';

export interface LiveDocument {
  readonly row: number;
  readonly id: Id;
}

/** Which text it is, and that it lies where it lay. */
export interface TextIdentity {
  readonly row: number;
  readonly id: Id;
  /** row of its first chunk */
  readonly chunk: number;
}

/** A text that documents which are not deleted point to. */
export interface LiveText extends TextIdentity {
  /** UTF-16 code units */
  readonly length: number;
  readonly chunkCount: number;
  /** at least one, in the order in which they came */
  readonly documents: readonly LiveDocument[];
}

interface Row {
  readonly row: number;
  readonly id: Id;
  readonly text: number;
  readonly textId: Id;
  readonly length: number;
  readonly chunkCount: number;
  readonly chunk: number | null;
}

export const LIVE_TEXTS = `SELECT document.row AS row, document.id AS id, text.row AS text, text.id AS textId,
    text.length AS length, text.chunk_count AS chunkCount, text_chunk.row AS chunk
  FROM document JOIN text ON text.row = document.text
    LEFT JOIN text_chunk ON text_chunk.text = text.row AND text_chunk.seq = 0
  WHERE document.deleted = 0 ORDER BY text.row, document.row`;

/** The texts of a project's documents in the order in which they came; read anew only after something was written. */
export class LiveTexts {
  readonly #connection: Connection;
  #version: unknown;
  #texts: readonly LiveText[] = [];

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  all(): readonly LiveText[] {
    const [version] = this.#connection.prepare('PRAGMA data_version').column();
    if (version !== this.#version) {
      this.#texts = this.#read();
      this.#version = version;
    }
    return this.#texts;
  }

  /** Those of some documents, with no other documents. */
  of(documentIds: readonly Id[] | undefined): readonly LiveText[] {
    if (!documentIds) return this.all();
    const wanted = new Set(documentIds);
    return this.all().flatMap((text) => {
      const documents = text.documents.filter(({ id }) => wanted.has(id));
      return documents.length === 0 ? [] : [{ ...text, documents }];
    });
  }

  #read(): readonly LiveText[] {
    const texts: (LiveText & { readonly documents: LiveDocument[] })[] = [];
    for (const found of this.#connection.prepare<Row>(LIVE_TEXTS).all()) {
      const { row, id, text, textId, length, chunkCount } = found;
      const chunk = found.chunk ?? 0;
      const last = texts.at(-1);
      if (last?.row === text) last.documents.push({ row, id });
      else texts.push({ row: text, id: textId, length, chunkCount, chunk, documents: [{ row, id }] });
    }
    return texts;
  }
}
