import { forgetCuts } from '../import/cut-habits.ts';
import { importHabits, rememberNamePattern } from '../import/habits.ts';
import type { Session } from '../session.ts';
import { definedOnly, type HandlersOf } from './topic.ts';

// Loaded on first use: with these come all the readers.
const importing = () => import('../import/index.ts');

export function importingHandlers(session: Session): HandlersOf<'import'> {
  return {
    'import.habits': () => importHabits(session.store),
    'import.readNames': async ({ pattern, paths }) => (await importing()).readNames(pattern, paths),
    'import.readTable': async ({ table, paths }, { signal }) =>
      (await importing()).readTable(table, paths, signal),
    'import.forgetCuts': ({ source }) => {
      forgetCuts(session.store, source);
      return importHabits(session.store);
    },
    'import.preview': async ({ files }, { signal, progress }) =>
      (await importing()).previewImport(session, files.map(definedOnly), { signal, onProgress: progress }),
    'import.run': async ({ files, namePattern, metadataTable }, { signal, progress }) => {
      const report = await (await importing()).runImport(session, files.map(definedOnly), {
        signal,
        onProgress: progress,
        ...(namePattern ? { namePattern } : {}),
        ...(metadataTable === undefined ? {} : { metadataTable }),
      });
      if (namePattern !== undefined) rememberNamePattern(session.store, namePattern);
      return report;
    },
  };
}
