import { type AnnotationWriter, ExportTally } from '../writer.ts';
import type { AnnotatedSet } from './arbitrary-set.ts';
import { sourceOf } from './source-of.ts';

/** The file that a writer makes of a set. */
export async function written(
  writer: AnnotationWriter,
  set: AnnotatedSet,
): Promise<{ readonly bytes: Buffer; readonly tally: ExportTally }> {
  const tally = new ExportTally();
  const pieces: Uint8Array[] = [];
  for await (const piece of writer.write(sourceOf(set), tally)) pieces.push(piece);
  return { bytes: Buffer.concat(pieces), tally };
}
