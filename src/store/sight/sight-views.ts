import { isAdjudicated, isRelationAdjudicated } from '../read/review.ts';
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
  const documentOfEnd = (end: string) => `(SELECT ending.document FROM main.relation AS judged
    JOIN main.annotation AS ending ON ending.row = judged.${end} WHERE judged.row = relation)`;
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
    `CREATE TEMP VIEW relation_verdict AS SELECT * FROM main.relation_verdict
      WHERE ${isOpen(documentOfEnd('from_annotation'))} AND ${isOpen(documentOfEnd('to_annotation'))}`,
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
  'relation_verdict',
  'open_thread',
  'action',
] as const;

/** What stands for an end of a relation: the annotation itself, or what the verdict in force on it names. As `Standing.of` of the core. */
function standingEnds(end: string, verdict: string) {
  const own = `relation.${end}`;
  return [
    { row: own, from: '', where: isAdjudicated(own, 'main.') },
    {
      row: `${verdict}.result`,
      from: `JOIN main.verdict AS ${verdict} ON ${verdict}.annotation = ${own}`,
      where: `${verdict}.deleted = 0 AND ${verdict}.result IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM main.verdict AS later
          WHERE later.annotation = ${verdict}.annotation AND later.deleted = 0
            AND (later.updated_at, later.id) > (${verdict}.updated_at, ${verdict}.id))
        AND NOT ${isAdjudicated(own, 'main.')} AND ${isAdjudicated(`${verdict}.result`, 'main.')}`,
    },
  ];
}

/** Relations of the adjudicated set, between what stands for their ends: those that verdicts let stand, and those on which there is none and whose own ends stand. */
function standingRelations(): { readonly select: string; readonly where: string }[] {
  const isJudged = `EXISTS (SELECT 1 FROM main.relation_verdict AS judging
    WHERE judging.relation = relation.row AND judging.deleted = 0)`;
  const judgedToStand = isRelationAdjudicated('relation.row', 'main.');
  return standingEnds('from_annotation', 'source').flatMap((source) =>
    standingEnds('to_annotation', 'target').map((target) => {
      const isOwn = source.from === '' && target.from === '';
      return {
        select: `SELECT relation.row, relation.id, relation.person, relation.code, relation.code_version,
          ${source.row}, ${target.row}, relation.attributes, relation.note,
          relation.created_at, relation.updated_at, relation.deleted
          FROM main.relation AS relation ${source.from} ${target.from}`,
        where: `${source.row} <> ${target.row} AND ${source.where} AND ${target.where}
          AND ${isOwn ? `(${judgedToStand} OR NOT ${isJudged})` : judgedToStand}`,
      };
    }),
  );
}

/**
 * Relations as people made them, between annotations that are shown; and, where the adjudicated set is shown, those of it that are not among
 * these.
 */
function relationView(asked: ReturnType<typeof conditions>, { me, blind, adjudicated }: SightRows): string {
  const { isLayerShown, isOpen, isLayered } = asked;
  const isEndOpen = (end: string) =>
    isOpen(`(SELECT document FROM main.annotation AS ending WHERE ending.row = relation.${end})`);
  const areEndsOpen = `(${isEndOpen('from_annotation')} AND ${isEndOpen('to_annotation')})`;
  const isWritten = `EXISTS (SELECT 1 FROM main.relation_verdict AS written
    WHERE written.relation = relation.row AND written.deleted = 0 AND written.decision = 'add')`;
  const isSaid = [
    'EXISTS (SELECT 1 FROM annotation WHERE annotation.row = relation.from_annotation)',
    'EXISTS (SELECT 1 FROM annotation WHERE annotation.row = relation.to_annotation)',
    blind ? `(relation.person = ${me ?? -1} OR ${areEndsOpen})` : 'true',
    isLayerShown('relation.person'),
    isLayered ? `NOT ${isWritten}` : 'true',
  ].join(' AND ');
  const said = `SELECT * FROM main.relation AS relation WHERE ${isSaid}`;
  if (!adjudicated || !isLayered) return said;
  const standing = standingRelations().map(
    ({ select, where }) => `${select} WHERE ${where} AND ${areEndsOpen} AND NOT (${isSaid})`,
  );
  return [said, ...standing].join(' UNION ALL ');
}

/**
 * Statements that put views over the tables of one connection, under the tables' own names: SQLite finds what is in `temp` first, so
 * that every read goes through them and none can forget to. Those of a former sight are dropped.
 */
export function sightViews(sight: SightRows): readonly string[] {
  const asked = conditions(sight);
  const { isShown, isSaidByShown } = asked;
  return [
    ...VIEWS.map((name) => `DROP VIEW IF EXISTS temp.${name}`),
    `CREATE TEMP VIEW annotation AS SELECT * FROM main.annotation AS said
      WHERE ${isShown('said.row', 'said.person', 'said.document')}`,
    `CREATE TEMP VIEW relation AS ${relationView(asked, sight)}`,
    `CREATE TEMP VIEW document_code AS SELECT * FROM main.document_code WHERE ${isSaidByShown('person', 'document')}`,
    tallyView(asked),
    ...countViews(),
    ...(sight.blind ? blindViews(asked, sight) : []),
  ];
}
