import { copyFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Annotation } from '../../core/annotation/annotation.ts';
import type { Code } from '../../core/codebook/code.ts';
import { newId } from '../../core/ids.ts';
import type { DocumentRecord, Person } from '../../core/project/records.ts';
import { Connection, type SqlRow } from '../connection.ts';
import { openProject } from '../index.ts';
import { runOf } from '../testing/run-of.ts';
import { Scratch } from '../testing/scratch.ts';
import type { WriteTransaction } from '../types.ts';
import { unpackLines } from './stored-lines.ts';

const TEXT = 'Слова и words "quoted" \\ 😀 end. '.repeat(4);
const word = fc.constantFrom('', 'a note', '"\\\n\u0000\u007f', 'Слова 😀', '\ud800', 'long '.repeat(200));
const drawn = fc.record({
  start: fc.nat(TEXT.length - 2),
  length: fc.integer({ min: 1, max: 60 }),
  code: fc.nat(2),
  person: fc.nat(1),
  note: word,
  prefix: word,
  version: fc.integer({ min: 1, max: 2 }),
  changed: fc.boolean(),
});

let scratch: Scratch;
let document: DocumentRecord;
let codes: readonly Code[];
let people: readonly Person[];
beforeEach(() => {
  scratch = new Scratch();
  document = scratch.addDocument('News', TEXT);
  codes = ['Claim', 'Evidence', 'Сomment "1"'].map((name) => scratch.addCode(name));
  const other = { id: newId(), name: 'Other', colour: 1 };
  scratch.act((tx) => tx.putPerson(other));
  people = [scratch.me, other];
});
afterEach(() => scratch.remove());

function annotationOf({
  start,
  length,
  code,
  person,
  note,
  prefix,
  version,
  changed,
}: typeof drawn extends fc.Arbitrary<infer T> ? T : never): Annotation {
  const end = Math.min(TEXT.length, start + length);
  const at = '2024-05-01T10:00:00.000Z';
  return {
    ...scratch.annotation(document, codes[code] as Code),
    personId: people[person]?.id ?? '',
    codeVersion: version,
    spans: [{ start, end, quote: TEXT.slice(start, end), prefix, suffix: '' }],
    note,
    createdAt: at,
    updatedAt: changed ? '2024-05-02T10:00:00.000Z' : at,
  };
}

/** What the latest action wrote of annotations, row by row, and its changes line by line. */
function writtenIn(path: string): {
  readonly rows: readonly SqlRow[];
  readonly lines: readonly string[];
  readonly counts: readonly SqlRow[];
} {
  const connection = new Connection(path, { readonly: true });
  try {
    return {
      rows: connection.prepare<SqlRow>('SELECT * FROM annotation ORDER BY row').all(),
      counts: connection.prepare<SqlRow>('SELECT * FROM tally ORDER BY 1, 2, 3, 4, 5').all(),
      lines: connection
        .prepare<{ lines: string | Uint8Array }>(
          'SELECT lines FROM change WHERE row / 1048576 = (SELECT max(seq) FROM action) ORDER BY row',
        )
        .all()
        .flatMap(({ lines }) => unpackLines(lines).split('\n')),
    };
  } finally {
    connection.close();
  }
}

describe('a run of annotations', () => {
  it('is stored and told in the journal as the same annotations are', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(drawn, { minLength: 1, maxLength: 150 }), async (draws) => {
        const annotations = draws.map(annotationOf);
        scratch.store.close();
        const copy = `${scratch.path}.copy`;
        copyFileSync(scratch.path, copy);
        scratch.reopen();
        const beside = openProject(copy, scratch.options);
        const told = { type: 'import', subject: '', personId: scratch.me.id } as const;
        const put = (work: (tx: WriteTransaction) => void, store = scratch.store) =>
          store.transact({ ...told }, work);
        const touched = [
          put((tx) => expect(tx.addAnnotationRun(runOf(annotations))).toEqual([])),
          put((tx) => expect(tx.addAnnotations(annotations)).toEqual([]), beside),
        ].map(({ commit }) => commit?.touched);
        expect(touched[0]).toEqual(touched[1]);
        expect((await scratch.store.check()).problems).toEqual([]);
        beside.close();
        scratch.reopen();
        expect(writtenIn(scratch.path)).toEqual(writtenIn(copy));
        for (const annotation of annotations) {
          expect(scratch.store.read.annotation(annotation.id)).toEqual(annotation);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('leaves those whose ids are taken, and says which', async () => {
    const many = Array.from({ length: 150 }, (_, i) =>
      annotationOf({
        start: i % 40,
        length: 3,
        code: 0,
        person: 0,
        note: `${i}`,
        prefix: '',
        version: 1,
        changed: false,
      }),
    );
    const [first, last] = [many[3], many[149]] as [Annotation, Annotation];
    scratch.act((tx) => {
      tx.putAnnotation({ ...first, note: 'here already' });
      tx.putAnnotation(last);
    });
    expect(scratch.act((tx) => tx.addAnnotationRun(runOf([...many, many[7] as Annotation])))).toEqual([
      3, 149, 150,
    ]);
    expect(scratch.store.read.countAnnotations({})).toBe(150);
    expect(scratch.store.read.annotation(first.id)?.note).toBe('here already');
    expect((await scratch.store.check()).problems).toEqual([]);
    scratch.store.undo(scratch.me.id);
    expect(scratch.store.read.countAnnotations({})).toBe(2);
  });

  it('of a code that is not there, or with no place in a text, is refused, and nothing is changed', () => {
    const one = annotationOf({
      start: 0,
      length: 3,
      code: 0,
      person: 0,
      note: '',
      prefix: '',
      version: 1,
      changed: false,
    });
    const elsewhere = { ...one, codeId: newId() };
    expect(() => scratch.act((tx) => tx.addAnnotationRun(runOf([elsewhere])))).toThrowError(
      expect.objectContaining({ code: 'record-unknown-reference' }),
    );
    const [span] = one.spans;
    if (!span) throw new Error('It has one.');
    const backwards = { ...one, spans: [{ ...span, start: 5, end: 2 }] };
    expect(() => scratch.act((tx) => tx.addAnnotationRun(runOf([backwards])))).toThrowError(
      expect.objectContaining({ code: 'invalid-input' }),
    );
    expect(scratch.store.read.countAnnotations({})).toBe(0);
  });
});
