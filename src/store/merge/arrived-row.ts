import type { Id } from '../../core/ids.ts';
import type { Connection, SqlValue } from '../connection.ts';
import { unpackedUtf8 } from '../journal/stored-lines.ts';
import { damagedContent } from '../rows/stored-json.ts';

const NEWLINE = 0x0a;

/** How a line ends that tells the making of an annotation, in canonical JSON, and where its id is in that. */
const MAKING = /^,"before":null,"id":"[0-9a-f-]{36}","kind":"annotation"\}$/;
const ID_FROM = ',"before":null,"id":"'.length;
const MAKING_LENGTH = ',"before":null,"id":"","kind":"annotation"}'.length + 36;

/** The annotations that these lines make, one each and in their order; undefined where they tell anything else besides. */
function annotationsMade(utf8: Buffer): readonly Id[] | undefined {
  const ids: Id[] = [];
  for (let from = 0; from <= utf8.length; ) {
    const newline = utf8.indexOf(NEWLINE, from);
    const end = newline === -1 ? utf8.length : newline;
    const ending = utf8.toString('latin1', Math.max(from, end - MAKING_LENGTH), end);
    if (!MAKING.test(ending)) return undefined;
    ids.push(ending.slice(ID_FROM, ID_FROM + 36));
    from = end + 1;
  }
  return ids;
}

/** Lines as they are stored, and in UTF-8. */
export interface ArrivedContent {
  readonly stored: SqlValue;
  readonly utf8: Buffer;
}

/** A row of the other file's journal that is to come in. */
export class ArrivedRow {
  /** its number there */
  readonly row: number;
  /** the annotations that its lines make, one each; undefined where they tell anything else besides */
  readonly makes: readonly Id[] | undefined;
  readonly #connection: Connection;
  readonly #kept: ArrivedContent | undefined;

  /** `content` are its lines, which stay in memory where `keep` is set. */
  constructor(connection: Connection, row: number, content: ArrivedContent, keep: boolean) {
    this.#connection = connection;
    this.row = row;
    this.makes = annotationsMade(content.utf8);
    this.#kept = keep ? content : undefined;
  }

  /** The lines as they are stored. */
  get stored(): SqlValue {
    if (this.#kept) return this.#kept.stored;
    const found = this.#connection
      .prepare<{ lines: SqlValue }>('SELECT lines FROM change WHERE row = ?')
      .get(this.row);
    if (!found) throw damagedContent('a part of the journal is missing');
    return found.lines;
  }

  get utf8(): Buffer {
    return this.#kept?.utf8 ?? unpackedUtf8(this.stored);
  }
}
