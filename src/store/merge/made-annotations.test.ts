import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Annotation } from '../../core/annotation/annotation.ts';
import { ANNOTATION_STATUSES } from '../../core/annotation/annotation.ts';
import { type Id, newId } from '../../core/ids.ts';
import { Connection } from '../connection.ts';
import { canonicalJson } from '../journal/canonical-json.ts';
import { newRow, type RecordFields } from '../journal/new-rows.ts';
import { Identities } from '../rows/identities.ts';
import { newCode, newEntity, Scratch } from '../testing/scratch.ts';
import { Aliases } from './aliases.ts';
import { MadeAnnotations } from './made-annotations.ts';

/** More by hand. */
const RUNS = Number(process.env.GLOSSATOR_RUNS ?? 40);

let scratch: Scratch;
let connection: Connection;
let identities: Identities;
let ids: { readonly documents: readonly Id[]; readonly codes: readonly Id[]; readonly entity: Id };
const aliased = newId();

beforeAll(() => {
  scratch = new Scratch();
  const codes = [newCode('One'), newCode('Two'), { ...newCode('Three'), id: aliased }];
  const entity = newEntity('Somebody');
  const documents = ['A', 'B'].map((title) => scratch.addDocument(title, 'text').id);
  scratch.act((tx) => {
    for (const code of codes) tx.putCode(code);
    tx.putEntity(entity);
  });
  ids = { documents, codes: codes.map(({ id }) => id), entity: entity.id };
  scratch.reopen();
  connection = new Connection(scratch.path, { readonly: true });
  identities = new Identities(connection);
});
afterAll(() => {
  connection.close();
  scratch.remove();
});

