import { createHash } from 'node:crypto';
import type { FormatAbout, OutputFile, WriteOptions } from '../../formats/annotations/foreign/format.ts';
import type { ExportTally } from '../../formats/annotations/writer.ts';

interface WrittenFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What a manifest says beside the files. */
export interface ManifestHead {
  readonly generator: string;
  readonly about: FormatAbout;
  readonly options: WriteOptions;
  readonly documents: number;
}

/** The same pieces, to be kept: a writer may use their memory again as soon as it is asked for the next. */
export async function* kept(
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield Buffer.from(piece);
}

/**
 * Says beside an export's files what they hold: format, unit of offsets, counts, what was lost, size and SHA-256 of each file. The same set gives the
 * same manifest: there is no time in it.
 */
export class Manifest {
  readonly #head: ManifestHead;
  readonly #isKept: boolean;
  readonly #files: WrittenFile[] = [];

  /** `isKept`: it will be written; else nothing is counted and hashed, which takes as long as much of the writing */
  constructor(head: ManifestHead, isKept = true) {
    this.#head = head;
    this.#isKept = isKept;
  }

  /** The file's pieces, counted and hashed as they go by; it is in the manifest once they have all gone. */
  async *following(file: OutputFile, name = file.path): AsyncGenerator<Uint8Array> {
    if (!this.#isKept) {
      yield* file.pieces;
      return;
    }
    const sha256 = createHash('sha256');
    let bytes = 0;
    for await (const piece of file.pieces) {
      sha256.update(piece);
      bytes += piece.byteLength;
      yield piece;
    }
    this.#files.push({ path: name, bytes, sha256: sha256.digest('hex') });
  }

  bytes({ annotations, rows, lost }: ExportTally): Uint8Array {
    const { generator, about, options, documents } = this.#head;
    const chosen = about.options.map((name) => [name, options[name]] as const);
    const content = {
      generator,
      format: about.format,
      title: about.title,
      offsetUnit: about.unit,
      ...(chosen.length > 0 ? { options: Object.fromEntries(chosen) } : {}),
      documents,
      annotations,
      ...(rows === null ? {} : { rows }),
      lost,
      files: this.#files,
    };
    return new TextEncoder().encode(`${JSON.stringify(content, null, 2)}\n`);
  }
}
