import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Annotation } from '../../core/annotation/annotation.ts';
import type { PackedAnnotation } from '../../core/annotation/packed.ts';
import type { Code } from '../../core/codebook/code.ts';
import type { DocumentRecord } from '../../core/project/records.ts';
import { Connection } from '../connection.ts';
import { newEntity, Scratch } from '../testing/scratch.ts';

const LENGTH = 2_000;

let scratch: Scratch;
let document: DocumentRecord;
let code: Code;
beforeEach(() => {
  scratch = new Scratch();
  document = scratch.addDocument('Text', '„Wörter“ "\\\u0001\u2028 слова 😀 '.repeat(400).slice(0, LENGTH));
  code = scratch.addCode('code');
});
afterEach(() => scratch.remove());

/** All fields, asked for one by one. */
function taken({
  id,
  documentId,
  personId,
  codeId,
  codeVersion,
  spans,
  attributes,
  status,
  entityId,
  note,
  lost,
  createdAt,
  updatedAt,
  deleted,
}: PackedAnnotation): Annotation {
  const made = { id, documentId, personId, codeId, codeVersion, spans, attributes, status };
  return { ...made, entityId, note, lost, createdAt, updatedAt, deleted };
}

/** The parts of its only span, as JSON reads them. */
function copied(annotation: PackedAnnotation) {
  const packed = annotation.packedSpan();
  if (!packed) return null;
  const part = (start: number, end: number): unknown =>
    JSON.parse(Buffer.from(packed.bytes.subarray(start, end)).toString('utf8'));
  return {
    start: annotation.start,
    end: annotation.end,
    quote: part(packed.quote, packed.quoteEnd),
    prefix: part(packed.prefix, packed.prefixEnd),
    suffix: part(packed.suffix, packed.suffixEnd),
  };
}

const offset = fc.nat(LENGTH);
const time = fc.constantFrom('2025-01-31T12:00:00.000Z', '2025-01-31T12:00:00.001Z', '2025-01-31T12:00:00Z');
const placed = fc.record({
  ranges: fc.oneof(
    { weight: 3, arbitrary: fc.tuple(offset, fc.nat(40)).map(([at, length]) => [[at, at + length]]) },
    {
      weight: 1,
      arbitrary: fc.tuple(offset, fc.nat(9)).map(([at, gap]) => [
        [at, at + 3],
        [at + 3 + gap, at + 9 + gap],
      ]),
    },
    { weight: 1, arbitrary: fc.constant([[0, LENGTH]]) },
  ),
  note: fc.oneof(
    { weight: 4, arbitrary: fc.constant('') },
    fc.string({ unit: 'binary' }),
    fc.constantFrom('lone \ud800 half', 'nul \0', 'long '.repeat(14_000)),
  ),
  attributes: fc.dictionary(
    fc.stringMatching(/^[a-z]{1,4}$/),
    fc.string({ unit: 'binary' }).filter((value) => value.isWellFormed()),
  ),
  createdAt: fc.oneof({ weight: 6, arbitrary: fc.constant('2025-01-31T12:00:00.000Z') }, time),
  lost: fc.nat(5).map((drawn) => drawn === 0),
  linked: fc.boolean(),
});

describe('packed annotations', () => {
  it('say what annotations say that are read one by one, whatever stands in them', () => {
    const entity = newEntity('Person');
    scratch.act((tx) => tx.putEntity(entity));
    let before: Annotation[] = [];
    fc.assert(
      fc.property(fc.array(placed, { minLength: 1, maxLength: 60 }), (many) => {
        const made = many.map(({ ranges, linked, ...said }) => ({
          ...scratch.annotation(document, code, ...(ranges as [number, number][])),
          ...said,
          entityId: linked ? entity.id : null,
        }));
        scratch.act((tx) => {
          for (const annotation of before) tx.putAnnotation({ ...annotation, deleted: true });
          for (const annotation of made) tx.putAnnotation(annotation);
        });
        before = made;
        const { read } = scratch.store;
        const packed = [...read.everyPackedAnnotation({})];
        const plain = [...read.everyAnnotation({})];
        expect(packed.map(taken)).toEqual(plain);
        for (const [index, annotation] of packed.entries()) {
          const spans = plain[index]?.spans ?? [];
          expect([annotation.start, annotation.end]).toEqual([spans[0]?.start, spans.at(-1)?.end]);
          const span = copied(annotation);
          if (span) expect([span]).toEqual(spans);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('hand over the only span of what most annotations are', () => {
    const annotation = scratch.annotation(document, code, [3, 30]);
    scratch.act((tx) => tx.putAnnotation({ ...annotation, note: 'слово' }));
    const [packed] = scratch.store.read.everyPackedAnnotation({});
    expect(packed && copied(packed)).toEqual(annotation.spans[0]);
  });

  it('are in order where more stand on one place than are fetched at once', () => {
    const many = Array.from({ length: 2_600 }, (_, i) =>
      scratch.annotation(document, code, [i % 2 === 0 ? 8 : 9, 12]),
    );
    scratch.act((tx) => tx.addAnnotations(many));
    const ids = [...scratch.store.read.everyPackedAnnotation({})].map(({ id }) => id);
    expect(ids).toEqual([...scratch.store.read.everyAnnotation({})].map(({ id }) => id));
  });

  it('with spans that are garbled in the file are refused when these are asked for', () => {
    scratch.act((tx) => tx.putAnnotation(scratch.annotation(document, code, [3, 30])));
    const other = new Connection(scratch.path);
    for (const spans of [
      '[{"end":30,"prefix":"',
      '[{"end":31,"prefix":"","quote":"","start":3,"suffix":""',
    ]) {
      other.prepare('UPDATE annotation SET spans = ?').run(spans);
      const [packed] = scratch.store.read.everyPackedAnnotation({});
      expect(packed?.packedSpan()).toBeNull();
      expect(() => packed?.spans).toThrow(expect.objectContaining({ code: 'project-damaged' }));
    }
    other.close();
  });
});
