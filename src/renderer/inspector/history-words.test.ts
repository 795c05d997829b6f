import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../core/journal/action.ts';
import { historyInWords } from './history-words.ts';

const NAMES: Readonly<Record<string, string>> = { c1: 'Claim', c2: 'Position' };
const nameOf = (id: string) => NAMES[id] ?? 'a code that is gone';

function entry(fields: Partial<HistoryEntry>): HistoryEntry {
  return {
    actionId: 'a',
    type: 'tag',
    subject: '',
    personName: 'Ada',
    at: '2024-01-01T00:00:00Z',
    before: null,
    after: {},
    ...fields,
  };
}

describe('history in words', () => {
  it('tells what a tag was made of, and no empty fields', () => {
    const after = {
      codeId: 'c1',
      documentId: 'd',
      note: '',
      deleted: false,
      spans: [{ start: 3, end: 9, quote: 'it\nrains', prefix: '', suffix: '' }],
    };
    expect(historyInWords(entry({ after }), nameOf)).toEqual({
      what: 'tagged',
      changes: [
        { field: 'Code', before: null, after: '‘Claim’' },
        { field: 'Quotation', before: null, after: '“it rains” (3–9)' },
      ],
    });
  });

  it('tells old and new', () => {
    const recoded = entry({ type: 'recode', before: { codeId: 'c1' }, after: { codeId: 'c2' } });
    expect(historyInWords(recoded, nameOf).changes).toEqual([
      { field: 'Code', before: '‘Claim’', after: '‘Position’' },
    ]);
    const noted = entry({ type: 'edit-note', before: { note: '' }, after: { note: 'Check the date.' } });
    expect(historyInWords(noted, nameOf).changes).toEqual([
      { field: 'Note', before: null, after: 'Check the date.' },
    ]);
  });

  it('tells an undo that removes from one that restores', () => {
    const removed = entry({ type: 'undo', before: { deleted: false }, after: { deleted: true } });
    const restored = entry({ type: 'undo', before: { deleted: true }, after: { deleted: false } });
    expect(historyInWords(removed, nameOf).what).toBe('took it back');
    expect(historyInWords(restored, nameOf).what).toBe('brought it back');
  });
});
