import { CODE_COLOURS } from '../../core/codebook/colours.ts';
import type { FieldValue, RecordKind } from '../../core/journal/action.ts';
import type { MergeConflict } from '../../core/review/merge/report.ts';

const KINDS: Partial<Record<RecordKind, readonly [one: string, many: string]>> = {
  person: ['person', 'people'],
  entity: ['entity', 'entities'],
  documentCode: ['document code', 'document codes'],
  progress: ['progress mark', 'progress marks'],
};

/** "annotation", "annotations". */
export function kindWords(kind: RecordKind): readonly [one: string, many: string] {
  return KINDS[kind] ?? [kind, `${kind}s`];
}

const FIELDS: Readonly<Record<string, string>> = {
  codeId: 'code',
  entityId: 'entity',
  parentId: 'place in the tree',
  otherParentIds: 'further places',
  spans: 'ends',
  textId: 'text',
  codeVersion: 'version of the code',
  updatedAt: 'date of change',
};

export function fieldWords(field: string): string {
  return FIELDS[field] ?? field;
}

export function conflictKey({ kind, id, field, key }: MergeConflict): string {
  return JSON.stringify([kind, id, field, key]);
}

const SHOWN = 160;

/** A value in words: texts as they are, passages by what they quote. */
export function valueWords(
  field: string,
  value: FieldValue,
  nameOf: (id: string) => string | undefined,
): string {
  if (value === null || value === '') return '(nothing)';
  if (field === 'colour' && typeof value === 'number') return CODE_COLOURS[value]?.name ?? String(value);
  if (field === 'deleted') return value === true ? 'deleted' : 'kept';
  if (typeof value === 'string') return (nameOf(value) ?? value).slice(0, SHOWN);
  if (Array.isArray(value)) {
    const parts = value.map((part: unknown) => {
      if (typeof part === 'string') return nameOf(part) ?? part;
      if (typeof part === 'object' && part !== null && 'quote' in part) return String(part.quote);
      return JSON.stringify(part);
    });
    return parts.join(' … ').slice(0, SHOWN) || '(nothing)';
  }
  return JSON.stringify(value).slice(0, SHOWN);
}
