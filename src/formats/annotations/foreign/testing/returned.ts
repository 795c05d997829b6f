import fc from 'fast-check';
import { expect } from 'vitest';
import { type AnnotatedSet, arbitrarySet } from '../../testing/arbitrary-set.ts';
import { sourceOf } from '../../testing/source-of.ts';
import { ExportTally } from '../../writer.ts';
import { DEFAULT_WRITE_OPTIONS, type ForeignWriter } from '../format.ts';
import type { Bundle, ForeignDocument, ForeignReader } from '../types.ts';
import { type Compared, plainRead, plainSource, readAll, setOf, wellFormed } from './foreign-model.ts';
import { bundleWritten } from './memory-bundle.ts';

export function writtenBundle(writer: ForeignWriter, set: AnnotatedSet): Promise<Bundle> {
  return bundleWritten(writer.write(sourceOf(set), new ExportTally(), DEFAULT_WRITE_OPTIONS));
}

/** What was read is written and read again: the same model. */
export async function expectReadAgain(
  reader: ForeignReader,
  writer: ForeignWriter,
  documents: readonly ForeignDocument[],
  compared: Compared,
): Promise<void> {
  const again = await readAll(reader, await writtenBundle(writer, setOf(documents)));
  expect(again.problems).toEqual([]);
  // What has no sound range is kept by an import only as a problem or a lost place: it is not written.
  const sound = documents.map((document) => ({
    ...document,
    annotations: document.annotations.filter(({ ranges }) =>
      ranges.every(({ start, end }) => start < end && end <= document.structured.text.length),
    ),
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
      const { documents: read, problems } = await readAll(reader, await writtenBundle(writer, set));
      expect(problems).toEqual([]);
      expect(plainRead(read, compared)).toEqual(plainSource(sourceOf(set), compared));
    }),
    // Making a counterexample smaller takes longer than reading it.
    { numRuns, endOnFailure: true },
  );
}
