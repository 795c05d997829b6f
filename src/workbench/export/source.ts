import { withDescendants } from '../../core/codebook/tree.ts';
import { GlossatorError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import {
  compareDocuments,
  comparePersons,
  inSetOrder,
  inTreeOrder,
} from '../../formats/annotations/order.ts';
import type { ExportSource, SourceDocument } from '../../formats/annotations/source.ts';
import type { AnnotationFilter, StoreReader } from '../../store/types.ts';
import { APP_VERSION } from '../version.ts';

/** The part of a project that a filter chooses, for the writers of formats. */
export interface ProjectSource extends ExportSource {
  readonly documentCount: number;
  countAnnotations(): number;
}

function withAncestors(chosen: ReadonlySet<Id>, parents: ReadonlyMap<Id, Id | null>): ReadonlySet<Id> {
  const all = new Set<Id>();
  for (const id of chosen) {
    for (let at: Id | null = id; at !== null && !all.has(at); at = parents.get(at) ?? null) all.add(at);
  }
  return all;
}

/**
 * What an export holds. Documents: those chosen, also those without annotations, since that nothing was tagged in a text that
 * was read says something. Codes: those chosen with all below them, and the ones above, so that paths are whole. People: those whose annotations are in it.
 */
export function projectSource(read: StoreReader, filter: AnnotationFilter): ProjectSource {
  const allCodes = read.codes().map(({ annotations: _, ...code }) => code);
  const chosenCodes = filter.codeIds && withDescendants(filter.codeIds, allCodes);
  const parents = new Map(allCodes.map((code) => [code.id, code.parentId]));
  const keptCodes = chosenCodes && withAncestors(chosenCodes, parents);
  const codes = inTreeOrder(keptCodes ? allCodes.filter((code) => keptCodes.has(code.id)) : allCodes);

  const chosenDocuments = filter.documentIds && new Set(filter.documentIds);
  const documents: SourceDocument[] = [];
  for (const { length: _, annotations: __, ...document } of read.documents()) {
    if (chosenDocuments && !chosenDocuments.has(document.id)) continue;
    const text = read.text(document.textId);
    if (!text) {
      throw new GlossatorError('project-damaged', `The text of ‘${document.title}’ is missing.`, {
        place: { recordKind: 'document', recordId: document.id },
        remedy: 'Check the project; recover it into a new file or go back to a backup.',
      });
    }
    documents.push({ document, text });
  }
  documents.sort(compareDocuments);

  const counted: AnnotationFilter = {
    ...(filter.documentIds ? { documentIds: filter.documentIds } : {}),
    codeIds: codes.filter((code) => chosenCodes?.has(code.id) ?? true).map((code) => code.id),
  };
  const persons = read
    .persons()
    .filter((person) => filter.personIds?.includes(person.id) ?? true)
    .filter((person) => read.countAnnotations({ ...counted, personIds: [person.id] }) > 0)
    .sort(comparePersons);
  // Codes and people are named one by one, so that what is tagged while the export runs fits what it has begun with.
  const matching: AnnotationFilter = { ...counted, personIds: persons.map((person) => person.id) };

  return {
    generator: `Glossator ${APP_VERSION}`,
    persons,
    codes,
    documentCount: documents.length,
    countAnnotations: () => read.countAnnotations(matching),
    documents: () => documents,
    chunks: (textId) => read.everyChunk(textId),
    originalBytes(sha256) {
      const bytes = read.sourceBytes(sha256);
      if (bytes) return bytes;
      throw new GlossatorError('project-damaged', 'The original of a document is missing.', {
        place: { recordId: sha256 },
        remedy: 'Check the project; recover it into a new file or go back to a backup.',
      });
    },
    annotations: (documentId) =>
      inSetOrder(read.everyAnnotation({ ...matching, documentIds: [documentId] }), codes, persons),
  };
}
