import { isAdjudicated } from '../read/review.ts';
import type { Sight } from './sight.ts';

/** A sight by row numbers. */
export interface SightRows extends Pick<Sight, 'blind' | 'adjudicated'> {
  /** null: I have not joined the project */
  readonly me: number | null;
  readonly myId: string;
  readonly hidden: readonly number[];
}

/** Actions whose subject says something of an annotation, a comment or a verdict. */
const TELLING = [
  'tag',
  'untag',
  'recode',
  'adjust-ends',
  'edit-note',
  'delete-annotations',
  'add-fragment',
  'remove-fragment',
  'edit-attributes',
  'set-status',
  'link-entity',
  'unlink-entity',
  'confirm-definition',
  'relate',
  'edit-relation',
  'delete-relations',
  'code-document',
  'uncode-document',
  'comment',
  'edit-comment',
  'delete-comment',
  'resolve-thread',
  'reopen-thread',
  'write-memo',
  'edit-memo',
  'delete-memo',
  'give-verdict',
  'withdraw-verdict',
  'place-annotation',
  'lose-annotation',
];

/** What has to hold of rows, as SQL over the tables themselves. */
function conditions({ me, blind, hidden, adjudicated }: SightRows) {
  const done = `(SELECT document FROM main.progress WHERE person = ${me ?? -1} AND status = 'done' AND deleted = 0)`;
  const isOpen = (document: string) => (blind ? `${document} IN ${done}` : 'true');
  const isLayerShown = (person: string) =>
    hidden.length === 0 ? 'true' : `${person} NOT IN (${hidden.join(', ')})`;
  const isSaidByShown = (person: string, document: string) =>
    `(${isLayerShown(person)} AND ${blind ? `(${person} = ${me ?? -1} OR ${isOpen(document)})` : 'true'})`;
  const stands = (annotation: string, document: string) =>
    `(${isOpen(document)} AND ${isAdjudicated(annotation, 'main.')})`;
  const isWritten = (annotation: string) => `EXISTS (SELECT 1 FROM main.verdict AS written
    WHERE written.annotation = ${annotation} AND written.deleted = 0 AND written.decision = 'add')`;
  const isLayered = hidden.length > 0 || !adjudicated;
  const isShown = (row: string, person: string, document: string) => {
    const said = isSaidByShown(person, document);
    if (!isLayered) return said;
    const asCoding = `(${said} AND NOT ${isWritten(row)})`;
    return adjudicated ? `(${asCoding} OR ${stands(row, document)})` : asCoding;
  };
  return { isOpen, isLayerShown, isSaidByShown, stands, isShown, isLayered };
}

/** Sums of the tally in which only what is shown counts; what verdicts change of it is few, and counted from the annotations. */
function tallyView({ isSaidByShown, isShown, isLayered }: ReturnType<typeof conditions>): string {
  const place = 'document, code, person, status, code_version';
  const touched = `SELECT annotation FROM main.verdict WHERE deleted = 0 AND decision = 'add'
    UNION SELECT result FROM main.verdict WHERE deleted = 0 AND result IS NOT NULL`;
  const correction = `UNION ALL SELECT ${place},
      (${isShown('one.row', 'one.person', 'one.document')}) - (${isSaidByShown('one.person', 'one.document')})
    FROM main.annotation AS one WHERE one.deleted = 0 AND one.row IN (${touched})`;
  const counted = `SELECT ${place}, annotations FROM main.tally
    WHERE document > 0 AND code > 0 AND ${isSaidByShown('person', 'document')} ${isLayered ? correction : ''}`;
  const isLive = 'document NOT IN (SELECT row FROM main.document WHERE deleted = 1)';
  return `CREATE TEMP VIEW tally AS
    WITH counted (document, code, person, status, code_version, annotations) AS (${counted})
    SELECT * FROM counted
    UNION ALL SELECT document, 0, 0, 0, 0, sum(annotations) FROM counted GROUP BY document
    UNION ALL SELECT 0, code, 0, 0, 0, sum(annotations) FROM counted WHERE ${isLive} GROUP BY code
    UNION ALL SELECT 0, 0, 0, 0, 0, coalesce(sum(annotations), 0) FROM counted WHERE ${isLive}`;
}

