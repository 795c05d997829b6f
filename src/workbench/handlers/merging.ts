import path from 'node:path';
import { RECORD_KINDS, type RecordKind } from '../../core/journal/action.ts';
import type { ChosenConflict } from '../../core/review/merge/report.ts';
import { runMerge } from '../merge/run.ts';
import type { Session } from '../session.ts';
import { definedOnly, type HandlersOf } from './topic.ts';

// Loaded when it is wanted.
const exchanging = () => import('../exchange/exchange.ts');

function isKind(kind: string): kind is RecordKind {
  return (RECORD_KINDS as readonly string[]).includes(kind);
}

export function mergingHandlers(session: Session): HandlersOf<'merging' | 'sending'> {
  const { store } = session;
  const folder = path.dirname(store.path);
  return {
    'merging.preview': async ({ path: file, passphrase }, { signal, progress }) =>
      (await exchanging()).withOpened(file, passphrase, folder, async (plain) => {
        const request = { file: plain, dryRun: true };
        return (await runMerge(session, request, { signal, onProgress: progress })).report;
      }),
    'merging.run': async ({ path: file, passphrase, choices, unions, actionId }, { signal, progress }) =>
      (await exchanging()).withOpened(file, passphrase, folder, (plain) => {
        const chosen = choices.flatMap(({ kind, ...choice }): ChosenConflict[] =>
          isKind(kind) ? [{ kind, ...choice }] : [],
        );
        const request = definedOnly({ file: plain, choices: chosen, unions, actionId });
        return runMerge(session, request, { signal, onProgress: progress });
      }),
    'merging.log': () => store.merges(),
    'sending.received': () => store.received(),
    'sending.send': async (request, { signal, progress }) =>
      (await exchanging()).send(session, request, { signal, onProgress: progress }),
    'sending.return': async (request) => (await exchanging()).returnMyWork(session, request),
  };
}
