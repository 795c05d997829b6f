import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../core/journal/action.ts';
import { type HistoryNames, historyInWords } from './history-words.ts';

const NAMES: Readonly<Record<string, string>> = { c1: 'Claim', c2: 'Position' };
const STANCE = {
  id: 's',
  name: 'Stance',
  type: 'choice',
  required: false,
  choices: [
    { id: 'for', label: 'for it' },
    { id: 'against', label: 'against it' },
  ],
  initial: null,
} as const;
const nameOf: HistoryNames = {
  code: (id) => NAMES[id],
  entity: (id) => (id === 'e1' ? 'Hanna' : undefined),
  attribute: (id) => (id === STANCE.id ? STANCE : undefined),
};

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

  it('tells values of attributes by the names of their questions and choices', () => {
    const edited = entry({
      type: 'edit-attributes',
      before: { attributes: { s: 'for', gone: 'x' } },
      after: { attributes: { s: 'against' } },
    });
    expect(historyInWords(edited, nameOf)).toEqual({
      what: 'changed attributes',
      changes: [
        { field: 'Stance', before: 'for it', after: 'against it' },
        { field: 'An attribute that is gone', before: 'x', after: 'none' },
      ],
    });
  });

  it('tells status, entity and definition, and of a new record only what was said', () => {
    const linked = entry({ type: 'link-entity', before: { entityId: null }, after: { entityId: 'e1' } });
    expect(historyInWords(linked, nameOf).changes).toEqual([
      { field: 'Entity', before: null, after: '‘Hanna’' },
    ]);
    const confirmed = entry({
      type: 'confirm-definition',
      before: { codeVersion: 1 },
      after: { codeVersion: 2 },
    });
    expect(historyInWords(confirmed, nameOf).changes).toEqual([
      { field: 'Definition', before: 'version 1', after: 'version 2' },
    ]);
    const made = entry({
      after: { codeId: 'c1', codeVersion: 1, status: 'draft', entityId: null, attributes: {} },
    });
    expect(historyInWords(made, nameOf).changes).toEqual([{ field: 'Code', before: null, after: '‘Claim’' }]);
  });

  it('tells an undo that removes from one that restores', () => {
    const removed = entry({ type: 'undo', before: { deleted: false }, after: { deleted: true } });
    const restored = entry({ type: 'undo', before: { deleted: true }, after: { deleted: false } });
    expect(historyInWords(removed, nameOf).what).toBe('took it back');
    expect(historyInWords(restored, nameOf).what).toBe('brought it back');
  });
});
