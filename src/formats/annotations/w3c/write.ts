import type { Annotation, Span } from '../../../core/annotation/annotation.ts';
import { codePointCounter } from '../code-points.ts';
import { Describer, LossCounter } from '../foreign/describe.ts';
import { toFeatures } from '../foreign/features.ts';
import type { ForeignWriter, OutputFile } from '../foreign/format.ts';
import { jsonList } from '../foreign/json-write.ts';
import { metadataOf } from '../foreign/metadata.ts';
import type { ExportSource } from '../source.ts';
import type { ExportTally } from '../writer.ts';
import { fileNames, textFile } from './text-files.ts';
import { addressOf } from './texts.ts';

const CONTEXT = 'http://www.w3.org/ns/anno.jsonld';
const urn = (id: string): string => `urn:uuid:${id}`;
const tag = (value: string, purpose = 'tagging') => ({ type: 'TextualBody', value, purpose });
const json = (value: object) => ({
  type: 'TextualBody',
  value: JSON.stringify(value),
  format: 'application/json',
  purpose: 'describing',
});

function targetOf(spans: readonly Span[], source: string, count: (offset: number) => number): object {
  const items = spans.map(({ start, end, quote, prefix, suffix }) => ({
    type: 'SpecificResource',
    source,
    selector: [
      { type: 'TextPositionSelector', start: count(start), end: count(end) },
      {
        type: 'TextQuoteSelector',
        exact: quote,
        ...(prefix === '' ? {} : { prefix }),
        ...(suffix === '' ? {} : { suffix }),
      },
    ],
  }));
  const [only] = items;
  return only && items.length === 1 ? only : { type: 'Composite', items };
}

class AnnotationWriter {
  readonly #source: ExportSource;
  readonly #describer: Describer;
  readonly #losses: LossCounter;
  readonly #names: ReturnType<typeof fileNames>;
  count = 0;

  constructor(source: ExportSource, tally: ExportTally, names: ReturnType<typeof fileNames>) {
    this.#source = source;
    this.#describer = new Describer(source);
    const holds = {
      features: true,
      persons: true,
      metadata: true,
      relations: true,
      documentCodes: true,
      comments: true,
    };
    this.#losses = new LossCounter(source, tally, this.#describer, holds);
    this.#names = names;
  }

  #about(id: string, personId: string, motivation: string, createdAt?: string, updatedAt?: string) {
    const name = this.#describer.person(personId);
    return {
      id: urn(id),
      type: 'Annotation',
      motivation,
      ...(name === '' ? {} : { creator: { type: 'Person', name } }),
      ...(createdAt === undefined ? {} : { created: createdAt }),
      ...(updatedAt === undefined ? {} : { modified: updatedAt }),
    };
  }

  #passage(annotation: Annotation, source: string, count: (offset: number) => number): object {
    const { person: _person, note, createdAt, updatedAt, ...said } = this.#describer.said(annotation);
    return {
      ...this.#about(annotation.id, annotation.personId, 'tagging', createdAt, updatedAt),
      body: [
        tag(this.#describer.label(annotation.codeId)),
        ...(note === undefined
          ? []
          : [{ type: 'TextualBody', value: note, format: 'text/plain', purpose: 'commenting' }]),
        json(toFeatures(said)),
      ],
      target: targetOf(annotation.spans, source, count),
    };
  }

  *items(): Generator<object> {
    for (const item of this.#items()) {
      this.count += 1;
      yield item;
    }
    this.#losses.set();
  }

  *#items(): Generator<object> {
    const describer = this.#describer;
    for (const entry of this.#source.documents()) {
      const { document } = entry;
      this.#losses.document(entry);
      const address = addressOf(this.#names.get(document.id) ?? '');
      const count = codePointCounter(describer.text(entry));
      yield {
        id: urn(document.id),
        type: 'Annotation',
        motivation: 'describing',
        body: json(metadataOf(document)),
        target: address,
      };
      for (const annotation of this.#losses.annotations(document.id))
        yield this.#passage(annotation, address, count);
      for (const code of this.#source.documentCodes(document.id)) {
        const about = this.#about(code.id, code.personId, 'classifying', code.createdAt, code.updatedAt);
        yield { ...about, body: [tag(describer.label(code.codeId), 'classifying')], target: address };
      }
      for (const relation of describer.relations(document.id)) {
        const { id, personId, codeId, note, fromId, toId } = relation;
        const attributes = describer.attributes(relation);
        yield {
          ...this.#about(id, personId, 'linking', relation.createdAt, relation.updatedAt),
          body: [
            { id: urn(toId) },
            tag(describer.label(codeId)),
            ...(note === '' ? [] : [tag(note, 'commenting')]),
            ...(Object.keys(attributes).length === 0 ? [] : [json(toFeatures({ attributes }))]),
          ],
          target: urn(fromId),
        };
      }
    }
    yield* this.#replies();
  }

  *#replies(): Generator<object> {
    for (const { id, targetKind, targetId, personId, body, createdAt, deleted } of this.#source.comments()) {
      const target = targetKind === 'annotation' ? this.#source.annotation(targetId) : undefined;
      const address = this.#names.get(targetId);
      if (deleted) continue;
      if (target && !target.lost) {
        yield {
          ...this.#about(id, personId, 'replying', createdAt),
          body: [tag(body, 'replying')],
          target: urn(targetId),
        };
      } else if (targetKind === 'document' && address !== undefined) {
        yield {
          ...this.#about(id, personId, 'commenting', createdAt),
          body: [tag(body, 'commenting')],
          target: addressOf(address),
        };
      } else this.#losses.comment();
    }
  }
}

/** The texts, then a collection of one page with the annotations on them. */
function* filesOf(source: ExportSource, tally: ExportTally): Generator<OutputFile> {
  const names = fileNames(source, '.txt');
  for (const entry of source.documents()) yield textFile(names.get(entry.document.id) ?? '', entry, source);
  const writer = new AnnotationWriter(source, tally, names);
  const before = `{"@context":"${CONTEXT}","type":"AnnotationCollection","generator":${JSON.stringify({ type: 'Software', name: source.generator })},"first":{"type":"AnnotationPage","startIndex":0,"items":`;
  yield {
    path: 'annotations.jsonld',
    pieces: jsonList(writer.items(), before, () => `},"total":${writer.count}}`),
  };
}

export const w3cWriter: ForeignWriter = { format: 'w3c', write: filesOf };
