import { GlossatorError } from '../../core/errors.ts';
import type { SqlValue } from '../connection.ts';
import { unpackLines } from '../journal/stored-lines.ts';

/**
 * The tables that hold what cannot be derived, by the shape of their rows: so a row is known for what it is even where
 * the schema or the way to its page is lost.
 * Letters: k the row number, u an id, v an id or nothing, h a SHA-256, i an integer, ? an integer or nothing, r a number, t text,
 * a text as text-value.ts packs it, n the same or nothing, b bytes, j JSON, l lines of the journal.
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
  shape('project', 'row id name created_at', 'kuat'),
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
    'row id text title source author date language fields file_name created_at updated_at deleted',
    'kuiaaaaajatti',
  ),
  shape(
    'code',
    'row id name parent colour key description position created_at updated_at deleted',
    'kua?inartti',
  ),
  shape(
    'annotation',
    'row id document person code start end extent_class spans note created_at updated_at deleted',
    'kuiiiiiijatti',
  ),
  shape('replica', 'row id machine_id file_identity created_at intact_from', 'kuttti'),
  shape(
    'action',
    'seq id type subject person_id replica replica_seq clock at group_id reverses change_count touched hash',
    'kutatiitttnijh',
  ),
  shape('change', 'row lines', 'kl'),
  shape('step', 'first last open_group undone by_action', 'kivi?'),
];

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SHA256 = /^[0-9a-f]{64}$/;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Letters within it were overwritten.
    return false;
  }
}

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
