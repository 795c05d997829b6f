import { describe, expect, it } from 'vitest';
import { databaseBundle } from '../foreign/testing/memory-database.ts';
import { documentsIn, itemsOf, problemsIn } from '../foreign/testing/reading.ts';
import { setOf } from '../foreign/testing/taking.ts';
import { qualcoderReader } from './read.ts';

const TEXT = 'Ana 😀 met Bo.\r\nThen e\u0301 wept; Bo slept.\nAna did not.';
const DATE = '2024-03-01 09:30:00';

/** The text as Qt shows it, in UTF-16 code units. */
const shown = TEXT.replaceAll('\r\n', '\n');
const inQt = (quote: string, from = 0) => {
  const pos0 = shown.indexOf(quote, from);
  return { seltext: quote.replaceAll('\n', '\u2029'), pos0, pos1: pos0 + quote.length };
};
/** The text as Python holds it, in code points. */
const inPython = (quote: string, from = 0) => {
  const at = TEXT.indexOf(quote, from);
  const pos0 = Array.from(TEXT.slice(0, at)).length;
  return { seltext: quote, pos0, pos1: pos0 + Array.from(quote).length };
};

const tables = {
  project: [{ databaseversion: 'v16', memo: 'What this is about.', about: 'QualCoder' }],
  code_cat: [
    { catid: 1, name: 'People', memo: '', supercatid: null },
    { catid: 2, name: 'Named', memo: 'with a name', supercatid: 1 },
    { catid: 3, name: 'Round', memo: '', supercatid: 4 },
    { catid: 4, name: 'About', memo: '', supercatid: 3 },
  ],
  code_name: [
    { cid: 1, name: 'Person', memo: 'anyone', catid: 2, color: '#FF0000', supercid: null },
    { cid: 2, name: 'Hero', memo: '', catid: null, color: 'red', supercid: 1 },
    { cid: 3, name: 'Odd', memo: '', catid: 3, color: null, supercid: null },
  ],
  source: [
    { id: 7, name: 'talk.docx', fulltext: TEXT, memo: 'A talk.', owner: 'Eva', mediapath: null },
    { id: 8, name: 'face.png', fulltext: null, memo: '', owner: 'Eva', mediapath: '/images/face.png' },
    { id: 9, name: 'short.txt', fulltext: 'Ana.', memo: '', owner: 'Eva', mediapath: null },
  ],
  code_text: [
    { ctid: 1, cid: 1, fid: 7, ...inPython('Ana'), owner: 'Eva', date: DATE, memo: 'first', important: 1 },
    { ctid: 2, cid: 1, fid: 7, ...inPython('Bo', 20), owner: 'Eva', date: DATE, memo: '', important: null },
    {
      ctid: 3,
      cid: 2,
      fid: 7,
      ...inQt('met Bo.\nThen'),
      owner: 'Tom',
      date: DATE,
      memo: '',
      important: null,
    },
    { ctid: 4, cid: 3, fid: 7, ...inQt('Ana did'), owner: 'Tom', date: 'soon', memo: null, important: null },
    { ctid: 5, cid: 1, fid: 7, pos0: 0, pos1: 3, seltext: 'Eve', owner: 'Tom', date: DATE, memo: '' },
    { ctid: 6, cid: 1, fid: 7, pos0: 800, pos1: 803, seltext: 'far', owner: 'Tom', date: DATE, memo: '' },
    { ctid: 7, cid: 99, fid: 7, pos0: 0, pos1: 3, seltext: 'Ana', owner: 'Tom', date: DATE, memo: '' },
    { ctid: 8, cid: 1, fid: 5, pos0: 0, pos1: 3, seltext: 'Ana', owner: 'Tom', date: DATE, memo: '' },
  ],
  annotation: [{ anid: 1, fid: 9, pos0: 0, pos1: 3, memo: 'Who?', owner: 'Eva', date: DATE }],
  cases: [
    { caseid: 1, name: 'Minsk', memo: '' },
    { caseid: 2, name: 'Part', memo: 'half' },
  ],
  case_text: [
    { id: 1, caseid: 1, fid: 9, pos0: 0, pos1: 4, owner: 'Eva' },
    { id: 2, caseid: 2, fid: 9, pos0: 0, pos1: 2, owner: 'Eva' },
  ],
  attribute: [
    { attrid: 1, name: 'Year', attr_type: 'case', value: '1999', id: 1 },
    { attrid: 2, name: 'Place', attr_type: 'file', value: 'here', id: 9 },
    { attrid: 3, name: 'Place', attr_type: 'file', value: '', id: 7 },
  ],
  journal: [{ jid: 1, name: 'Day one', jentry: 'It rained.', owner: 'Eva' }],
  code_image: [{ imid: 1 }, { imid: 2 }],
};
const bundle = databaseBundle('data.qda', tables);

