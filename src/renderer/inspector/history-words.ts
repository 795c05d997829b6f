import type { FieldValue, HistoryEntry } from '../../core/journal/action.ts';
import { shortened, wholeQuote } from './quotation.ts';

/** One field of a record that an action changed, old and new in words. */
export interface WordedChange {
  readonly field: string;
  /** null where the field was empty, or the record was made by this action */
  readonly before: string | null;
  readonly after: string;
}

export interface WordedEntry {
  readonly what: string;
  readonly changes: readonly WordedChange[];
}

const FIELD_NAMES: Readonly<Record<string, string>> = {
  codeId: 'Code',
  spans: 'Quotation',
  note: 'Note',
  name: 'Name',
  colour: 'Colour',
  key: 'Key',
  description: 'Description',
  parentId: 'Under',
  title: 'Title',
  author: 'Author',
  date: 'Date',
  source: 'Source',
  language: 'Language',
};
const QUOTE_LENGTH = 120;

function isSpan(
  value: unknown,
): value is { readonly start: number; readonly end: number; readonly quote: string } {
  return typeof value === 'object' && value !== null && 'quote' in value && typeof value.quote === 'string';
}

function spansInWords(value: readonly unknown[]): string {
  const spans = value.filter(isSpan);
  const places = spans.map(({ start, end }) => `${start}–${end}`).join(', ');
  return `“${shortened(wholeQuote(spans), QUOTE_LENGTH)}” (${places})`;
}

function inWords(
  field: string,
  value: FieldValue | undefined,
  nameOfCode: (id: string) => string,
): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (field === 'codeId' || field === 'parentId') return `‘${nameOfCode(String(value))}’`;
  if (field === 'spans' && Array.isArray(value)) return spansInWords(value);
  if (typeof value === 'string') return shortened(value, QUOTE_LENGTH);
  return JSON.stringify(value);
}

const WHAT: Readonly<Partial<Record<HistoryEntry['type'], string>>> = {
  tag: 'tagged',
  untag: 'removed the tag',
  recode: 'changed the code',
  'adjust-ends': 'moved the ends',
  'edit-note': 'wrote the note',
  'delete-annotations': 'deleted it',
  import: 'imported it',
  'delete-code': 'deleted the code',
  undo: 'undid a change',
  redo: 'did a change again',
};

function whatHappened(entry: HistoryEntry): string {
  if (entry.type === 'undo' || entry.type === 'redo') {
    if (entry.after.deleted === true) return 'took it back';
    if (entry.before?.deleted === true && entry.after.deleted === false) return 'brought it back';
  }
  return WHAT[entry.type] ?? 'changed it';
}

/**
 * An entry of an annotation's history as people say it: who did what is the caller's line, here what changed from what to
 * what. Fields that only machines read are left out.
 */
export function historyInWords(entry: HistoryEntry, nameOfCode: (id: string) => string): WordedEntry {
  const changes = Object.entries(FIELD_NAMES).flatMap(([field, name]): readonly WordedChange[] => {
    const after = entry.after[field];
    if (after === undefined || (entry.before === null && (after === null || after === ''))) return [];
    return [
      {
        field: name,
        before: inWords(field, entry.before?.[field], nameOfCode),
        after: inWords(field, after, nameOfCode) ?? 'none',
      },
    ];
  });
  return { what: whatHappened(entry), changes };
}
