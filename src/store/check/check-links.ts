import { COMMENTED_KINDS, MEMO_KINDS } from '../../core/discussion/discussion.ts';
import type { Warning } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { RecordKind } from '../../core/journal/action.ts';
import type { Connection } from '../connection.ts';
import { OPEN_THREADS } from '../link-queries.ts';
import { areAttributeValues } from '../rows/attributes.ts';
import { recordTables } from '../rows/record-table.ts';
import { Counts } from './counts.ts';
import type { Pace } from './pace.ts';

const RECOVER = 'Recover the project into a new file: there it is put in order.';

/** Rows in the order of their numbers, some at a time in memory. `sql` takes the last row number and ends before ORDER BY. */
function* inBatches<Row extends { readonly row: number }>(
  connection: Connection,
  sql: string,
): Generator<Row> {
  const query = connection.prepare<Row>(`${sql} ORDER BY row LIMIT 256`);
  let last = 0;
  for (let batch = query.all(last); batch.length > 0; batch = query.all(last)) {
    yield* batch;
    last = batch[batch.length - 1]?.row ?? last;
  }
}

function holdsAttributeValues(json: string): boolean {
  try {
    return areAttributeValues(JSON.parse(json));
  } catch {
    // Letters of it were overwritten.
    return false;
  }
}

async function checkAttributes(connection: Connection, pace: Pace): Promise<Warning[]> {
  const problems: Warning[] = [];
  for (const kind of ['document', 'annotation', 'relation', 'documentCode'] as const) {
    const rows = inBatches<{ row: number; id: Id; attributes: string }>(
      connection,
      `SELECT row, id, attributes FROM ${recordTables[kind].table} WHERE row > ? AND attributes <> '{}'`,
    );
    for (const { id, attributes } of rows) {
      await pace.step();
      if (holdsAttributeValues(attributes)) continue;
      problems.push({
        code: 'attribute-value-invalid',
        message: 'The values of attributes of a record are not such as attributes have.',
        place: { recordKind: kind, recordId: id, field: 'attributes' },
        remedy: RECOVER,
      });
    }
  }
  return problems;
}

interface CheckedRelation {
  readonly row: number;
  readonly id: Id;
  readonly code: number;
  readonly looped: 0 | 1;
  readonly endless: 0 | 1;
  readonly visible: 0 | 1 | null;
}

const RELATIONS = `SELECT * FROM (
  SELECT relation.row AS row, relation.id AS id, relation.code AS code, from_annotation = to_annotation AS looped,
    source.row IS NULL OR target.row IS NULL AS endless,
    relation.deleted = 0 AND source.deleted = 0 AND target.deleted = 0
      AND source_document.deleted = 0 AND target_document.deleted = 0 AS visible
  FROM relation
    LEFT JOIN annotation AS source ON source.row = from_annotation
    LEFT JOIN annotation AS target ON target.row = to_annotation
    LEFT JOIN document AS source_document ON source_document.row = source.document
    LEFT JOIN document AS target_document ON target_document.row = target.document
  ) WHERE row > ?`;

async function checkRelations(connection: Connection, pace: Pace): Promise<Warning[]> {
  const problems: Warning[] = [];
  const counts = new Counts();
  for (const { id, code, looped, endless, visible } of inBatches<CheckedRelation>(connection, RELATIONS)) {
    await pace.step();
    const place = { recordKind: 'relation', recordId: id };
    if (endless) {
      const message = 'A relation begins or ends at an annotation that is not there.';
      problems.push({ code: 'record-unknown-reference', message, place, remedy: RECOVER });
    } else if (looped) {
      problems.push({ code: 'relation-to-itself', message: 'A relation ends where it begins.', place });
    }
    if (!visible) continue;
    counts.add(String(code));
    counts.add('0');
  }
  const kept = connection
    .prepare<{ key: string; count: number }>(
      'SELECT CAST(code AS TEXT) AS key, relations AS count FROM relation_tally',
    )
    .all();
  if (!counts.same(kept)) {
    const message = 'The counts of relations do not agree with the relations.';
    problems.push({ code: 'project-damaged', message, remedy: RECOVER });
  }
  return problems;
}

const BROKEN_THREADS = `SELECT comment.id AS id FROM comment
  LEFT JOIN comment AS head ON head.id = comment.thread_id
  WHERE head.id IS NULL OR head.thread_id <> head.id
    OR (comment.deleted = 0
      AND (head.target_kind <> comment.target_kind OR head.target_id <> comment.target_id))`;

function checkThreads(connection: Connection): Warning[] {
  const problems: Warning[] = [];
  for (const { id } of connection.prepare<{ id: Id }>(BROKEN_THREADS).all()) {
    problems.push({
      code: 'record-unknown-reference',
      message: 'A comment is apart from the thread that it belongs to.',
      place: { recordKind: 'comment', recordId: id, field: 'threadId' },
      remedy: RECOVER,
    });
  }
  const differing = connection
    .prepare(
      `SELECT 1 FROM (SELECT * FROM (${OPEN_THREADS}) EXCEPT SELECT document, annotation, comment FROM open_thread)
       UNION ALL
       SELECT 1 FROM (SELECT document, annotation, comment FROM open_thread EXCEPT SELECT * FROM (${OPEN_THREADS}))`,
    )
    .get();
  if (differing) {
    const message = 'The list of open discussions does not agree with the comments.';
    problems.push({ code: 'project-damaged', message, remedy: RECOVER });
  }
  return problems;
}

/** Comments and memos on what is not there. */
function checkTargets(connection: Connection): Warning[] {
  const lost = (kind: RecordKind, targetKind: RecordKind) =>
    connection
      .prepare<{ id: Id }>(
        `SELECT id FROM ${kind} WHERE target_kind = ?
         AND NOT EXISTS (SELECT 1 FROM ${recordTables[targetKind].table} AS target WHERE target.id = target_id)`,
      )
      .all(targetKind)
      .map(
        ({ id }): Warning => ({
          code: 'record-unknown-reference',
          message: `A ${kind} is on a record that is not there.`,
          place: { recordKind: kind, recordId: id, field: 'targetId' },
          remedy: RECOVER,
        }),
      );
  return [
    ...COMMENTED_KINDS.flatMap((targetKind) => lost('comment', targetKind)),
    ...MEMO_KINDS.flatMap((targetKind) => lost('memo', targetKind)),
  ];
}

function checkParents(connection: Connection): Warning[] {
  return connection
    .prepare<{ id: Id }>(
      `SELECT id FROM code WHERE EXISTS (
         SELECT 1 FROM json_each(other_parents) WHERE value NOT IN (SELECT id FROM code))`,
    )
    .all()
    .map(({ id }) => ({
      code: 'record-unknown-reference',
      message: 'A code stands under another that is not there.',
      place: { recordKind: 'code', recordId: id, field: 'otherParentIds' },
      remedy: RECOVER,
    }));
}

/** Checks what records say of one another, and what is counted and listed of relations and discussions. */
export async function checkLinks(connection: Connection, pace: Pace): Promise<Warning[]> {
  return [
    ...(await checkAttributes(connection, pace)),
    ...(await checkRelations(connection, pace)),
    ...checkThreads(connection),
    ...checkTargets(connection),
    ...checkParents(connection),
  ];
}
