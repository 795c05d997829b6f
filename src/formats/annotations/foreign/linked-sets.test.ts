import { describe, it } from 'vitest';
import type { AnnotatedSet } from '../testing/arbitrary-set.ts';
import { codecs } from './codecs.ts';
import { inXml, onGraphemes } from './testing/adapted.ts';
import { expectSetsReturned } from './testing/round-trip.ts';

/** Texts that neither begin nor end in white space, which token formats have no place for, and annotations that neither do. */
function worded(set: AnnotatedSet): AnnotatedSet {
  const texts = new Map(set.documents.map(({ record, structured }) => [record.id, structured.text]));
  const documents = set.documents.filter(({ structured }) => /^\S$|^\S[\s\S]*\S$/u.test(structured.text));
  const annotations = set.annotations.filter(({ documentId, spans, lost }) => {
    const text = texts.get(documentId) ?? '';
    return (
      !lost &&
      text.trim() !== '' &&
      spans.length === 1 &&
      spans.every(({ start, end }) => !/^\s|\s$|^$/u.test(text.slice(start, end)))
    );
  });
  const kept = new Set(annotations.map(({ id }) => id));
  return {
    ...set,
    documents,
    annotations,
    relations: set.relations.filter(({ fromId, toId }) => kept.has(fromId) && kept.has(toId)),
    documentCodes: [],
    comments: [],
  };
}

describe('generated sets with relations', () => {
  it.each(['brat', 'webanno-tsv', 'cas-xmi', 'cas-json', 'tei', 'bioc'])(
    'come back from %s: texts, places, codes and what connects them',
    async (format) => {
      const codec = codecs.find(({ about }) => about.format === format);
      if (!codec?.writer || !codec.reader) throw new Error(`no ${format}`);
      await expectSetsReturned(
        codec.reader,
        codec.writer,
        { relations: true },
        (set) => worded(onGraphemes(inXml(set))),
        20,
      );
    },
    120_000,
  );
});
