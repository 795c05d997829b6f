import { setImmediate } from 'node:timers/promises';
import type { ImportReport } from '../../contract/procedures.ts';
import { GlossatorError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { JobContext } from '../job.ts';
import type { Session } from '../session.ts';
import { ImportActions } from './actions.ts';
import { BytesAhead } from './bytes-ahead.ts';
import { CutHabits } from './cut-habits.ts';
import { DocumentImport } from './documents.ts';
import type { ImportFile } from './find-files.ts';
import { Given, type MetadataSources } from './given.ts';
import { renaming } from './label-mapping.ts';
import { ImportPace } from './pace.ts';
import { importParts } from './parts.ts';
import { ReportDraft } from './report.ts';
import { importSetFile } from './set-file.ts';
import { type Survey, survey } from './survey.ts';
import { TextPlaces } from './text-places.ts';

async function importAll(
  { store, me }: Session,
  found: Survey,
  report: ReportDraft,
  context: JobContext,
  actionId: Id | undefined,
): Promise<void> {
  const actions = new ImportActions(store, me.id, found.files.length, actionId);
  const bytesOfAll = found.files.reduce((sum, { bytes }) => sum + bytes, 0);
  const pace = new ImportPace({ files: found.files.length, bytes: bytesOfAll }, context, 'import');
  const ahead = new BytesAhead(found.files);
  const documents = new DocumentImport(store.read, actions, report, () => pace.alreadyHere());
  try {
    for (const [index, { file, bytes, set, container }] of found.files.entries()) {
      if (set) {
        // In the order in which they were given, so that what a set refers to by its text is there.
        documents.finish();
        const { find: textFor } = new TextPlaces(store.read, file.texts);
        const wishes = { nobody: me, ...renaming(store.read, file.labels), textFor };
        await importSetFile(file.path, set, wishes, actions, report, (read) => pace.follow(read, file.path));
      } else if (container) {
        await importParts(file, { container, bytes }, documents, report, {
          signal: context.signal,
          follow: (read) => pace.follow(read, file.path),
        });
      } else {
        pace.follow(0, file.path);
        await documents.add(file, () => ahead.take(index), context.signal);
        pace.follow(bytes, file.path);
      }
      pace.fileDone();
      await setImmediate();
    }
  } finally {
    // What has been read whole arrives, also where the import is cancelled.
    documents.finish();
  }
}

/**
 * Imports documents and annotated sets. Each file by itself: what is wrong with one is told in the report and stops
 * none of the others. All of it is one step of undo. Cancelling keeps what has been written and leaves whole documents; the
 * same import started again goes quickly past what is here, known by the hash of its bytes, and is a step of its own.
 * With the `actionId` of an import that was broken off, it goes on in the same step; what is here already is recognised.
 * Raises what reading the pattern of names and the table of metadata raises, before anything is written.
 */
export async function runImport(
  session: Session,
  files: readonly ImportFile[],
  context: JobContext & MetadataSources & { readonly actionId?: Id },
): Promise<ImportReport> {
  const report = new ReportDraft();
  const habits = new CutHabits(session.store);
  const withHabits = files.map((file) => ({ ...file, habits }));
  const given = await Given.read(context, context.signal);
  try {
    const found = given.appliedTo(await survey(withHabits, context), report);
    for (const { path, reason } of found.skipped) {
      report.warning(path, { code: 'file-skipped', message: reason });
    }
    for (const { path, error } of found.errors) report.error(path, error);
    await importAll(session, found, report, context, context.actionId);
  } catch (thrown) {
    if (!(thrown instanceof GlossatorError) || thrown.code !== 'cancelled') throw thrown;
    report.cancelled();
  }
  habits.save();
  return report.report;
}
