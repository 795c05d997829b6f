import type { ListedDocument } from '../../core/project/records.ts';
import type { DocumentSort } from '../layout/layout.ts';

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** What a list shows for a document without a title. */
export function titleOf(document: Pick<ListedDocument, 'title' | 'fileName'>): string {
  return document.title.trim() || document.fileName || 'Untitled';
}

const ASCENDING: Readonly<Record<DocumentSort, (a: ListedDocument, b: ListedDocument) => number>> = {
  title: (a, b) => collator.compare(titleOf(a), titleOf(b)),
  // ISO 8601 dates of any precision sort as text; undated ones come last either way.
  date: (a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0),
  annotations: (a, b) => a.annotations - b.annotations,
  added: (a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0),
};

/** In the order of the list; ties by title, then by id, so that the order is always the same. */
export function sortDocuments(
  documents: readonly ListedDocument[],
  sort: DocumentSort,
  descending: boolean,
): readonly ListedDocument[] {
  const compare = ASCENDING[sort];
  const sign = descending ? -1 : 1;
  return [...documents].sort((a, b) => {
    if (sort === 'date' && (a.date === '') !== (b.date === '')) return a.date === '' ? 1 : -1;
    return sign * compare(a, b) || ASCENDING.title(a, b) || (a.id < b.id ? -1 : 1);
  });
}

/** Those that have every word of the filter in their title, author, source or file name, without regard to case and accents. */
export function filterDocuments(
  documents: readonly ListedDocument[],
  filter: string,
): readonly ListedDocument[] {
  const words = folded(filter).split(/\s+/).filter(Boolean);
  if (words.length === 0) return documents;
  return documents.filter((document) => {
    const text = folded(
      [document.title, document.author, document.source, document.fileName, document.date].join(' '),
    );
    return words.every((word) => text.includes(word));
  });
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLocaleLowerCase();
}
