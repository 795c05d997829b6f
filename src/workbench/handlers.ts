import type { Handlers } from '../contract/server.ts';
import { createCode, deleteCode, editCode, moveCode } from './codebook.ts';
import { deleteDocuments, editDocument, findInDocument, openDocument } from './documents.ts';
import { draftOf } from './draft.ts';
import type { Session } from './session.ts';
import { adjust, deleteAnnotations, editNote, recode, tag } from './tagging.ts';

// Loaded on first use: readers and codecs are most of the program, and nothing of them is needed to show a project.
const importing = () => import('./import/index.ts');
const exporting = () => import('./export/index.ts');

/** Every procedure of the contract over one open project. */
export function createHandlers(session: Session): Handlers {
  const { store, me } = session;
  const { read } = store;

  return {
    'project.state': () => ({
      project: read.project(),
      path: store.path,
      me,
      people: read.persons(),
      undoState: read.undoState(),
      warnings: store.warnings,
    }),
    'project.rename': ({ name, actionId }) => {
      const project = read.project();
      const trimmed = name.trim() || project.name;
      const { commit } = store.transact(draftOf(session, 'rename-project', trimmed, actionId), (tx) =>
        tx.putProject({ ...project, name: trimmed }),
      );
      return { commit };
    },
    'project.backup': async (_, { signal, progress }) => ({
      path: await store.backup({
        force: true,
        signal,
        onProgress: (done, total) => progress({ phase: 'backup', done, total, detail: '' }),
      }),
    }),
    'project.check': (_, { signal, progress }) =>
      store.check({
        signal,
        onProgress: (done, total) => progress({ phase: 'check', done, total, detail: '' }),
      }),

    'documents.list': () => read.documents(),
    'documents.open': (input) => openDocument(session, input),
    'documents.chunks': ({ textId, seqs }) => read.chunks(textId, seqs),
    'documents.slice': ({ textId, range }) => read.slice(textId, range),
    'documents.find': (input) => findInDocument(session, input),
    'documents.edit': (input) => editDocument(session, input),
    'documents.delete': (input) => deleteDocuments(session, input),

    'annotations.inRange': ({ documentId, range }) => read.annotationsInRange(documentId, range),
    'annotations.get': ({ annotationId }) => {
      const annotation = read.annotation(annotationId);
      return annotation && !annotation.deleted ? annotation : null;
    },
    'annotations.page': (input) => {
      const query = definedOnly(input);
      return { annotations: read.annotationPage(query), total: read.countAnnotations(query) };
    },
    'annotations.neighbour': ({ documentId, offset, direction, codeId }) =>
      read.neighbour(documentId, offset, direction, codeId === undefined ? undefined : { codeId }) ?? null,
    'annotations.density': ({ documentId, bins }) => read.density(documentId, bins),
    'annotations.tag': (input) => tag(session, input),
    'annotations.recode': (input) => recode(session, input),
    'annotations.adjust': (input) => adjust(session, input),
    'annotations.note': (input) => editNote(session, input),
    'annotations.delete': (input) => deleteAnnotations(session, input),

    'codes.list': () => read.codes(),
    'codes.create': (input) => createCode(session, input),
    'codes.edit': (input) => editCode(session, input),
    'codes.move': (input) => moveCode(session, input),
    'codes.delete': (input) => deleteCode(session, input),

    'journal.undo': ({ actionId }) => ({ commit: store.undo(me.id, actionId) }),
    'journal.redo': ({ actionId }) => ({ commit: store.redo(me.id, actionId) }),
    'journal.history': ({ recordId, limit }) => read.history(recordId, limit),

    'import.preview': async ({ files }, { signal, progress }) =>
      (await importing()).previewImport(session, files.map(definedOnly), { signal, onProgress: progress }),
    'import.run': async ({ files }, { signal, progress }) =>
      (await importing()).runImport(session, files.map(definedOnly), { signal, onProgress: progress }),
    'export.preview': async (settings, { signal, progress }) =>
      (await exporting()).previewExport(session, definedOnly(settings), { signal, onProgress: progress }),
    'export.run': async ({ settings, path }, { signal, progress }) =>
      (await exporting()).runExport(session, definedOnly(settings), path, { signal, onProgress: progress }),
  };
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without the fields that are undefined: what was left out of a call and what was given as undefined are the same. */
function definedOnly<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Defined<T>;
}
