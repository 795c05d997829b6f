import type { Migration } from './migration.ts';

/**
 * The first schema. Records have an integer `row` beside their id: it keeps indexes and references small.
 * Columns of type ANY hold text as rows/text-value.ts packs it. Nothing is ever removed from a record table.
 */
export const recordsAndJournal: Migration = {
  version: 10,
  sql: `
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE project (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name ANY NOT NULL,
  document_fields TEXT NOT NULL,
  blind INTEGER NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE person (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name ANY NOT NULL,
  colour INTEGER NOT NULL,
  deleted INTEGER NOT NULL
) STRICT;

-- The original bytes, once for each content, in parts so that no single value grows past what SQLite takes.
CREATE TABLE source (
  row INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  length INTEGER NOT NULL
) STRICT;
CREATE TABLE source_part (
  source INTEGER NOT NULL REFERENCES source (row),
  seq INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  UNIQUE (source, seq)
) STRICT;

-- Canonical texts never change. A text is stored once for each content, structure and source.
CREATE TABLE text (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  sha256 TEXT NOT NULL,
  structure_sha256 TEXT NOT NULL,
  length INTEGER NOT NULL,
  code_points INTEGER NOT NULL,
  block_count INTEGER NOT NULL,
  chunk_count INTEGER NOT NULL,
  source INTEGER NOT NULL REFERENCES source (row),
  media_type TEXT NOT NULL,
  encoding TEXT NOT NULL,
  format TEXT NOT NULL
) STRICT;
CREATE INDEX text_by_content ON text (sha256, structure_sha256);
CREATE INDEX text_by_source ON text (source);

-- The outline is apart from the content, so that listing the chunks of a long text reads few pages.
CREATE TABLE text_chunk (
  row INTEGER PRIMARY KEY,
  text INTEGER NOT NULL REFERENCES text (row),
  seq INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  first_block INTEGER NOT NULL,
  block_count INTEGER NOT NULL,
  line_estimate INTEGER NOT NULL,
  UNIQUE (text, seq)
) STRICT;
CREATE INDEX text_chunk_by_start ON text_chunk (text, start);
-- text, seq and start are here too, so that the outline can be made again from the content.
CREATE TABLE chunk_content (
  chunk INTEGER PRIMARY KEY REFERENCES text_chunk (row),
  text INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  start INTEGER NOT NULL,
  content ANY NOT NULL,
  structure TEXT NOT NULL
) STRICT;
CREATE TABLE heading (
  text INTEGER NOT NULL REFERENCES text (row),
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  level INTEGER NOT NULL,
  title ANY NOT NULL,
  PRIMARY KEY (text, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  text INTEGER NOT NULL REFERENCES text (row),
  title ANY NOT NULL,
  source ANY NOT NULL,
  author ANY NOT NULL,
  date ANY NOT NULL,
  language ANY NOT NULL,
  fields TEXT NOT NULL,
  file_name ANY NOT NULL,
  attributes TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted INTEGER NOT NULL
) STRICT;
CREATE INDEX document_by_text ON document (text);
-- Few: whoever counts over documents leaves these out.
CREATE INDEX document_deleted ON document (deleted) WHERE deleted = 1;

CREATE TABLE code (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name ANY NOT NULL,
  kind TEXT NOT NULL,
  parent INTEGER REFERENCES code (row),
  other_parents TEXT NOT NULL,
  colour INTEGER NOT NULL,
  key ANY,
  description ANY NOT NULL,
  attributes TEXT NOT NULL,
  ends TEXT,
  version INTEGER NOT NULL,
  position REAL NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted INTEGER NOT NULL
) STRICT;

CREATE TABLE entity (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name ANY NOT NULL,
  kind ANY NOT NULL,
  aliases TEXT NOT NULL,
  identifiers TEXT NOT NULL,
  description ANY NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted INTEGER NOT NULL
) STRICT;

-- start and "end" are the hull of the spans (UTF-16 offsets, half-open); extent_class is the bit length of
-- ("end" - start), which lets a range read look only where an overlapping annotation can begin. status is its place in
-- ANNOTATION_STATUSES.
CREATE TABLE annotation (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  document INTEGER NOT NULL REFERENCES document (row),
  person INTEGER NOT NULL REFERENCES person (row),
  code INTEGER NOT NULL REFERENCES code (row),
  code_version INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  extent_class INTEGER NOT NULL,
  spans TEXT NOT NULL,
  attributes TEXT NOT NULL,
  status INTEGER NOT NULL,
  entity INTEGER REFERENCES entity (row),
  note ANY NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted INTEGER NOT NULL,
  lost INTEGER NOT NULL
) STRICT;
-- What filters ask of stands at its end, so that what they leave out is not looked up.
CREATE INDEX annotation_by_extent
  ON annotation (document, extent_class, start, "end" DESC, code, person, status, code_version, entity)
  WHERE deleted = 0 AND lost = 0;
-- Those without a place in the present text: few, and apart, so that whoever reads a range never meets them.
CREATE INDEX annotation_lost ON annotation (document, start, "end" DESC, id)
  WHERE deleted = 0 AND lost = 1;
CREATE INDEX annotation_by_entity ON annotation (entity, document, start, "end" DESC)
  WHERE deleted = 0 AND entity IS NOT NULL;

CREATE TABLE relation (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  person INTEGER NOT NULL REFERENCES person (row),
  code INTEGER NOT NULL REFERENCES code (row),
  code_version INTEGER NOT NULL,
  from_annotation INTEGER NOT NULL REFERENCES annotation (row),
  to_annotation INTEGER NOT NULL REFERENCES annotation (row),
  attributes TEXT NOT NULL,
  note ANY NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted INTEGER NOT NULL
) STRICT;
CREATE INDEX relation_from ON relation (from_annotation, to_annotation, code) WHERE deleted = 0;
CREATE INDEX relation_to ON relation (to_annotation, from_annotation, code) WHERE deleted = 0;

CREATE TABLE document_code (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  document INTEGER NOT NULL REFERENCES document (row),
  person INTEGER NOT NULL REFERENCES person (row),
  code INTEGER NOT NULL REFERENCES code (row),
  code_version INTEGER NOT NULL,
  attributes TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted INTEGER NOT NULL
) STRICT;
CREATE INDEX document_code_by_document ON document_code (document, code) WHERE deleted = 0;
CREATE INDEX document_code_by_code ON document_code (code, document) WHERE deleted = 0;

-- What a comment or a memo is about is of several kinds, and a thread is named by its first comment: hence ids.
CREATE TABLE comment (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  target_kind TEXT NOT NULL,
  target_id TEXT NOT NULL,
  thread_id TEXT NOT NULL,
  person INTEGER NOT NULL REFERENCES person (row),
  body ANY NOT NULL,
  resolved INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted INTEGER NOT NULL
) STRICT;
CREATE INDEX comment_by_target ON comment (target_id);
CREATE INDEX comment_by_thread ON comment (thread_id, deleted);

CREATE TABLE memo (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  target_kind TEXT NOT NULL,
  target_id TEXT NOT NULL,
  person INTEGER NOT NULL REFERENCES person (row),
  title ANY NOT NULL,
  body ANY NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted INTEGER NOT NULL
) STRICT;
CREATE INDEX memo_by_target ON memo (target_id) WHERE deleted = 0;

-- deleted where its making was taken back; a person has at most one with a document that is not.
CREATE TABLE progress (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  document INTEGER NOT NULL REFERENCES document (row),
  person INTEGER NOT NULL REFERENCES person (row),
  status TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX progress_by_document ON progress (document, person) WHERE deleted = 0;

-- What reviewers decided on annotations; result is the annotation of the adjudicated set that stands for the judged one.
CREATE TABLE verdict (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  annotation INTEGER NOT NULL REFERENCES annotation (row),
  person INTEGER NOT NULL REFERENCES person (row),
  decision TEXT NOT NULL,
  result INTEGER REFERENCES annotation (row),
  reason ANY NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted INTEGER NOT NULL
) STRICT;
CREATE INDEX verdict_by_annotation ON verdict (annotation) WHERE deleted = 0;
CREATE INDEX verdict_by_result ON verdict (result) WHERE deleted = 0 AND result IS NOT NULL;

-- What reviewers decided on relations; result is the relation that stands for the judged one, between what stands for its ends.
-- Columns in another order than a verdict's, by which recovery tells their rows apart.
CREATE TABLE relation_verdict (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  decision TEXT NOT NULL,
  relation INTEGER NOT NULL REFERENCES relation (row),
  person INTEGER NOT NULL REFERENCES person (row),
  result INTEGER REFERENCES relation (row),
  reason ANY NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted INTEGER NOT NULL
) STRICT;
CREATE INDEX relation_verdict_by_relation ON relation_verdict (relation) WHERE deleted = 0;
CREATE INDEX relation_verdict_by_result ON relation_verdict (result) WHERE deleted = 0 AND result IS NOT NULL;

-- Who is to code which document.
CREATE TABLE assignment (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  document INTEGER NOT NULL REFERENCES document (row),
  person INTEGER NOT NULL REFERENCES person (row),
  deleted INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX assignment_by_document ON assignment (document, person) WHERE deleted = 0;

-- How many annotations (not deleted) stand in a document by code, person, status and version of the code; kept by the
-- write door. Row number 0 stands for all: (document, 0, 0, 0, 0) is a document's sum, (0, code, 0, 0, 0) a code's and
-- (0, 0, 0, 0, 0) that of the project, these two over documents that are not deleted.
CREATE TABLE tally (
  document INTEGER NOT NULL,
  code INTEGER NOT NULL,
  person INTEGER NOT NULL,
  status INTEGER NOT NULL,
  code_version INTEGER NOT NULL,
  annotations INTEGER NOT NULL,
  PRIMARY KEY (document, code, person, status, code_version)
) STRICT, WITHOUT ROWID;
-- How many relations of a code there are to see: neither they nor their ends nor the documents of these are deleted.
-- Row number 0 stands for all codes.
CREATE TABLE relation_tally (
  code INTEGER NOT NULL PRIMARY KEY,
  relations INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- How many annotations, not deleted and in documents not deleted, are linked to an entity.
CREATE TABLE mention_tally (
  entity INTEGER NOT NULL PRIMARY KEY,
  mentions INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Threads on annotations that go on and are not resolved, by the first comment's row; kept by the write door.
CREATE TABLE open_thread (
  document INTEGER NOT NULL,
  annotation INTEGER NOT NULL,
  comment INTEGER NOT NULL,
  PRIMARY KEY (document, annotation, comment)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX open_thread_by_comment ON open_thread (comment);
CREATE TABLE total (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO total (name, value) VALUES ('textLength', 0);

-- A replica is one single-writer sequence of actions: this file on this machine, until it is copied or restored.
CREATE TABLE replica (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  machine_id TEXT NOT NULL,
  file_identity TEXT NOT NULL,
  created_at TEXT NOT NULL,
  -- the place from which its chain of hashes is whole: 1, or later in a recovered file
  intact_from INTEGER NOT NULL
) STRICT;

CREATE TABLE action (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  subject ANY NOT NULL,
  person_id TEXT NOT NULL,
  replica INTEGER NOT NULL REFERENCES replica (row),
  replica_seq INTEGER NOT NULL,
  clock TEXT NOT NULL,
  at TEXT NOT NULL,
  group_id TEXT NOT NULL,
  reverses TEXT,
  change_count INTEGER NOT NULL,
  touched TEXT NOT NULL,
  hash TEXT NOT NULL,
  -- the place of the merge that took it in from another file; null where it was done in this one
  merged_by INTEGER,
  -- how far other sequences are known from here on, as a structure in JSON, where it says so
  knows TEXT,
  UNIQUE (replica, replica_seq)
) STRICT;
CREATE INDEX action_reversing ON action (reverses, clock) WHERE reverses IS NOT NULL;
CREATE INDEX action_learning ON action (seq) WHERE knows IS NOT NULL;
CREATE INDEX action_merged ON action (merged_by) WHERE merged_by IS NOT NULL;

-- One row a merge, by the place of its action. What a merge took in counts for nothing while the merge is undone.
CREATE TABLE merge (
  action INTEGER PRIMARY KEY,
  in_force INTEGER NOT NULL,
  report TEXT NOT NULL
) STRICT;
-- Records that a merge found to be one: from_id is the same as to_id. Kind is one of records, or part (of a definition).
CREATE TABLE alias (
  row INTEGER PRIMARY KEY,
  merge INTEGER NOT NULL,
  kind TEXT NOT NULL,
  from_id TEXT NOT NULL,
  to_id TEXT NOT NULL
) STRICT;

-- The changes of an action, as lines of canonical JSON, many to a row and then compressed (journal/stored-lines.ts).
-- row is the action's place * 2^20 + the place of these lines among the action's.
CREATE TABLE change (
  row INTEGER PRIMARY KEY,
  lines ANY NOT NULL
) STRICT;
-- Which rows of change speak of a record; record is its row * 32 + its kind's place in RECORD_KINDS.
CREATE TABLE change_of (
  record INTEGER NOT NULL,
  change INTEGER NOT NULL,
  PRIMARY KEY (record, change)
) STRICT, WITHOUT ROWID;

-- What undo and redo go through: the actions of a group from the first to the last that joined it. by_action is the
-- undo or redo that was done with it last, null while it has only been done.
CREATE TABLE step (
  first INTEGER PRIMARY KEY REFERENCES action (seq) DEFERRABLE INITIALLY DEFERRED,
  last INTEGER NOT NULL REFERENCES action (seq) DEFERRABLE INITIALLY DEFERRED,
  -- the group where it is one that may go on, else null
  open_group TEXT,
  undone INTEGER NOT NULL,
  by_action INTEGER REFERENCES action (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX step_undone ON step (first) WHERE undone = 1;
CREATE INDEX step_by_group ON step (open_group, first) WHERE open_group IS NOT NULL;
`,
};