/** All that people may have written, and what JSON has to escape. */
const text = fc.string({
  unit: fc.oneof(
    { weight: 6, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
    { weight: 2, arbitrary: fc.constantFrom('Ж', 'ы', '漢', '👩🏽‍🚀', 'é', 'ß') },
    {
      weight: 1,
      arbitrary: fc.constantFrom('\n', '\\', '"', '\u0001', '\u007f', '\u2028', '{', '}', '"spans":[', '\0'),
    },
  ),
  maxLength: 6,
});
const spans = fc.array(fc.record({ gap: fc.nat(9), quote: text, prefix: text, suffix: text }), {
  minLength: 1,
  maxLength: 3,
});
const annotation = fc
  .record({
    spans,
    document: fc.nat(1),
    code: fc.nat(1),
    status: fc.constantFrom(...ANNOTATION_STATUSES),
    isLinked: fc.boolean(),
    note: text,
    attributes: fc.dictionary(
      fc.constantFrom('a', 'b', 'é'),
      fc.oneof(text, fc.boolean(), fc.double({ noNaN: true, noDefaultInfinity: true })),
      { maxKeys: 2 },
    ),
    codeVersion: fc.integer({ min: 1, max: 2_000 }),
  })
  .map((one): Annotation => {
    let at = 0;
    return {
      id: newId(),
      documentId: ids.documents[one.document] ?? '',
      personId: scratch.me.id,
      codeId: ids.codes[one.code] ?? '',
      codeVersion: one.codeVersion,
      spans: one.spans.map(({ gap, quote, ...context }) => {
        const start = at + gap;
        at = start + quote.length;
        return { start, end: at, quote, ...context };
      }),
      attributes: one.attributes,
      status: one.status,
      entityId: one.isLinked ? ids.entity : null,
      note: one.note,
      lost: false,
      createdAt: '2024-05-01T10:00:00.000Z',
      updatedAt: '2024-05-02T10:00:00.000Z',
      deleted: false,
    };
  });

function lineOf({ id, ...after }: Annotation): string {
  return canonicalJson({ kind: 'annotation', id, before: null, after });
}

function reader(stands: (quotes: readonly string[]) => boolean = () => true, aliases = new Aliases()) {
  return new MadeAnnotations({
    identities,
    aliases,
    stands: (_, found) => stands(found.map(({ quote }) => quote)),
  });
}

/** As the file would hold it: text that is handed over as UTF-8 is text there. */
function stored(row: readonly unknown[] | undefined) {
  return row?.map((value, at) =>
    value instanceof Uint8Array && at > 0 ? new TextDecoder().decode(value) : value,
  );
}

function expected({ id, ...fields }: Annotation) {
  return newRow('annotation', id, fields as object as RecordFields, identities);
}

describe('reading what a line of the journal makes', () => {
  it('gives the row that the record would become, or leaves it to be decided as a record', () => {
    fc.assert(
      fc.property(fc.array(annotation, { minLength: 1, maxLength: 5 }), (made) => {
        const quotes: (readonly string[])[] = [];
        const rows = reader((found) => quotes.push(found) > 0).read(
          Buffer.from(made.map(lineOf).join('\n')),
          made.map(({ id }) => id),
        );
        const plain = made.filter(({ note, attributes }) =>
          // These are stored otherwise than written, or told in a way that this does not read.
          [note, ...Object.values(attributes)].every((one) => !/[{}\0]/.test(String(one))),
        );
        for (const one of plain) expect(rows[made.indexOf(one)]).toBeDefined();
        const read = made.filter((_, i) => rows[i] !== undefined);
        expect(quotes).toEqual(read.map((one) => one.spans.map(({ quote }) => quote)));
        for (const one of read) {
          const row = expected(one);
          // A note that SQLite has no text for is bytes in both.
          expect(stored(rows[made.indexOf(one)])).toEqual(stored(row));
        }
      }),
      { numRuns: RUNS },
    );
  });

  it.each([
    ['spaced', (line: string) => line.replace('"start":', '"start": ')],
    ['with an escape that it need not have', (line: string) => line.replace('word', '\\u0077ord')],
    ['in another order', (line: string) => line.replace(/("end":\d+),("prefix":"")/, '$2,$1')],
    ['with one member more', (line: string) => line.replace('"note":', '"more":1,"note":')],
    ['with one member less', (line: string) => line.replace('"note":"",', '')],
    [
      'with a number written otherwise',
      (line: string) => line.replace('"codeVersion":1', '"codeVersion":1.0'),
    ],
    ['with half of a pair', (line: string) => line.replace('word', '\\ud800word')],
    ['of what is deleted', (line: string) => line.replace('"deleted":false', '"deleted":true')],
    ['of what has no place', (line: string) => line.replace('"lost":false', '"lost":true')],
    ['of another record', (line: string) => line.replace(/"id":"[^"]{36}"(?=,"kind")/, `"id":"${newId()}"`)],
    [
      'of what gave way to another',
      (line: string) => line.replace(/"codeId":"[^"]+"/, `"codeId":"${aliased}"`),
    ],
  ])('leaves a line %s to be decided as a record', (_, alter) => {
    const [documentId = ''] = ids.documents;
    const one: Annotation = {
      id: newId(),
      documentId,
      personId: scratch.me.id,
      codeId: ids.codes[0] ?? '',
      codeVersion: 1,
      spans: [{ start: 3, end: 7, quote: 'word', prefix: '', suffix: '' }],
      attributes: {},
      status: 'draft',
      entityId: null,
      note: '',
      lost: false,
      createdAt: '2024-05-01T10:00:00.000Z',
      updatedAt: '2024-05-01T10:00:00.000Z',
      deleted: false,
    };
    const aliases = new Aliases();
    aliases.add('code', aliased, '00000000-0000-7000-8000-000000000000');
    const line = lineOf(one);
    const altered = alter(line);
    expect(altered).not.toBe(line);
    const others = [
      { ...one, id: newId() },
      { ...one, id: newId() },
    ];
    const lines = [others[0], others[1]].map((other) => lineOf(other as Annotation));
    lines.splice(1, 0, altered);
    const rows = reader(undefined, aliases).read(Buffer.from(lines.join('\n')), [
      others[0]?.id ?? '',
      one.id,
      others[1]?.id ?? '',
    ]);
    expect(rows.map((row) => row !== undefined)).toEqual([true, false, true]);
  });

  it('leaves what does not stand in the text, and lines that are no text', () => {
    const one = fc.sample(annotation, 1)[0] as Annotation;
    const line = Buffer.from(lineOf({ ...one, note: 'note' }));
    expect(reader(() => false).read(line, [one.id])).toEqual([undefined]);
    const garbled = Buffer.from(line);
    garbled[garbled.indexOf('note":"note') + 8] = 0xff;
    expect(reader().read(garbled, [one.id])).toEqual([undefined]);
  });
});
