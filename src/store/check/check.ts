import { GlossatorError, toErrorValue, type Warning } from '../../core/errors.ts';
import { Connection } from '../connection.ts';
import { checkIntegrity } from '../integrity.ts';
import { recordReader } from '../read/records.ts';
import { Identities } from '../rows/identities.ts';
import { Tallies } from '../tallies.ts';
import type { CheckReport } from '../types.ts';
import { checkAnnotations } from './check-annotations.ts';
import { checkJournal } from './check-journal.ts';
import { checkLinks } from './check-links.ts';
import { checkTexts } from './check-texts.ts';
import { Pace, type PaceOptions } from './pace.ts';

const REMEDY = 'Recover what can be read into a new file, or open a backup.';

async function checkContent(path: string, options: PaceOptions): Promise<CheckReport> {
  const connection = new Connection(path, { readonly: true });
  try {
    // One snapshot for all, so that writing goes on meanwhile and what is compared is of one moment.
    connection.exec('BEGIN');
    const context = { connection, identities: new Identities(connection), tallies: new Tallies(connection) };
    const { actions, annotations, relations } = recordReader(context).counts();
    const texts =
      connection.prepare<{ count: number }>('SELECT count(*) AS count FROM text').get()?.count ?? 0;
    const chunks = connection.prepare<{ count: number }>('SELECT count(*) AS count FROM text_chunk').get();
    const pace = new Pace(actions + annotations + relations + (chunks?.count ?? 0), options);
    const checked = { actions: 0, annotations: 0, texts };
    const problems = [
      ...(await checkTexts(connection, pace)),
      ...(await checkAnnotations(context, pace, () => checked.annotations++)),
      ...(await checkLinks(connection, pace)),
      ...(await checkJournal(connection, pace, () => checked.actions++)),
    ];
    return { ok: problems.length === 0, checked, problems };
  } finally {
    connection.close();
  }
}

/** See ProjectStore.check. Damage that stops the reading is a problem reported, not an error thrown. */
export async function checkProject(path: string, options: PaceOptions): Promise<CheckReport> {
  const damage = await checkIntegrity(path, options.signal);
  const found: Warning[] = damage.map((line) => ({
    code: 'project-damaged',
    message: `The file is damaged: ${line}`,
    place: { path },
    remedy: REMEDY,
  }));
  try {
    const report = await checkContent(path, options);
    return { ...report, ok: report.ok && found.length === 0, problems: [...found, ...report.problems] };
  } catch (thrown) {
    if (thrown instanceof GlossatorError && thrown.code === 'cancelled') throw thrown;
    const problems = [...found, toErrorValue(thrown)];
    return { ok: false, checked: { actions: 0, annotations: 0, texts: 0 }, problems };
  }
}
