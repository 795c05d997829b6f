import type { AttributeDefinition, AttributeValue } from '../../core/attribute/attribute.ts';
import { showValue } from '../../core/attribute/wording.ts';
import type { Id } from '../../core/ids.ts';
import { DOCUMENT_STATUSES, type DocumentStatus, type ListedDocument } from '../../core/project/records.ts';
import type { DocumentSort } from '../layout/layout.ts';
import { statusOf } from './status-words.ts';

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** What a list shows for a document without a title. */
export function titleOf(document: Pick<ListedDocument, 'title' | 'fileName'>): string {
  return document.title.trim() || document.fileName || 'Untitled';
}

/** What the order and the filter of documents depend on besides the documents. */
export interface Known {
  readonly me: Id | null;
  readonly fields: readonly AttributeDefinition[];
  readonly nameOfEntity: (id: Id) => string | undefined;
  /** documents that are assigned to me; absent where nothing depends on it */
  readonly assigned?: ReadonlySet<Id>;
}
const NOTHING_KNOWN: Known = { me: null, fields: [], nameOfEntity: () => undefined };

type Compare = (a: ListedDocument, b: ListedDocument) => number;

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareTitles(a: ListedDocument, b: ListedDocument): number {
  return collator.compare(titleOf(a), titleOf(b));
}

/** Choices stand in the order of their list, numbers and dates by size, the rest as people sort. */
function compareValues(definition: AttributeDefinition, known: Known) {
  const place = (id: unknown) => definition.choices.findIndex((choice) => choice.id === id);
  const shown = (value: AttributeValue) => showValue(definition, value, known.nameOfEntity);
  return (a: AttributeValue, b: AttributeValue): number => {
    switch (definition.type) {
      case 'number':
        return Number(a) - Number(b);
      case 'date':
        return compareText(String(a), String(b));
      case 'boolean':
        return Number(b) - Number(a);
      case 'choice':
        return place(a) - place(b);
      default:
        return collator.compare(shown(a), shown(b));
    }
  };
}

interface Order {
  readonly compare: Compare;
  /** whether the document has nothing to be sorted by: such ones come last either way */
  readonly lacks: (document: ListedDocument) => boolean;
}

function orderBy(sort: DocumentSort, known: Known): Order {
  const always = (compare: Compare): Order => ({ compare, lacks: () => false });
  switch (sort) {
    case 'title':
      return always(compareTitles);
    case 'date':
      // ISO 8601 dates of any precision sort as text.
      return { compare: (a, b) => compareText(a.date, b.date), lacks: ({ date }) => date === '' };
    case 'annotations':
      return always((a, b) => a.annotations - b.annotations);
    case 'added':
      return always((a, b) => compareText(a.createdAt, b.createdAt));
    case 'status': {
      const rank = (document: ListedDocument) =>
        known.me === null ? 0 : DOCUMENT_STATUSES.indexOf(statusOf(document, known.me));
      return always((a, b) => rank(a) - rank(b));
    }
    default: {
      const definition = known.fields.find(({ id }) => sort === `field:${id}`);
      // The field of another project: this one is sorted by title.
      if (!definition) return always(compareTitles);
      const compare = compareValues(definition, known);
      return {
        lacks: ({ attributes }) => attributes[definition.id] === undefined,
        compare: (a, b) => {
          const [one, other] = [a.attributes[definition.id], b.attributes[definition.id]];
          return one === undefined || other === undefined ? 0 : compare(one, other);
        },
      };
    }
  }
}

/** In the order of the list; ties by title, then by id, so that the order is always the same. */
export function sortDocuments(
  documents: readonly ListedDocument[],
  sort: DocumentSort,
  descending: boolean,
  known: Known = NOTHING_KNOWN,
): readonly ListedDocument[] {
  const { compare, lacks } = orderBy(sort, known);
  const sign = descending ? -1 : 1;
  return [...documents].sort((a, b) => {
    if (lacks(a) !== lacks(b)) return lacks(a) ? 1 : -1;
    return sign * compare(a, b) || compareTitles(a, b) || (a.id < b.id ? -1 : 1);
  });
}

/** What documents are chosen by besides words; null: not by this. */
export interface DocumentFilter {
  readonly status: DocumentStatus | null;
  readonly codeId: Id | null;
  /** a field, and words that its value has to hold; no words: it has any value */
  readonly field: { readonly definitionId: Id; readonly words: string } | null;
  /** only those that are assigned to me */
  readonly mine: boolean;
}

export const NO_FILTER: DocumentFilter = { status: null, codeId: null, field: null, mine: false };

function hasFieldValue(document: ListedDocument, field: NonNullable<DocumentFilter['field']>, known: Known) {
  const definition = known.fields.find(({ id }) => id === field.definitionId);
  const value = document.attributes[field.definitionId];
  if (!definition) return true;
  if (value === undefined) return false;
  const shown = folded(showValue(definition, value, known.nameOfEntity));
  const words = folded(field.words).trim();
  // ‘2024’ is found in 2024-05, but not the number 5 in 15.
  return definition.type === 'number' && words !== '' ? shown === words : shown.includes(words);
}

/**
 * Those that have every word of `text` in their title, author, source or file name, without regard to case and accents, and answer
 * to the filter.
 */
export function filterDocuments(
  documents: readonly ListedDocument[],
  text: string,
  filter: DocumentFilter = NO_FILTER,
  known: Known = NOTHING_KNOWN,
): readonly ListedDocument[] {
  const words = folded(text).split(/\s+/).filter(Boolean);
  const { status, codeId, field, mine } = filter;
  return documents.filter((document) => {
    if (status !== null && known.me !== null && statusOf(document, known.me) !== status) return false;
    if (mine && !known.assigned?.has(document.id)) return false;
    if (codeId !== null && !document.codeIds.includes(codeId)) return false;
    if (field !== null && !hasFieldValue(document, field, known)) return false;
    if (words.length === 0) return true;
    const own = folded(
      [document.title, document.author, document.source, document.fileName, document.date].join(' '),
    );
    return words.every((word) => own.includes(word));
  });
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLocaleLowerCase();
}
