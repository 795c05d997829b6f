import fc from 'fast-check';
import { expect } from 'vitest';
import { isNothing } from '../../../../core/attribute/values.ts';
import { type AnnotatedSet, arbitrarySet } from '../../testing/arbitrary-set.ts';
import { sourceOf } from '../../testing/source-of.ts';
import { ExportTally } from '../../writer.ts';
import { DEFAULT_WRITE_OPTIONS, type ForeignWriter, type WriteOptions } from '../format.ts';
import type { Bundle, ForeignDocument, ForeignReader } from '../types.ts';
import { wellFormed } from './adapted.ts';
import { type Compared, plainRead, plainSource } from './compared.ts';
import { bundleWritten } from './memory-bundle.ts';
import { readAll } from './reading.ts';
import { setOfDocuments } from './taking.ts';

/** What a writer makes of a set, as a bundle, with what it says it could not hold. */
export async function writtenBy(
  writer: ForeignWriter,
  set: AnnotatedSet,
  options: Partial<WriteOptions> = {},
): Promise<{ readonly bundle: Bundle; readonly tally: ExportTally }> {
  const tally = new ExportTally();
  const files = writer.write(sourceOf(set), tally, { ...DEFAULT_WRITE_OPTIONS, ...options });
  return { bundle: await bundleWritten(files), tally };
}

/** What was read is written and read again: the same model. */
export async function expectReadAgain(
  reader: ForeignReader,
  writer: ForeignWriter,
  documents: readonly ForeignDocument[],
  compared: Compared,
): Promise<void> {
  const again = await readAll(
    reader,
    (await writtenBy(writer, await setOfDocuments(reader.format, documents))).bundle,
  );
  expect(again.problems).toEqual([]);
  // What has no sound range is kept by an import only as a problem or a lost place: it is not written.
  // A value that is blank is none.
  const sound = documents.map((document) => ({
    ...document,
    annotations: document.annotations
      .filter(({ ranges }) =>
        ranges.every(({ start, end }) => start < end && end <= document.structured.text.length),
      )
      .map(({ attributes = {}, ...annotation }) => ({
        ...annotation,
        attributes: Object.fromEntries(Object.entries(attributes).filter(([, value]) => !isNothing(value))),
      })),
  }));
  // Times that a file does not say are given by the import.
  const without = { ...compared, times: false };
  expect(plainRead(again.documents, without)).toEqual(plainRead(sound, without));
}

/** Generated sets come back from the format as far as it holds them. `adapt` takes away what it does not. */
export async function expectSetsReturned(
  reader: ForeignReader,
  writer: ForeignWriter,
  compared: Compared,
  adapt: (set: AnnotatedSet) => AnnotatedSet = (set) => set,
  numRuns = 60,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(arbitrarySet, async (drawn) => {
      const well = wellFormed(drawn);
      const documents = well.documents.filter(({ structured }) => structured.text !== '');
      const set = adapt({ ...well, documents });
      const { documents: read, problems } = await readAll(reader, (await writtenBy(writer, set)).bundle);
      expect(problems).toEqual([]);
      expect(plainRead(read, compared)).toEqual(plainSource(sourceOf(set), compared));
    }),
    // Making a counterexample smaller takes longer than reading it.
    { numRuns, endOnFailure: true },
  );
}
