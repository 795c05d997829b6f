import { setDocumentFields } from '../attributes.ts';
import { addDocumentCode, removeDocumentCodes, setDocumentCodeAttributes } from '../document-codes.ts';
import { deleteDocuments, editDocument, findInDocument, openDocument, passageAt } from '../documents.ts';
import { setProgress } from '../progress.ts';
import type { Session } from '../session.ts';
import type { HandlersOf } from './topic.ts';

export function documentHandlers(session: Session): HandlersOf<'documents' | 'documentCodes'> {
  const { read } = session.store;
  return {
    'documents.list': () => read.documents(),
    'documents.open': (input) => openDocument(session, input),
    'documents.passage': (input) => passageAt(session, input),
    'documents.chunks': ({ textId, seqs }) => read.chunks(textId, seqs),
    'documents.slice': ({ textId, range }) => read.slice(textId, range),
    'documents.find': (input) => findInDocument(session, input),
    'documents.edit': (input) => editDocument(session, input),
    'documents.delete': (input) => deleteDocuments(session, input),
    'documents.setFields': (input) => setDocumentFields(session, input),
    'documents.setProgress': (input) => setProgress(session, input),

    'documentCodes.list': ({ documentId }) => read.documentCodes(documentId),
    'documentCodes.add': (input) => addDocumentCode(session, input),
    'documentCodes.remove': (input) => removeDocumentCodes(session, input),
    'documentCodes.setAttributes': (input) => setDocumentCodeAttributes(session, input),
  };
}
