import { GlossatorError } from '../../core/errors.ts';
import { Connection } from '../connection.ts';
import { createFile } from '../create.ts';
import { guarded } from '../failures.ts';
import { configure } from '../identify.ts';
import { IS_VISIBLE, OPEN_THREADS, VISIBLE_RELATION } from '../link-queries.ts';
import { lockProject } from '../lock.ts';
import { migrate } from '../migrate.ts';
import { CURRENT_VERSION, migrations } from '../migrations/index.ts';
import { locateProject } from '../project-files.ts';
import { recordReader } from '../read/records.ts';
import { Identities } from '../rows/identities.ts';
import { Tallies } from '../tallies.ts';
import { Losses, NOUNS, type RecoveryReport } from './losses.ts';
import { PageFile } from './page-file.ts';
import { rebuildJournal } from './rebuild-journal.ts';
import { countGaps, rebuildFromJournal } from './rebuild-records.ts';
import { fillTexts, mendSources, rebuildHeadings, rebuildTextRows } from './rebuild-texts.ts';
import { salvageRows } from './salvage.ts';
import { dropHomeless, mendDiscussions, mendParents, standInForLost } from './stand-ins.ts';

/** What is counted and listed of records, anew. */
const TALLIES = `
DELETE FROM tally;
INSERT INTO tally (document, code, person, status, code_version, annotations)
  SELECT document, code, person, status, code_version, count(*) FROM annotation WHERE deleted = 0
  GROUP BY document, code, person, status, code_version;
INSERT INTO tally (document, code, person, status, code_version, annotations)
  SELECT 0, code, 0, 0, 0, sum(annotations) FROM tally JOIN document ON document.row = tally.document
  WHERE deleted = 0 GROUP BY code;
INSERT INTO tally (document, code, person, status, code_version, annotations)
  SELECT 0, 0, 0, 0, 0, sum(annotations) FROM tally WHERE document = 0 HAVING count(*) > 0;
INSERT INTO tally (document, code, person, status, code_version, annotations)
  SELECT document, 0, 0, 0, 0, sum(annotations) FROM tally WHERE document > 0 GROUP BY document;
DELETE FROM relation_tally;
INSERT INTO relation_tally (code, relations)
  SELECT relation.code, count(*) FROM ${VISIBLE_RELATION} WHERE ${IS_VISIBLE} GROUP BY relation.code;
INSERT INTO relation_tally (code, relations)
  SELECT 0, sum(relations) FROM relation_tally HAVING count(*) > 0;
DELETE FROM mention_tally;
INSERT INTO mention_tally (entity, mentions)
  SELECT entity, count(*) FROM annotation JOIN document ON document.row = annotation.document
  WHERE annotation.deleted = 0 AND document.deleted = 0 AND entity IS NOT NULL GROUP BY entity;
DELETE FROM open_thread;
INSERT INTO open_thread (document, annotation, comment) ${OPEN_THREADS};
UPDATE total SET value = (SELECT coalesce(sum(length), 0) FROM document JOIN text ON text.row = document.text
  WHERE deleted = 0) WHERE name = 'textLength';`;

/** The version whose tables the damaged file has; ours where its header cannot be trusted. */
function versionOf(file: PageFile, path: string): number {
  if (migrations.some(({ version }) => version === file.version)) return file.version;
  if (file.version > CURRENT_VERSION && file.version < 100_000 && file.version % 10 === 0) {
    throw new GlossatorError('project-from-future', 'This project was made by a newer Glossator.', {
      place: { path },
      remedy: 'Recover it with the newest Glossator. The file has not been touched.',
    });
  }
  return CURRENT_VERSION;
}

function rebuild(file: PageFile, path: string, into: Connection): Omit<RecoveryReport, 'path'> {
  const losses = new Losses();
  into.pragma('foreign_keys = OFF');
  migrate(
    into,
    migrations.filter(({ version }) => version <= versionOf(file, path)),
  );
  const report = into.immediate(() => {
    const { rows, unreadable, stepsWhole } = salvageRows(file, into);
    if (rows === 0) {
      throw new GlossatorError(
        'project-not-gloss',
        'Nothing of a Glossator project can be found in this file.',
        {
          place: { path },
          remedy: 'Open a backup of the project.',
        },
      );
    }
    losses.add('rows', 'A row could not be read.', unreadable);
    into.exec('CREATE INDEX recovery_by_text ON chunk_content (text, start)');
    const gaps = countGaps(into);
    const rebuiltTexts = rebuildTextRows(into);
    const made = rebuildFromJournal(into, losses);
    for (const [kind, count] of gaps) {
      losses.add(kind, `One could not be read: ${NOUNS[kind]}.`, count - (made.get(kind) ?? 0));
    }
    standInForLost(into, losses);
    mendParents(into);
    dropHomeless(into, losses);
    mendDiscussions(into, losses);
    fillTexts(into, losses);
    mendSources(into, rebuiltTexts, losses);
    rebuildHeadings(into);
    into.exec('DROP INDEX recovery_by_text');
    const undoKept = rebuildJournal(into, stepsWhole, losses);
    into.exec(TALLIES);
    const context = { connection: into, identities: new Identities(into), tallies: new Tallies(into) };
    const { textLength: _, ...kept } = recordReader(context).counts();
    const rebuilt = [...made.values()].reduce((sum, count) => sum + count, 0);
    return { kept, rebuilt, lost: losses.all, undoKept };
  });
  migrate(into);
  return report;
}

function verify(connection: Connection): void {
  const integrity = connection.pragma('integrity_check(1)');
  const homeless = connection.prepare('PRAGMA foreign_key_check').get();
  if (integrity !== 'ok' || homeless) {
    throw new GlossatorError(
      'internal',
      `The recovered file is not sound: ${homeless ? 'references' : integrity}.`,
    );
  }
}

/**
 * Reads all that can be read of a damaged project into a new file, and tells what was lost. The damaged file is only
 * read, by our own reader, page by page: SQLite would stop at the first bad one. Records whose rows are lost are made
 * again from the journal; counts, headings and the journal's own index are made anew; gaps in texts keep their
 * length, so that all offsets hold. Raises `project-in-use`, `project-exists` (for the new file), `project-not-gloss`
 * where nothing can be found, `project-from-future`, `disk-full`.
 */
export function recoverProject(damagedPath: string, intoPath: string): RecoveryReport {
  const path = locateProject(damagedPath);
  const lock = lockProject(path, 'Glossator (recovery)');
  try {
    const file = guarded(path, () => new PageFile(path));
    try {
      let report: Omit<RecoveryReport, 'path'> | undefined;
      const target = createFile(intoPath, (temporary) => {
        const into = new Connection(temporary, { mustExist: false });
        try {
          configure(into);
          report = rebuild(file, path, into);
          verify(into);
        } finally {
          into.close();
        }
      });
      if (!report) throw new GlossatorError('internal', 'The recovery gave no report.');
      return { path: target, ...report };
    } finally {
      file.close();
    }
  } finally {
    lock.release();
  }
}