describe('a project of QualCoder', () => {
  it('is known by its tables', async () => {
    expect(await qualcoderReader.recognise(bundle)).toBeGreaterThan(0.9);
    expect(await qualcoderReader.recognise(databaseBundle('x.db', { source: [] }))).toBe(0);
  });

  it('has each coding where its quotation stands, whether it was counted in code points or as Qt does', async () => {
    const { set, problems } = await setOf(qualcoderReader, bundle);
    const people = new Map(set.persons.map(({ id, name }) => [id, name]));
    const codes = new Map(set.codes.map(({ id, name }) => [id, name]));
    expect(
      set.annotations.map(({ spans, codeId, personId, lost }) => [
        spans[0]?.quote,
        codes.get(codeId),
        people.get(personId),
        lost,
      ]),
    ).toEqual([
      ['Ana', 'Person', 'Eva', false],
      ['Ana', 'Person', 'Tom', false],
      ['met Bo.\nThen', 'Hero', 'Tom', false],
      ['Bo', 'Person', 'Eva', false],
      ['Ana did', 'Odd', 'Tom', false],
      ['far', 'Person', 'Tom', true],
      ['Ana', 'Quotation without a code', 'Eva', false],
      ['An', 'Part', 'Eva', false],
    ]);
    expect(problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['quotation-mismatch', 'offset-outside-text', 'code-cycle']),
    );
  });

  it('brings its codes with categories, colours and memos, cases and attributes as fields, memos and journals', async () => {
    const items = await itemsOf(qualcoderReader, bundle);
    expect(items.flatMap((item) => (item.kind === 'code' ? [item.code] : []))).toEqual([
      { path: ['People'] },
      { path: ['People', 'Named'], description: 'with a name' },
      { path: ['Round'] },
      { path: ['About'] },
      { path: ['People', 'Named', 'Person'], colour: '#FF0000', description: 'anyone' },
      { path: ['People', 'Named', 'Person', 'Hero'] },
      { path: ['Odd'] },
    ]);
    const [talk, short] = documentsIn(items);
    expect(talk?.metadata).toEqual({ title: 'talk.docx' });
    expect(talk?.annotations[0]).toMatchObject({
      attributes: { important: true },
      note: 'first',
      createdAt: '2024-03-01T09:30:00.000Z',
    });
    expect(short?.metadata.fields).toEqual({ Case: 'Minsk', Year: '1999', Place: 'here' });
    expect(items.flatMap((item) => (item.kind === 'memo' ? [[item.on, item.title, item.body]] : []))).toEqual(
      [
        ['document', 'Memo', 'A talk.'],
        ['project', 'Memo', 'What this is about.'],
        ['project', 'Day one', 'It rained.'],
      ],
    );
    expect(problemsIn(items).map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        'Not taken over: 1 pictures, recordings and PDF files without a text.',
        'Not taken over: 1 codings with a code that the codebook does not have.',
        'Not taken over: 1 codings and notes in texts that are gone.',
        'Not taken over: 2 codings in pictures.',
        'Not taken over: 1 memos on cases.',
      ]),
    );
  });

  it('may be of the first version, whose codings have no numbers and whose codes no categories', async () => {
    const old = databaseBundle('data.qda', {
      project: [{ databaseversion: 'v1', memo: '' }],
      source: [{ id: 1, name: 'a', fulltext: 'Ana met Ana', memo: '', owner: '' }],
      code_name: [{ cid: 4, name: 'Person' }],
      code_text: [
        { cid: 4, fid: 1, seltext: 'Ana', pos0: 0, pos1: 3, owner: 'Eva' },
        { cid: 4, fid: 1, seltext: 'Ana', pos0: 8, pos1: 11, owner: 'Eva' },
      ],
    });
    const { set, problems } = await setOf(qualcoderReader, old);
    expect(set.annotations.map(({ spans }) => spans[0]?.start)).toEqual([0, 8]);
    expect(problems).toEqual([]);
  });

  it('says what it lacks', async () => {
    const wrong = databaseBundle('data.qda', { project: [{ memo: '' }], source: [{ id: 1 }] });
    await expect(itemsOf(qualcoderReader, wrong)).rejects.toMatchObject({
      code: 'record-malformed',
      place: { path: 'data.qda' },
    });
  });
});