function countViews(): string[] {
  const visible = `relation
    JOIN annotation AS source ON source.row = relation.from_annotation AND source.deleted = 0
    JOIN annotation AS target ON target.row = relation.to_annotation AND target.deleted = 0
    JOIN document AS source_document ON source_document.row = source.document AND source_document.deleted = 0
    JOIN document AS target_document ON target_document.row = target.document AND target_document.deleted = 0
    WHERE relation.deleted = 0`;
  return [
    `CREATE TEMP VIEW relation_tally AS
      SELECT relation.code AS code, count(*) AS relations FROM ${visible} GROUP BY relation.code
      UNION ALL SELECT 0, count(*) FROM ${visible}`,
    `CREATE TEMP VIEW mention_tally AS SELECT entity, count(*) AS mentions FROM annotation
      WHERE deleted = 0 AND entity IS NOT NULL AND document NOT IN (SELECT row FROM main.document WHERE deleted = 1)
      GROUP BY entity`,
  ];
}

/** What others said of documents that I am not done with. */
function blindViews({ isOpen }: ReturnType<typeof conditions>, { me, myId }: SightRows): string[] {
  const mine = `person = ${me ?? -1}`;
  const documentOf = `CASE target_kind
    WHEN 'annotation' THEN (SELECT document FROM main.annotation WHERE id = target_id)
    WHEN 'document' THEN (SELECT row FROM main.document WHERE id = target_id) END`;
  const columns = `seq, id, type,
    CASE WHEN person_id = '${myId}' OR type NOT IN (${TELLING.map((type) => `'${type}'`).join(', ')}) THEN subject ELSE '' END AS subject,
    person_id, replica, replica_seq, clock, at, group_id, reverses, change_count, touched, hash, merged_by, knows`;
  return [
    `CREATE TEMP VIEW comment AS SELECT * FROM main.comment
      WHERE ${mine} OR target_kind = 'code' OR ${isOpen(`(${documentOf})`)}`,
    `CREATE TEMP VIEW memo AS SELECT * FROM main.memo
      WHERE ${mine} OR target_kind <> 'document' OR ${isOpen(`(${documentOf})`)}`,
    `CREATE TEMP VIEW verdict AS SELECT * FROM main.verdict
      WHERE ${isOpen('(SELECT document FROM main.annotation AS judged WHERE judged.row = annotation)')}`,
    `CREATE TEMP VIEW open_thread AS SELECT * FROM main.open_thread
      WHERE EXISTS (SELECT 1 FROM comment WHERE comment.row = open_thread.comment)`,
    `CREATE TEMP VIEW action AS SELECT ${columns} FROM main.action`,
  ];
}

const VIEWS = [
  'annotation',
  'relation',
  'document_code',
  'tally',
  'relation_tally',
  'mention_tally',
  'comment',
  'memo',
  'verdict',
  'open_thread',
  'action',
] as const;

/**
 * Statements that put views over the tables of one connection, under the tables' own names: SQLite finds what is in `temp` first, so
 * that every read goes through them and none can forget to. Those of a former sight are dropped.
 */
export function sightViews(sight: SightRows): readonly string[] {
  const asked = conditions(sight);
  const { isLayerShown, isOpen, stands, isShown, isSaidByShown } = asked;
  const end = (column: string, condition: (row: string, document: string) => string) =>
    `EXISTS (SELECT 1 FROM main.annotation AS ending
      WHERE ending.row = relation.${column} AND ${condition('ending.row', 'ending.document')})`;
  const ends = (condition: (row: string, document: string) => string) =>
    `(${end('from_annotation', condition)} AND ${end('to_annotation', condition)})`;
  const isRelationShown = [
    'EXISTS (SELECT 1 FROM annotation WHERE annotation.row = relation.from_annotation)',
    'EXISTS (SELECT 1 FROM annotation WHERE annotation.row = relation.to_annotation)',
    sight.blind
      ? `(relation.person = ${sight.me ?? -1} OR ${ends((_, document) => isOpen(document))})`
      : 'true',
    sight.adjudicated && sight.hidden.length > 0
      ? `(${isLayerShown('relation.person')} OR ${ends(stands)})`
      : isLayerShown('relation.person'),
  ].join(' AND ');
  return [
    ...VIEWS.map((name) => `DROP VIEW IF EXISTS temp.${name}`),
    `CREATE TEMP VIEW annotation AS SELECT * FROM main.annotation AS said
      WHERE ${isShown('said.row', 'said.person', 'said.document')}`,
    `CREATE TEMP VIEW relation AS SELECT * FROM main.relation AS relation WHERE ${isRelationShown}`,
    `CREATE TEMP VIEW document_code AS SELECT * FROM main.document_code WHERE ${isSaidByShown('person', 'document')}`,
    tallyView(asked),
    ...countViews(),
    ...(sight.blind ? blindViews(asked, sight) : []),
  ];
}
