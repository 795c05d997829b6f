import type { Handlers } from '../contract/server.ts';
import { editFields, previewFields } from './attributes.ts';
import { draftOf } from './draft.ts';
import { agreementHandlers } from './handlers/agreement.ts';
import { annotationHandlers } from './handlers/annotations.ts';
import { codeHandlers } from './handlers/codes.ts';
import { discussionHandlers } from './handlers/discussion.ts';
import { documentHandlers } from './handlers/documents.ts';
import { entityHandlers } from './handlers/entities.ts';
import { importingHandlers } from './handlers/importing.ts';
import { mergingHandlers } from './handlers/merging.ts';
import { peopleHandlers } from './handlers/people.ts';
import { reviewHandlers } from './handlers/review.ts';
import { searchHandlers } from './handlers/search.ts';
import { textHandlers } from './handlers/texts.ts';
import { definedOnly } from './handlers/topic.ts';
import { progressOfAll } from './progress.ts';
import { guarded } from './seeing/guarded.ts';
import type { Session } from './session.ts';

// Loaded on first use: codecs are much of the program, and nothing of them is needed to show a project.
const exporting = () => import('./export/index.ts');

/** Every procedure of the contract over one open project, with what I may see of it. */
export function createHandlers(session: Session): Handlers {
  return guarded(session, handlersOf);
}

function handlersOf(session: Session): Handlers {
  const { store, me } = session;
  const { read } = store;

  return {
    'project.state': () => ({
      project: read.project(),
      path: store.path,
      me: read.persons().find(({ id }) => id === me.id) ?? me,
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

    'project.editFields': (input) => editFields(session, input),
    'project.previewFields': (input) => previewFields(session, input),
    'project.progress': () => progressOfAll(session),

    ...documentHandlers(session),
    ...annotationHandlers(session),
    ...entityHandlers(session),
    ...codeHandlers(session),
    ...discussionHandlers(session),
    ...textHandlers(session),
    ...reviewHandlers(session),
    ...agreementHandlers(session),
    ...mergingHandlers(session),
    ...peopleHandlers(session),
    ...searchHandlers(session),

    'journal.undo': ({ actionId }) => ({ commit: store.undo(me.id, actionId) }),
    'journal.redo': ({ actionId }) => ({ commit: store.redo(me.id, actionId) }),
    'journal.history': ({ recordId, limit }) => read.history(recordId, limit),

    ...importingHandlers(session),
    'exchange.formats': async () => (await exporting()).listFormats(),
    'export.preview': async (settings, { signal, progress }) =>
      (await exporting()).previewExport(session, definedOnly(settings), { signal, onProgress: progress }),
    'export.run': async ({ settings, path }, { signal, progress }) =>
      (await exporting()).runExport(session, definedOnly(settings), path, {
        signal,
        onProgress: progress,
        printer: session.printer,
      }),
  };
}
