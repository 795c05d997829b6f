import { hashAhead } from '../../store/index.ts';
import { documentBytes } from './archives.ts';
import type { SurveyedFile } from './survey.ts';

/** So many bytes are held ahead at most: larger files are not read before their turn, and take the memory for themselves. */
const AHEAD_LIMIT = 16 * 1_048_576;
/** So many files: reading one takes several turns of the event loop, and an import leaves few to each of its files. */
const AHEAD_COUNT = 4;

/** A document by itself, which is read as a whole. */
function isDocument({ set, container }: SurveyedFile): boolean {
  return !set && !container;
}

async function readAhead(path: string): Promise<Uint8Array> {
  const bytes = await documentBytes(path);
  await hashAhead(bytes);
  return bytes;
}

/** Reads the bytes of documents, and hashes them, while those before them are worked on. */
export class BytesAhead {
  readonly #files: readonly SurveyedFile[];
  readonly #ahead = new Map<number, Promise<Uint8Array>>();

  /** `files`: those that are asked for, in their order. */
  constructor(files: readonly SurveyedFile[]) {
    this.#files = files;
  }

  /** The bytes of the document at this place among the files; those after it are fetched meanwhile. Raises what `documentBytes` does. */
  take(index: number): Promise<Uint8Array> {
    const there = this.#ahead.get(index) ?? documentBytes(this.#files[index]?.file.path ?? '');
    this.#ahead.delete(index);
    this.#fetchAfter(index);
    return there;
  }

  #fetchAfter(index: number): void {
    let length = 0;
    for (let next = index + 1; next <= index + AHEAD_COUNT; next += 1) {
      const file = this.#files[next];
      length += file?.bytes ?? 0;
      if (!file || !isDocument(file) || length > AHEAD_LIMIT) return;
      if (this.#ahead.has(next)) continue;
      const bytes = readAhead(file.file.path);
      // It is told of its own file, if that has its turn.
      bytes.catch(() => undefined);
      this.#ahead.set(next, bytes);
    }
  }
}
