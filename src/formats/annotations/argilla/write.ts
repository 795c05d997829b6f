import { codePointCounter } from '../code-points.ts';
import { Describer, LossCounter } from '../foreign/describe.ts';
import type { ForeignWriter, WriteOptions } from '../foreign/format.ts';
import { jsonLines } from '../foreign/json-write.ts';
import { metadataOf } from '../foreign/metadata.ts';
import { partsOf } from '../foreign/parts.ts';
import type { ExportSource } from '../source.ts';
import type { ExportTally } from '../writer.ts';

/** A record of version 2 a line: one question for spans, one for labels of the whole, a response to each by each person. */
function* recordsOf(source: ExportSource, tally: ExportTally, options: WriteOptions): Generator<unknown> {
  const describer = new Describer(source);
  const losses = new LossCounter(source, tally, describer, {
    persons: true,
    metadata: true,
    documentCodes: true,
  });
  let id = 0;
  for (const entry of source.documents()) {
    losses.document(entry);
    const text = describer.text(entry);
    const count = codePointCounter(text);
    const spans = new Map<string, unknown[]>();
    const drafts = new Set<string>();
    const settled = new Set<string>();
    for (const annotation of losses.annotations(entry.document.id)) {
      const label = describer.label(annotation.codeId);
      const values = partsOf(annotation, options.discontinuous, tally).map(({ start, end }) => ({
        start: count(start),
        end: count(end),
        label,
      }));
      const person = describer.person(annotation.personId);
      (annotation.status === 'draft' ? drafts : settled).add(person);
      const known = spans.get(person);
      if (known) known.push(...values);
      else spans.set(person, [...values]);
    }
    const labels = Map.groupBy(source.documentCodes(entry.document.id), ({ personId }) =>
      describer.person(personId),
    );
    id += 1;
    const answer = (person: string, value: readonly unknown[]) => ({
      value,
      ...(person === '' ? {} : { user_id: person }),
      // An answer has one status: it is a draft where all that the person says here is.
      ...(drafts.has(person) && !settled.has(person) ? { status: 'draft' } : {}),
    });
    yield {
      id: String(id),
      status: 'completed',
      fields: { text },
      metadata: metadataOf(entry.document),
      suggestions: {},
      responses: {
        ...(spans.size > 0 ? { span: Array.from(spans, ([person, value]) => answer(person, value)) } : {}),
        ...(labels.size > 0
          ? {
              label: Array.from(labels, ([person, codes]) =>
                answer(
                  person,
                  codes.map(({ codeId }) => describer.label(codeId)),
                ),
              ),
            }
          : {}),
      },
      vectors: {},
    };
  }
  losses.set();
}

export const argillaWriter: ForeignWriter = {
  format: 'argilla',
  write: (source, tally, options) => [
    { path: 'export.jsonl', pieces: jsonLines(recordsOf(source, tally, options)) },
  ],
};
