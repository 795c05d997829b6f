import type { LinkTarget } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import type { Comment, Memo } from '../core/discussion/discussion.ts';
import { findRecordLinks, type LinkedKind, type LinkReference } from '../core/discussion/links.ts';
import type { Id } from '../core/ids.ts';
import type { StoreReader } from '../store/types.ts';
import type { Session } from './session.ts';

/** UTF-16 code units of a quotation that stands for an annotation in a link. */
const LABEL_LENGTH = 120;

/** Annotations whose quotations are looked through for the link picker, so that it answers while one types. */
const SEARCHED_ANNOTATIONS = 20_000;

function shortened(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length > LABEL_LENGTH ? `${line.slice(0, LABEL_LENGTH - 1).toWellFormed()}…` : line;
}

function quotationOf(spans: readonly { readonly quote: string }[]): string {
  return shortened(spans.map(({ quote }) => quote).join(' … '));
}

/** Whether a text in Markdown links to a record. */
function linksToRecord(body: string, { kind, id }: LinkReference): boolean {
  return body.includes(id) && findRecordLinks(body).some((link) => link.kind === kind && link.id === id);
}

/** What is there under this kind and id, by name; null where there is nothing any more. */
function labelled(
  read: StoreReader,
  kind: LinkedKind,
  id: Id,
): { label: string; documentId: Id | null } | null {
  if (kind === 'annotation') {
    const annotation = read.annotation(id);
    const document = annotation && !annotation.deleted ? read.document(annotation.documentId) : undefined;
    if (!annotation || !document || document.deleted) return null;
    return { label: quotationOf(annotation.spans), documentId: document.id };
  }
  if (kind === 'document') {
    const document = read.document(id);
    return document && !document.deleted ? { label: document.title, documentId: id } : null;
  }
  if (kind === 'memo') {
    const memo = read.memo(id);
    return memo && !memo.deleted ? { label: memo.title, documentId: null } : null;
  }
  const named = kind === 'code' ? read.code(id) : read.entity(id);
  return named && !named.deleted ? { label: named.name, documentId: null } : null;
}

export function resolveLinks(
  { store: { read } }: Session,
  { references }: ParsedInput<'links.resolve'>,
): readonly LinkTarget[] {
  return references.map(({ kind, id }) => ({
    kind,
    id,
    ...(labelled(read, kind, id) ?? { label: null, documentId: null }),
  }));
}

/** Memos and comments, not deleted, that link to a record. */
export function linksTo(
  { store: { read } }: Session,
  { kind, id }: ParsedInput<'links.to'>,
): { memos: readonly Memo[]; comments: readonly Comment[] } {
  const reference = { kind, id };
  const memos = read.memos().filter(({ body }) => linksToRecord(body, reference));
  const comments: Comment[] = [];
  for (const comment of read.everyComment()) {
    if (!comment.deleted && linksToRecord(comment.body, reference)) comments.push(comment);
  }
  return { memos, comments };
}

/** All that the words may mean, in the order in which people most link: documents, entities, codes, memos, then passages. */
function* candidates(read: StoreReader): Generator<LinkTarget & { readonly searched: string }> {
  for (const { id, title, source } of read.documents()) {
    yield { kind: 'document', id, label: title, documentId: id, searched: `${title} ${source}` };
  }
  for (const { id, name, aliases } of read.entities()) {
    yield { kind: 'entity', id, label: name, documentId: null, searched: [name, ...aliases].join(' ') };
  }
  for (const { id, name } of read.codes()) {
    yield { kind: 'code', id, label: name, documentId: null, searched: name };
  }
  for (const { id, title } of read.memos()) {
    yield { kind: 'memo', id, label: title, documentId: null, searched: title };
  }
  let seen = 0;
  for (const { id, documentId, spans } of read.everyAnnotation({})) {
    if (++seen > SEARCHED_ANNOTATIONS) return;
    const searched = spans.map(({ quote }) => quote).join(' ');
    yield { kind: 'annotation', id, label: quotationOf(spans), documentId, searched };
  }
}

/** For the link picker: records whose title, name or quotation holds all the words, at most `limit`. */
export function findLinkTargets(
  { store: { read } }: Session,
  { words, limit }: ParsedInput<'links.find'>,
): readonly LinkTarget[] {
  const wanted = words
    .toLocaleLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
  const found: LinkTarget[] = [];
  for (const { searched, ...target } of candidates(read)) {
    const text = searched.toLocaleLowerCase();
    if (!wanted.every((word) => text.includes(word))) continue;
    found.push(target);
    if (found.length >= limit) break;
  }
  return found;
}
