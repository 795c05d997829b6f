import type { AttributeDefinition, AttributeValue } from '../../core/attribute/attribute.ts';
import { showValue } from '../../core/attribute/wording.ts';
import type { ActionType, FieldValue, HistoryEntry } from '../../core/journal/action.ts';
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

/** What the history needs to know of the records that it names; undefined for those that are gone. */
export interface HistoryNames {
  readonly code: (id: string) => string | undefined;
  readonly entity: (id: string) => string | undefined;
  /** of a code or of the project's fields, also of one that does not ask it any more */
  readonly attribute: (id: string) => AttributeDefinition | undefined;
}

const FIELD_NAMES: Readonly<Record<string, string>> = {
  codeId: 'Code',
  spans: 'Quotation',
  lost: 'Place lost',
  status: 'Status',
  entityId: 'Entity',
  note: 'Note',
  codeVersion: 'Definition',
  name: 'Name',
  kind: 'Kind',
  aliases: 'Spellings',
  identifiers: 'Identifiers',
  colour: 'Colour',
  key: 'Key',
  description: 'Description',
  parentId: 'Under',
  otherParentIds: 'Also under',
  title: 'Title',
  author: 'Author',
  date: 'Date',
  source: 'Source',
  language: 'Language',
  body: 'Text',
  resolved: 'Resolved',
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

function isIdentifier(value: unknown): value is { readonly scheme: string; readonly value: string } {
  return typeof value === 'object' && value !== null && 'scheme' in value && 'value' in value;
}

function listInWords(field: string, value: readonly unknown[], names: HistoryNames): string | null {
  if (value.length === 0) return null;
  if (field === 'spans') return spansInWords(value);
  if (field === 'otherParentIds') return value.map((id) => codeInWords(String(id), names)).join(', ');
  const words = value.map((each) => (isIdentifier(each) ? `${each.scheme} ${each.value}` : String(each)));
  return shortened(words.join(', '), QUOTE_LENGTH);
}

function codeInWords(id: string, names: HistoryNames): string {
  return `‘${names.code(id) ?? 'a code that is gone'}’`;
}

function inWords(field: string, value: FieldValue | undefined, names: HistoryNames): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (field === 'codeId' || field === 'parentId') return codeInWords(String(value), names);
  if (field === 'entityId') return `‘${names.entity(String(value)) ?? 'an entity that is gone'}’`;
  if (field === 'codeVersion') return `version ${String(value)}`;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return listInWords(field, value, names);
  if (typeof value === 'string') return shortened(value, QUOTE_LENGTH);
  return JSON.stringify(value);
}

function valuesOf(value: FieldValue | undefined): Readonly<Record<string, AttributeValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, AttributeValue>>)
    : {};
}

/** The values of attributes that differ, each as a field of its own. */
function attributeChanges(entry: HistoryEntry, names: HistoryNames): readonly WordedChange[] {
  if (entry.after.attributes === undefined) return [];
  const before = valuesOf(entry.before?.attributes);
  const after = valuesOf(entry.after.attributes);
  const show = (id: string, value: AttributeValue | undefined) => {
    if (value === undefined) return null;
    const definition = names.attribute(id);
    return shortened(definition ? showValue(definition, value, names.entity) : String(value), QUOTE_LENGTH);
  };
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((id) => {
    if (JSON.stringify(before[id]) === JSON.stringify(after[id])) return [];
    const field = names.attribute(id)?.name ?? 'An attribute that is gone';
    return [{ field, before: show(id, before[id]), after: show(id, after[id]) ?? 'none' }];
  });
}

const WHAT: Readonly<Partial<Record<ActionType, string>>> = {
  tag: 'tagged',
  untag: 'removed the tag',
  recode: 'changed the code',
  'adjust-ends': 'moved the ends',
  'edit-note': 'wrote the note',
  'delete-annotations': 'deleted it',
  import: 'imported it',
  'delete-code': 'deleted the code',
  'merge-codes': 'merged codes',
  'split-code': 'divided the code',
  'edit-code': 'changed the code’s definition',
  'add-fragment': 'added a fragment',
  'remove-fragment': 'removed a fragment',
  'edit-attributes': 'changed attributes',
  'set-status': 'set the status',
  'link-entity': 'linked it to an entity',
  'unlink-entity': 'unlinked it from an entity',
  'confirm-definition': 'confirmed it under the current definition',
  'create-entity': 'made the entity',
  'edit-entity': 'edited the entity',
  'merge-entities': 'merged entities',
  'split-entity': 'split the entity',
  'delete-entity': 'deleted the entity',
  comment: 'commented',
  'edit-comment': 'edited the comment',
  'delete-comment': 'deleted the comment',
  'resolve-thread': 'resolved the thread',
  'reopen-thread': 'reopened the thread',
  'write-memo': 'wrote the memo',
  'edit-memo': 'edited the memo',
  'delete-memo': 'deleted the memo',
  'give-verdict': 'gave the verdict',
  'withdraw-verdict': 'withdrew the verdict',
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

/** What a new record has without anyone having said it. */
const UNSAID: Readonly<Record<string, FieldValue>> = { status: 'draft', resolved: false };

function isUnsaid(field: string, value: FieldValue): boolean {
  const isEmpty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
  return isEmpty || field === 'codeVersion' || UNSAID[field] === value;
}

/**
 * An entry of a record's history as people say it: who did what is the caller's line, here what changed from what to
 * what. Fields that only machines read are left out.
 */
export function historyInWords(entry: HistoryEntry, names: HistoryNames): WordedEntry {
  const changes = Object.entries(FIELD_NAMES).flatMap(([field, name]): readonly WordedChange[] => {
    const after = entry.after[field];
    if (after === undefined || (entry.before === null && isUnsaid(field, after))) return [];
    return [
      {
        field: name,
        before: inWords(field, entry.before?.[field], names),
        after: inWords(field, after, names) ?? 'none',
      },
    ];
  });
  return { what: whatHappened(entry), changes: [...changes, ...attributeChanges(entry, names)] };
}
