import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newEntity, Scratch } from '../testing/scratch.ts';

let scratch: Scratch;
beforeEach(() => {
  scratch = new Scratch();
});
afterEach(() => scratch.remove());

describe('mentions of an entity', () => {
  it('are by date, those of documents without one last, then by title and in text order, in pages', () => {
    const text = 'Some words to tag. '.repeat(8);
    const code = scratch.addCode('Actor');
    const entity = newEntity('Someone');
    const dated = [
      ['C', '2024-05-01'],
      ['B', '2024'],
      ['A', ''],
      ['D', '2022-12'],
      ['a 10', '2024-05-01'],
      ['a 9', '2024-05-01'],
    ] as const;
    const documents = dated.map(([title, date]) => {
      const document = { ...scratch.addDocument(title, text + title), date };
      scratch.act((tx) => tx.putDocument(document));
      return document;
    });
    const places: readonly [number, number][] = [
      [9, 12],
      [5, 8],
      [5, 30],
      [5, 8],
    ];
    scratch.act((tx) => {
      tx.putEntity(entity);
      tx.putEntity(newEntity('Nobody'));
      for (const document of documents) {
        tx.putAnnotation(scratch.annotation(document, code, [0, 4]));
        for (const place of places) {
          tx.putAnnotation({ ...scratch.annotation(document, code, place), entityId: entity.id });
        }
      }
    });
    const { read } = scratch.store;
    const expected = ['D', 'B', 'a 9', 'a 10', 'C', 'A'].flatMap((title) => {
      const document = documents.find((one) => one.title === title);
      return read
        .annotationPage({ documentIds: [document?.id ?? ''], limit: 99 })
        .filter(({ entityId }) => entityId === entity.id);
    });
    expect(expected.map(({ spans }) => [spans[0]?.start, spans[0]?.end]).slice(0, 4)).toEqual([
      [5, 30],
      [5, 8],
      [5, 8],
      [9, 12],
    ]);
    expect(read.mentions(entity.id, 99)).toEqual(expected);
    for (const limit of [1, 2, 3, 5, 7]) {
      const paged: typeof expected = [];
      for (let page = read.mentions(entity.id, limit); page.length > 0; ) {
        paged.push(...page);
        page = read.mentions(entity.id, limit, paged.at(-1)?.id);
      }
      expect(paged).toEqual(expected);
    }
    expect(read.entities().map(({ name, mentions }) => [name, mentions])).toEqual([
      ['Nobody', 0],
      ['Someone', 24],
    ]);
    const [first] = documents;
    if (first) scratch.act((tx) => tx.putDocument({ ...first, deleted: true }));
    expect(read.mentions(entity.id, 99)).toHaveLength(20);
    expect(read.countAnnotations({ entityIds: [entity.id] })).toBe(20);
    expect(read.mentions(code.id, 99)).toEqual([]);
  });

  it('are linked to an entity that is there', () => {
    const document = scratch.addDocument('News', 'Some words.');
    const code = scratch.addCode('Actor');
    const nobody = { ...scratch.annotation(document, code, [0, 4]), entityId: code.id };
    expect(() => scratch.act((tx) => tx.putAnnotation(nobody))).toThrow(
      expect.objectContaining({
        code: 'record-unknown-reference',
        place: expect.objectContaining({ field: 'entityId' }),
      }),
    );
  });
});
