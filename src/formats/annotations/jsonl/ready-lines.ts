import type { PackedAnnotation } from '../../../core/annotation/packed.ts';
import type { Id } from '../../../core/ids.ts';
import { ByteGatherer } from '../byte-gatherer.ts';
import type { ExportSource, PathedCode, ReadyLines, SourceDocument } from '../source.ts';
import { annotationWriter, type CodeParts, codePartsOf } from './annotation-writer.ts';
import { PIECE_LENGTH } from './layout.ts';

/** What the lines of annotations are made of. */
export interface LinesSource extends Pick<ExportSource, 'chunks'> {
  readonly codes: readonly PathedCode[];
  packedAnnotations(documentId: Id): Iterable<PackedAnnotation>;
}

/** Makes the lines of the annotations of one document after another as the writer of a whole set does, in pieces. */
export class LinesOfAnnotations {
  readonly #source: LinesSource;
  readonly #codes: ReadonlyMap<Id, CodeParts>;
  readonly #out = new ByteGatherer(PIECE_LENGTH);

  constructor(source: LinesSource) {
    this.#source = source;
    this.#codes = new Map(source.codes.map((code) => [code.id, codePartsOf(code)]));
  }

  /** In memory that may be given away. */
  *of(entry: SourceDocument): Generator<ReadyLines> {
    const out = this.#out;
    const write = annotationWriter(out, entry, this.#codes, this.#source);
    let count = 0;
    for (const annotation of this.#source.packedAnnotations(entry.document.id)) {
      write(annotation);
      count += 1;
      if (!out.isFull) continue;
      yield { bytes: out.take(), count };
      count = 0;
    }
    if (count > 0) yield { bytes: out.take(), count };
  }

  /** Takes back what was given away and is needed no more: further lines are written there. */
  giveBack(memory: ArrayBuffer): void {
    this.#out.giveBack(memory);
  }
}
