import { withDescendants } from '../../core/codebook/tree.ts';
import { GlossatorError } from '../../core/errors.ts';
import {
  compareDocuments,
  comparePersons,
  inDocumentCodeOrder,
  inPersonOrder,
  inSetOrder,
  inTreeOrder,
} from '../../formats/annotations/order.ts';
import type { ExportSource, SourceDocument } from '../../formats/annotations/source.ts';
import type { AnnotationFilter, StoreReader } from '../../store/types.ts';
import { APP_VERSION } from '../version.ts';
import { type ChosenAnnotations, chosenAnnotations } from './chosen-annotations.ts';
import { FurtherRecords, withNamed } from './further-records.ts';

/** The same annotations, by what the user chose alone where that says it too: each is tested for what is asked of it. */
function chosenAlone(
  read: StoreReader,
  filter: AnnotationFilter,
  matching: AnnotationFilter,
): AnnotationFilter {
  const { codeIds, personIds, ...others } = matching;
  const chosen: AnnotationFilter = {
    ...others,
    ...(filter.codeIds && codeIds ? { codeIds } : {}),
    ...(filter.personIds && personIds ? { personIds } : {}),
  };
  return read.countAnnotations(chosen) === read.countAnnotations(matching) ? chosen : matching;
}

/** The part of a project that a filter chooses, for the writers of formats. What it is read from stays as it is meanwhile. */
export interface ProjectSource extends ExportSource {
  readonly documentCount: number;
  /** of which documents each is asked for by itself */
  readonly chosen: ChosenAnnotations;
  countAnnotations(): number;
}

/**
 * What an export holds. Documents: those chosen, also those without annotations, since that nothing was tagged in a text that
 * was read says something. Codes: those chosen with all below them, and all that these name: the ones above, so that paths are whole, and the ends of relations. Entities:
 * all. Relations: those with both ends in it. Comments and memos: those on what is in it. People: those who made any of this.
 */
export function projectSource(read: StoreReader, filter: AnnotationFilter): ProjectSource {
  const allCodes = read.codes().map(({ annotations: _, ...code }) => code);
  const chosenCodes = filter.codeIds && withDescendants(filter.codeIds, allCodes);
  const keptCodes = chosenCodes && withNamed(chosenCodes, allCodes);
  const codes = inTreeOrder(keptCodes ? allCodes.filter((code) => keptCodes.has(code.id)) : allCodes);

  const chosenDocuments = filter.documentIds && new Set(filter.documentIds);
  const documents: SourceDocument[] = [];
  for (const listed of read.documents()) {
    const { length: _, annotations: __, codeIds: ___, progress: ____, ...document } = listed;
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

  const { documentIds, statuses, entityIds, outdated, adjudicated, lost } = filter;
  const counted = {
    ...(documentIds ? { documentIds } : {}),
    ...(statuses ? { statuses } : {}),
    ...(entityIds ? { entityIds } : {}),
    ...(outdated ? { outdated } : {}),
    ...(lost === undefined ? {} : { lost }),
    ...(adjudicated ? { adjudicated } : {}),
    codeIds: codes.filter((code) => chosenCodes?.has(code.id) ?? true).map((code) => code.id),
  } satisfies AnnotationFilter;
  const wanted = read
    .persons()
    .filter((person) => filter.personIds?.includes(person.id) ?? true)
    .map(({ id }) => id);
  const further = new FurtherRecords(read, {
    filter,
    codes,
    annotationCodes: new Set(counted.codeIds),
    documents,
    personIds: new Set(wanted),
  });
  const others = further.persons();
  const annotators = read.countByPerson({ ...counted, personIds: wanted });
  const persons = read
    .persons()
    .filter(({ id }) => {
      return others.has(id) || annotators.has(id);
    })
    .sort(comparePersons);
  further.limitTo(persons);
  const personIds = persons.map(({ id }) => id).filter((id) => wanted.includes(id));
  const matching: AnnotationFilter = { ...counted, personIds };
  const chosen = chosenAlone(read, filter, matching);

  return {
    generator: `Glossator ${APP_VERSION}`,
    persons,
    codes,
    entities: further.entities,
    documentFields: further.documentFields,
    memos: further.memos,
    documentCount: documents.length,
    chosen: { filter: chosen, codes, persons },
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
      inSetOrder(read.everyAnnotation({ ...chosen, documentIds: [documentId] }), codes, persons),
    packedAnnotations: (documentId) =>
      chosenAnnotations(read, { filter: chosen, codes, persons }, documentId),
    documentCodes: (documentId) => inDocumentCodeOrder(further.documentCodes(documentId), codes, persons),
    progress: (documentId) => inPersonOrder(further.progress(documentId), persons),
    assignments: (documentId) => inPersonOrder(further.assignments(documentId), persons),
    annotation: (id) => read.annotation(id),
    commentCount: (id) => further.commentCount(id),
    relations: () => further.relations(),
    verdicts: () => further.verdicts(),
    relationVerdicts: () => further.relationVerdicts(),
    reviewedRelation: (relation) => further.reviewedRelation(relation),
    comments: () => further.comments(),
    reviewed: (id) => further.reviewed(id),
    adjudicatedOnly: filter.adjudicated ?? false,
  };
}
