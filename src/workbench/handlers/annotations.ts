import type { Annotation } from '../../core/annotation/annotation.ts';
import type { Id } from '../../core/ids.ts';
import type { StoreReader } from '../../store/types.ts';
import { setAttributes } from '../attributes.ts';
import { countByPlace } from '../density.ts';
import { linkEntity, linkNewEntity } from '../entity-links.ts';
import { addFragment, adjust, removeFragment } from '../fragments.ts';
import { tagInVivo } from '../in-vivo.ts';
import {
  createRelation,
  deleteRelations,
  editRelation,
  pageOfRelations,
  relationsInRange,
  relationsOfAnnotation,
} from '../relations.ts';
import type { Session } from '../session.ts';
import { confirmVersion, setStatus } from '../status.ts';
import { tagMany } from '../tag-many.ts';
import { deleteAnnotations, editNote, recode, tag } from '../tagging.ts';
import { definedOnly, type HandlersOf } from './topic.ts';

/** null: it is not there, not any more, or not to be seen by that reader. */
export function annotationIn(read: StoreReader, annotationId: Id): Annotation | null {
  const annotation = read.annotation(annotationId);
  return annotation && !annotation.deleted ? annotation : null;
}

export function annotationHandlers(session: Session): HandlersOf<'annotations' | 'relations'> {
  const { read } = session.store;
  return {
    'annotations.inRange': ({ documentId, range }) => read.annotationsInRange(documentId, range),
    'annotations.get': ({ annotationId }) => annotationIn(read, annotationId),
    'annotations.page': (input) => {
      const query = definedOnly(input);
      return { annotations: read.annotationPage(query), total: read.countAnnotations(query) };
    },
    'annotations.neighbour': ({ documentId, offset, direction, codeId }) =>
      read.neighbour(documentId, offset, direction, codeId === undefined ? undefined : { codeId }) ?? null,
    'annotations.density': ({ documentId, bins }, { signal }) =>
      countByPlace(session, documentId, bins, signal),
    'annotations.tag': (input) => tag(session, input),
    'annotations.tagMany': (input) => tagMany(session, input),
    'annotations.tagInVivo': (input) => tagInVivo(session, input),
    'annotations.recode': (input) => recode(session, input),
    'annotations.adjust': (input) => adjust(session, input),
    'annotations.addFragment': (input) => addFragment(session, input),
    'annotations.removeFragment': (input) => removeFragment(session, input),
    'annotations.note': (input) => editNote(session, input),
    'annotations.setAttributes': (input) => setAttributes(session, input),
    'annotations.setStatus': (input) => setStatus(session, input),
    'annotations.linkEntity': (input) => linkEntity(session, input),
    'annotations.linkNewEntity': (input) => linkNewEntity(session, input),
    'annotations.confirmVersion': (input) => confirmVersion(session, input),
    'annotations.delete': (input) => deleteAnnotations(session, input),

    'relations.ofAnnotation': (input) => relationsOfAnnotation(session, input),
    'relations.inRange': (input) => relationsInRange(session, input),
    'relations.page': (input) => pageOfRelations(session, definedOnly(input)),
    'relations.create': (input) => createRelation(session, input),
    'relations.edit': (input) => editRelation(session, input),
    'relations.delete': (input) => deleteRelations(session, input),
  };
}
