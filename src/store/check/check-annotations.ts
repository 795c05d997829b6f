import type { Annotation } from '../../core/annotation/annotation.ts';
import type { Warning } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { SqlRow } from '../connection.ts';
import type { ReadContext } from '../read/context.ts';
import { NO_FILTER } from '../read/row-filter.ts';
import { lostInOrder, type OrderedRow, rowsInOrder } from '../read/text-order.ts';
import { recordOf } from '../rows/records.ts';
import { Counts } from './counts.ts';
import type { Pace } from './pace.ts';
import { Passages } from './passages.ts';

interface CheckedDocument {
  readonly row: number;
  readonly id: Id;
  readonly deleted: number;
  readonly text: number;
  readonly length: number;
}

function quotationProblem(passages: Passages, length: number, annotation: Annotation): Warning | undefined {
  for (const span of annotation.spans) {
    const place = { recordKind: 'annotation', recordId: annotation.id, offset: span.start };
    if (span.end > length) {
      const message = `An annotation ends at ${span.end}, after the end of its text (${length}).`;
      return { code: 'offset-outside-text', message, place };
    }
    if (passages.slice(span.start, span.end) !== span.quote) {
      const message = `An annotation quotes ‘${span.quote.slice(0, 60)}’, but its text reads otherwise there.`;
      return { code: 'quotation-mismatch', message, place };
    }
  }
  return undefined;
}

function* everyRow(context: ReadContext, document: number): Generator<OrderedRow> {
  yield* rowsInOrder(context, document, NO_FILTER, null);
  yield* lostInOrder(context, document, NO_FILTER, null);
}

/**
 * Checks every annotation (not deleted) against its text, unless its place there is lost, and the tallies against what is there. `checked` is told of
 * each annotation.
 */
export async function checkAnnotations(
  context: ReadContext,
  pace: Pace,
  checked: () => void,
): Promise<Warning[]> {
  const { connection, identities } = context;
  const problems: Warning[] = [];
  const [places, totals, mentions] = [new Counts(), new Counts(), new Counts()];
  const all = connection
    .prepare<CheckedDocument>(
      `SELECT document.row, document.id, deleted, text, length FROM document JOIN text ON text.row = document.text`,
    )
    .all();
  for (const document of all) {
    const passages = new Passages(connection, document.text);
    const live = document.deleted === 0;
    if (live) totals.add('textLength', document.length);
    for (const row of everyRow(context, document.row)) {
      const annotation = recordOf<Annotation>('annotation', row as SqlRow, identities);
      const problem = annotation.lost ? undefined : quotationProblem(passages, document.length, annotation);
      if (problem) problems.push(problem);
      places.add(`${document.row} ${row.code} ${row.person} ${row.status} ${row.code_version}`);
      places.add(`${document.row} 0 0 0 0`);
      if (live) {
        places.add(`0 ${row.code} 0 0 0`);
        places.add('0 0 0 0 0');
        if (row.entity !== null) mentions.add(String(row.entity));
      }
      checked();
      await pace.step();
    }
  }
  const rows = (sql: string) => connection.prepare<{ key: string; count: number }>(sql).all();
  const right =
    places.same(
      rows(
        `SELECT concat_ws(' ', document, code, person, status, code_version) AS key, annotations AS count FROM tally`,
      ),
    ) &&
    totals.same(rows('SELECT name AS key, value AS count FROM total')) &&
    mentions.same(rows('SELECT CAST(entity AS TEXT) AS key, mentions AS count FROM mention_tally'));
  if (!right) {
    problems.push({
      code: 'project-damaged',
      message: 'The counts of annotations do not agree with the annotations.',
      remedy: 'Recover the project into a new file: counts are made anew there.',
    });
  }
  return problems;
}
