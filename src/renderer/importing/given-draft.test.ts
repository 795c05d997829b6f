import { describe, expect, it } from 'vitest';
import type { ImportCandidate } from '../../contract/procedures.ts';
import { type GivenByPath, nameRows, originsInWords, tableRows, withGiven } from './given-draft.ts';

const candidate = {
  path: '/texts/Lake/2024 Talks.txt',
  metadata: { title: 'Its own', source: '', author: 'Its own', date: '', language: 'en', fields: { a: '1' } },
} as unknown as ImportCandidate;
const named = { metadata: { title: 'Talks', date: '2024' }, fields: { wave: '2' } };
const given: GivenByPath = {
  names: new Map([[candidate.path, { path: candidate.path, given: named, problem: '' }]]),
  table: new Map([[candidate.path, { metadata: { date: '2025' }, fields: { region: 'North' } }]]),
};

describe('metadata from names and tables', () => {
  it('go before those of the file, the table’s first, as in the import itself', () => {
    expect(withGiven(candidate, given).metadata).toEqual({
      title: 'Talks',
      source: '',
      author: 'Its own',
      date: '2025',
      language: 'en',
      fields: { a: '1', wave: '2', region: 'North' },
    });
    expect(originsInWords(candidate.path, given)).toEqual([
      'From the file’s name: title, wave.',
      'From the table: date, region.',
    ]);
    expect(originsInWords('/another', given)).toEqual([]);
  });

  it('are listed with what does not fit first', () => {
    const names = new Map([
      ...given.names,
      [
        '/texts/Lake/b.txt',
        { path: '/texts/Lake/b.txt', given: null, problem: 'Its name is not of this form.' },
      ] as const,
    ]);
    expect(nameRows(names, 2)).toEqual([
      { key: '/texts/Lake/b.txt', name: 'Lake/b.txt', words: 'Its name is not of this form.', problem: true },
      {
        key: candidate.path,
        name: 'Lake/2024 Talks.txt',
        words: 'title Talks · date 2024 · wave 2',
        problem: false,
      },
    ]);
    const reading = {
      columns: [],
      matched: [{ path: candidate.path, given: { metadata: {}, fields: {} } }],
      rows: [{ row: 'row 3', message: 'There is no such file.' }],
      missing: ['/texts/c.txt'],
      unlisted: 4,
    };
    expect(tableRows(reading).map(({ name, problem }) => [name, problem])).toEqual([
      ['row 3', true],
      ['texts/c.txt', true],
      ['…', true],
      ['Lake/2024 Talks.txt', false],
    ]);
  });
});
