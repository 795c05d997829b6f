import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeSpan } from '../../../core/text/anchor.ts';
import { DEFAULT_WRITE_OPTIONS, type ForeignWriter } from '../foreign/format.ts';
import { labelOf } from '../foreign/label.ts';
import { wellFormed } from '../foreign/testing/adapted.ts';
import { writtenBy } from '../foreign/testing/round-trip.ts';
import { setOf } from '../foreign/testing/taking.ts';
import { type TokenSentence, tokensOf } from '../foreign/tokens.ts';
import { type AnnotatedSet, arbitrarySet } from '../testing/arbitrary-set.ts';
import { sourceOf } from '../testing/source-of.ts';
import { conllReader } from './read.ts';
import { conll2003Writer, conllWriter } from './write.ts';

/** The sentences of each document that has any. */
function sentencesOf(set: AnnotatedSet): ReadonlyMap<string, readonly TokenSentence[]> {
  const source = sourceOf(set);
  const found = new Map<string, readonly TokenSentence[]>();
  for (const entry of source.documents()) {
    const text = set.documents.find(({ record }) => record.id === entry.document.id)?.structured.text ?? '';
    const sentences = tokensOf(source, entry, text, DEFAULT_WRITE_OPTIONS, {}, 'sentence');
    if (sentences.length > 0) found.set(entry.document.id, sentences);
  }
  return found;
}

/** The set with what columns can hold: each annotation the whole tokens of one sentence, none on those of another. */
function inTokens(set: AnnotatedSet): AnnotatedSet {
  const sentences = sentencesOf(set);
  const taken = new Set<string>();
  const annotations = set.annotations.flatMap((annotation) => {
    const { documentId, spans } = annotation;
    const [span] = spans;
    const text = set.documents.find(({ record }) => record.id === documentId)?.structured.text ?? '';
    const tokens = (sentences.get(documentId) ?? [])
      .map((sentence) =>
        sentence.tokens.filter(({ start, end }) => span && start < span.end && end > span.start),
      )
      .find((within) => within.length > 0);
    const keys = tokens?.map(({ start }) => `${documentId} ${start}`) ?? [];
    const [first, last] = [tokens?.[0], tokens?.at(-1)];
    if (!first || !last || keys.some((key) => taken.has(key))) return [];
    for (const key of keys) taken.add(key);
    return [{ ...annotation, spans: [describeSpan(text, { start: first.start, end: last.end })] }];
  });
  const documents = set.documents.filter(({ record }) => sentences.has(record.id));
  return { ...set, documents, annotations, relations: [], documentCodes: [], comments: [] };
}

const spaced = (text: string): string => text.replace(/\s+/gu, ' ').trim();
const unspaced = (text: string): string => text.replace(/\s/gu, '');

/** Texts without the white space that columns have no place for, and each annotation's label and place in them. */
function held(set: AnnotatedSet): object {
  const texts = new Map(set.documents.map(({ record, structured }) => [record.id, structured.text]));
  const labels = new Map(sourceOf(set).codes.map(({ id, path }) => [id, spaced(labelOf(path))]));
  const annotations = set.annotations.map(({ codeId, documentId, spans }) => {
    const text = texts.get(documentId) ?? '';
    const places = spans.map(({ start, end }) =>
      [start, end].map((at) => unspaced(text.slice(0, at)).length),
    );
    return JSON.stringify([labels.get(codeId), places, unspaced(text)]);
  });
  return { annotations: annotations.sort(), texts: [...texts.values()].map(unspaced).sort() };
}

describe('generated sets in columns', () => {
  it.each<readonly [string, ForeignWriter]>([
    ['two', conllWriter],
    ['four', conll2003Writer],
  ])(
    'come back with their labels on the same tokens, and are the same bytes again: %s',
    async (_, writer) => {
      await fc.assert(
        fc.asyncProperty(arbitrarySet, async (drawn) => {
          const set = inTokens(wellFormed(drawn));
          fc.pre(set.documents.length > 0);
          const first = await writtenBy(writer, set);
          const back = await setOf(conllReader, first.bundle);
          expect(back.problems).toEqual([]);
          expect(held(back.set)).toEqual(held(set));
          const again = await writtenBy(writer, back.set);
          expect(await again.bundle.files[0]?.bytes(1e9)).toEqual(await first.bundle.files[0]?.bytes(1e9));
        }),
        { numRuns: 10, endOnFailure: true },
      );
    },
  );
});
