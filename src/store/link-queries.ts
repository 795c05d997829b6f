/**
 * Relations that are to be seen: neither they nor their ends nor the documents of these are deleted. What the tallies,
 * the readers, the check and recovery ask for alike. CROSS JOIN keeps SQLite to this order.
 */
export const VISIBLE_RELATION = `relation
  CROSS JOIN annotation AS source ON source.row = relation.from_annotation
  CROSS JOIN annotation AS target ON target.row = relation.to_annotation
  CROSS JOIN document AS source_document ON source_document.row = source.document
  CROSS JOIN document AS target_document ON target_document.row = target.document`;
export const IS_VISIBLE = `relation.deleted = 0 AND source.deleted = 0 AND target.deleted = 0
  AND source_document.deleted = 0 AND target_document.deleted = 0`;

/** Whether an annotation has relations at all: few have, and asking costs a tenth of listing them. Takes its row twice. */
export const HAS_RELATIONS =
  'SELECT 1 FROM relation WHERE (from_annotation = ? OR to_annotation = ?) AND deleted = 0 LIMIT 1';

/** The codes of relations of an annotation whose other end is to be seen; takes the annotation's row twice. */
export const LINKED_TO_ANNOTATION = `SELECT relation.code AS code FROM relation
    JOIN annotation ON annotation.row = to_annotation JOIN document ON document.row = annotation.document
    WHERE from_annotation = ? AND relation.deleted = 0 AND annotation.deleted = 0 AND document.deleted = 0
  UNION ALL SELECT relation.code FROM relation
    JOIN annotation ON annotation.row = from_annotation JOIN document ON document.row = annotation.document
    WHERE to_annotation = ? AND relation.deleted = 0 AND annotation.deleted = 0 AND document.deleted = 0`;

/**
 * The codes of relations with an end in a document, to be seen if the document is: those within it, and those whose other
 * end is to be seen in another. Takes the document's row four times.
 */
export const LINKED_IN_DOCUMENT = `SELECT relation.code AS code FROM annotation AS near
    CROSS JOIN relation ON from_annotation = near.row
    JOIN annotation AS far ON far.row = to_annotation JOIN document ON document.row = far.document
    WHERE near.document = ? AND near.deleted = 0 AND relation.deleted = 0 AND far.deleted = 0
      AND (far.document = ? OR document.deleted = 0)
  UNION ALL SELECT relation.code FROM annotation AS near
    CROSS JOIN relation ON to_annotation = near.row
    JOIN annotation AS far ON far.row = from_annotation JOIN document ON document.row = far.document
    WHERE near.document = ? AND near.deleted = 0 AND relation.deleted = 0 AND far.deleted = 0
      AND far.document <> ? AND document.deleted = 0`;

/** Threads on annotations that go on (a comment of theirs is not deleted) and are not resolved, by their first comment. */
export const OPEN_THREADS = `SELECT annotation.document AS document, annotation.row AS annotation, comment.row AS comment
  FROM comment JOIN annotation ON annotation.id = comment.target_id
  WHERE comment.target_kind = 'annotation' AND comment.thread_id = comment.id AND comment.resolved = 0
    AND EXISTS (SELECT 1 FROM comment AS said WHERE said.thread_id = comment.id AND said.deleted = 0)`;
