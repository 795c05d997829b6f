import { documentBytes } from './archives.ts';
import type { SurveyedFile } from './survey.ts';

/** Larger files are not read before their turn: two of them at once would take too much memory. */
const AHEAD_LIMIT = 16 * 1_048_576;

/** Reads the bytes of a document while the one before it is worked on. */
export class BytesAhead {
  #ahead: { readonly path: string; readonly bytes: Promise<Uint8Array> } | null = null;

  /** The bytes of a document; then those of `next` are fetched, where it is a document too. Raises what `documentBytes` does. */
  async take(path: string, next: SurveyedFile | undefined): Promise<Uint8Array> {
    const there = this.#ahead?.path === path ? this.#ahead.bytes : documentBytes(path);
    this.#ahead = null;
    const bytes = await there;
    if (next && !next.set && !next.container && next.bytes <= AHEAD_LIMIT) {
      this.#ahead = { path: next.file.path, bytes: documentBytes(next.file.path) };
      // It is told of its own file, if that has its turn.
      this.#ahead.bytes.catch(() => undefined);
    }
    return bytes;
  }
}
