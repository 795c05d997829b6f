import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { OpenedDocument, ProjectState } from '../../contract/procedures.ts';
import type { Annotation } from '../../core/annotation/annotation.ts';
import type { CountedCode } from '../../core/codebook/code.ts';
import type { Id } from '../../core/ids.ts';
import type { HistoryEntry } from '../../core/journal/action.ts';
import type { ListedDocument, Person } from '../../core/project/records.ts';
import { usePages } from './annotation-pages.ts';
import { queryKeys } from './invalidation.ts';
import { codesQuery, documentsQuery } from './listed-queries.ts';
import { openedQuery } from './opened-query.ts';
import { useWorkspace } from './session-context.ts';

const NO_CODES: readonly CountedCode[] = [];
const NO_DOCUMENTS: readonly ListedDocument[] = [];

export function useProject(): ProjectState | undefined {
  const { client } = useWorkspace();
  return useQuery({ queryKey: queryKeys.project, queryFn: () => client.call('project.state', {}) }).data;
}

const NO_PEOPLE: readonly Person[] = [];

/** The people by id; the map keeps its identity while they are the same. */
export function usePeople(): ReadonlyMap<Id, Person> {
  const people = useProject()?.people ?? NO_PEOPLE;
  return useMemo(() => new Map(people.map((person) => [person.id, person])), [people]);
}

export function useDocuments(): { readonly documents: readonly ListedDocument[]; readonly loaded: boolean } {
  const { client } = useWorkspace();
  const { data } = useQuery(documentsQuery(client));
  return { documents: data ?? NO_DOCUMENTS, loaded: data !== undefined };
}

/** The codes with their counts: anew after every tag. Where counts are not shown, `useCodebook`. */
export function useCodes(): readonly CountedCode[] {
  const { client } = useWorkspace();
  return useQuery(codesQuery(client)).data ?? NO_CODES;
}

/** What the codebook says, whatever is tagged with it: counts stand at 0, so that a tag leaves every code the same object. */
function withoutCounts(codes: readonly CountedCode[]): readonly CountedCode[] {
  return codes.map((code) => ({ ...code, annotations: 0 }));
}

/** The codes without their counts: the same array until the codebook itself changes. */
export function useCodebook(): readonly CountedCode[] {
  const { client } = useWorkspace();
  return useQuery({ ...codesQuery(client), select: withoutCounts }).data ?? NO_CODES;
}

/** The codebook by id; the map keeps its identity while the codebook is the same. */
export function useCodeMap(): ReadonlyMap<Id, CountedCode> {
  const codes = useCodebook();
  return useMemo(() => new Map(codes.map((code) => [code.id, code])), [codes]);
}

/** How many annotations bear the code. */
export function useCodeCount(codeId: Id): number {
  const { client } = useWorkspace();
  const select = useCallback(
    (codes: readonly CountedCode[]) => codes.find(({ id }) => id === codeId)?.annotations ?? 0,
    [codeId],
  );
  return useQuery({ ...codesQuery(client), select }).data ?? 0;
}

export interface DocumentPresence {
  /** the list is known */
  readonly loaded: boolean;
  readonly hasAny: boolean;
  readonly isThere: boolean;
}

/** Whether a document is in the project; unlike the list, the same whatever is tagged. */
export function useDocumentPresence(documentId: Id | null): DocumentPresence {
  const { client } = useWorkspace();
  const select = useCallback(
    (documents: readonly ListedDocument[]): DocumentPresence => ({
      loaded: true,
      hasAny: documents.length > 0,
      isThere: documents.some(({ id }) => id === documentId),
    }),
    [documentId],
  );
  const { data } = useQuery({ ...documentsQuery(client), select });
  return data ?? { loaded: false, hasAny: false, isThere: false };
}

/** One document of the list, with its count. */
export function useListedDocument(documentId: Id | null): ListedDocument | undefined {
  const { client } = useWorkspace();
  const select = useCallback(
    (documents: readonly ListedDocument[]) => documents.find(({ id }) => id === documentId),
    [documentId],
  );
  return useQuery({ ...documentsQuery(client), select }).data;
}

export interface Opening {
  /** undefined: not yet, or not to be had */
  readonly opened: OpenedDocument | undefined;
  readonly failed: boolean;
}

export function useOpened(documentId: Id | null): Opening {
  const { client } = useWorkspace();
  const { data, isError } = useQuery({
    ...openedQuery(client, documentId ?? ''),
    enabled: documentId !== null,
  });
  return { opened: data, failed: isError };
}

/** null: it is not there any more; undefined: not known yet. */
export function useAnnotation(annotationId: Id | null): Annotation | null | undefined {
  const { client } = useWorkspace();
  return useQuery({
    queryKey: queryKeys.annotation(annotationId ?? ''),
    queryFn: () => client.call('annotations.get', { annotationId: annotationId ?? '' }),
    enabled: annotationId !== null,
  }).data;
}

/** The annotations that share text with the range. */
export function useAnnotationsAt(documentId: Id, start: number, end: number): readonly Annotation[] {
  const { client } = useWorkspace();
  return (
    useQuery({
      queryKey: queryKeys.annotationsAt(documentId, start, end),
      queryFn: () => client.call('annotations.inRange', { documentId, range: { start, end } }),
    }).data ?? []
  );
}

/** A document's annotations in text order, page by page. No codes: all. */
export function useAnnotationPages(documentId: Id, codeIds: readonly Id[]) {
  return usePages(queryKeys.annotationPages(documentId, codeIds), {
    documentIds: [documentId],
    ...(codeIds.length > 0 ? { codeIds: [...codeIds] } : {}),
  });
}

export function useHistory(recordId: Id, limit: number): readonly HistoryEntry[] {
  const { client } = useWorkspace();
  return (
    useQuery({
      queryKey: queryKeys.history(recordId),
      queryFn: () => client.call('journal.history', { recordId, limit }),
    }).data ?? []
  );
}
