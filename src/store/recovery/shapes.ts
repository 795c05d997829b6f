import { ANNOTATION_STATUSES } from '../../core/annotation/annotation.ts';
import { CODE_KINDS } from '../../core/codebook/code.ts';
import { COMMENTED_KINDS, MEMO_KINDS } from '../../core/discussion/discussion.ts';
import { GlossatorError } from '../../core/errors.ts';
import { DOCUMENT_STATUSES } from '../../core/project/records.ts';
import { VERDICT_DECISIONS } from '../../core/review/verdict.ts';
import type { SqlValue } from '../connection.ts';
import { unpackLines } from '../journal/stored-lines.ts';
import { areAttributeValues } from '../rows/attributes.ts';

/**
 * The tables that hold what cannot be derived, by the shape of their rows: so a row is known for what it is even where
 * the schema or the way to its page is lost.
 * Letters: k the row number, u an id, v an id or nothing, h a SHA-256, i an integer, ? an integer or nothing, r a number, t text,
 * a text as text-value.ts packs it, n the same or nothing, b bytes, j a structure in JSON, J the same or nothing, A values of
 * attributes in JSON, l lines of the journal; K a kind of code, C of record with comments, M with memos, P a document's
 * status, V a verdict's decision, S the place of an annotation's status.
 */
export interface TableShape {
  readonly table: string;
  readonly columns: readonly string[];
  readonly types: string;
}

function shape(table: string, columns: string, types: string): TableShape {
  return { table, columns: columns.split(' '), types };
}

/** As migration 10 makes them; a test compares them with the schema. */
export const SHAPES: readonly TableShape[] = [
  shape('project', 'row id name document_fields blind created_at', 'kuajit'),
  shape('person', 'row id name colour deleted', 'kuaii'),
  shape('source', 'row sha256 length', 'khi'),
  shape('source_part', 'source seq bytes', 'iib'),
  shape(
    'text',
    'row id sha256 structure_sha256 length code_points block_count chunk_count source media_type encoding format',
    'kuhhiiiiittt',
  ),
  shape('text_chunk', 'row text seq start end first_block block_count line_estimate', 'kiiiiiii'),
  shape('chunk_content', 'chunk text seq start content structure', 'kiiiaj'),
  shape(
    'document',
    'row id text title source author date language fields file_name attributes created_at updated_at deleted',
    'kuiaaaaajaAtti',
  ),
  shape(
    'code',
    'row id name kind parent other_parents colour key description attributes ends version position created_at updated_at deleted',
    'kuaK?jinajJirtti',
  ),
  shape(
    'entity',
    'row id name kind aliases identifiers description created_at updated_at deleted',
    'kuaajjatti',
  ),
  shape(
    'annotation',
    'row id document person code code_version start end extent_class spans attributes status entity note created_at updated_at deleted lost',
    'kuiiiiiiijAS?attii',
  ),
  shape(
    'relation',
    'row id person code code_version from_annotation to_annotation attributes note created_at updated_at deleted',
    'kuiiiiiAatti',
  ),
  shape(
    'document_code',
    'row id document person code code_version attributes created_at updated_at deleted',
    'kuiiiiAtti',
  ),
  shape(
    'comment',
    'row id target_kind target_id thread_id person body resolved created_at updated_at deleted',
    'kuCuuiaitti',
  ),
  shape('memo', 'row id target_kind target_id person title body created_at updated_at deleted', 'kuMuiaatti'),
  shape('progress', 'row id document person status updated_at deleted', 'kuiiPti'),
  shape(
    'verdict',
    'row id annotation person decision result reason created_at updated_at deleted',
    'kuiiV?atti',
  ),
  shape(
    'relation_verdict',
    'row id decision relation person result reason created_at updated_at deleted',
    'kuVii?atti',
  ),
  shape('assignment', 'row id document person deleted created_at updated_at', 'kuiiitt'),
  shape('replica', 'row id machine_id file_identity created_at intact_from', 'kuttti'),
  shape(
    'action',
    'seq id type subject person_id replica replica_seq clock at group_id reverses change_count touched hash merged_by knows',
    'kutatiitttnijh?J',
  ),
  shape('change', 'row lines', 'kl'),
  shape('merge', 'action in_force report', 'kij'),
  shape('alias', 'row merge kind from_id to_id', 'kituu'),
  shape('step', 'first last open_group undone by_action', 'kivi?'),
];

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SHA256 = /^[0-9a-f]{64}$/;

/** What JSON says; undefined where letters within it were overwritten. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isJson(text: string): boolean {
  return parsed(text) !== undefined;
}

const WORDS: Readonly<Record<string, readonly string[]>> = {
  K: CODE_KINDS,
  C: COMMENTED_KINDS,
  M: MEMO_KINDS,
  P: DOCUMENT_STATUSES,
  V: VERDICT_DECISIONS,
};

function isLines(value: SqlValue): boolean {
  if (typeof value === 'number' || value === null) return false;
  try {
    const lines = unpackLines(value);
    return lines.startsWith('{"after":') && lines.split('\n').every(isJson);
  } catch (thrown) {
    if (thrown instanceof GlossatorError) return false;
    throw thrown;
  }
}

function fits(value: SqlValue, type: string): boolean {
  switch (type) {
    case 'k':
      return value === null;
    case 'u':
      return typeof value === 'string' && ID.test(value);
    case 'v':
      return value === null || (typeof value === 'string' && ID.test(value));
    case 'h':
      return typeof value === 'string' && SHA256.test(value);
    case 'i':
      return Number.isSafeInteger(value);
    case '?':
      return value === null || Number.isSafeInteger(value);
    case 'r':
      return typeof value === 'number';
    case 't':
      return typeof value === 'string';
    case 'j':
      return typeof value === 'string' && /^[[{]/.test(value) && isJson(value);
    case 'J':
      return value === null || fits(value, 'j');
    case 'A':
      return typeof value === 'string' && areAttributeValues(parsed(value));
    case 'S':
      return typeof value === 'number' && value in ANNOTATION_STATUSES;
    case 'K':
    case 'C':
    case 'M':
    case 'P':
    case 'V':
      return typeof value === 'string' && (WORDS[type]?.includes(value) ?? false);
    case 'l':
      return isLines(value);
    case 'a':
      return typeof value === 'string' || value instanceof Uint8Array;
    case 'n':
      return value === null || typeof value === 'string' || value instanceof Uint8Array;
    default:
      return value instanceof Uint8Array;
  }
}

/** The table that a row is of, by its shape; undefined where it is of none, or could be of two. */
export function shapeOf(values: readonly SqlValue[]): TableShape | undefined {
  const fitting = SHAPES.filter(
    ({ types }) => types.length === values.length && values.every((value, i) => fits(value, types[i] ?? '')),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}
