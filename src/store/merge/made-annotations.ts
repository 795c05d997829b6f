import { isAscii, isUtf8 } from 'node:buffer';
import type { Id } from '../../core/ids.ts';
import type { FieldValue } from '../../core/journal/action.ts';
import type { SqlValue } from '../connection.ts';
import type { NewRow } from '../journal/new-rows.ts';
import type { Column } from '../rows/column.ts';
import { extentClass } from '../rows/extent.ts';
import type { Identities } from '../rows/identities.ts';
import { recordTables } from '../rows/record-table.ts';
import { checkedSpans, spansColumn } from '../rows/spans.ts';
import { storedJson } from '../rows/stored-json.ts';
import { type Aliases, isAliased } from './aliases.ts';
import type { Quoted } from './anchoring.ts';

/**
 * Canonical JSON of a string, in bytes of UTF-8, with nothing but the escapes that it has to have. One that holds a lone surrogate is not
 * among these.
 */
const STRING =
  '"[^"\\\\\\x00-\\x1f]*(?:\\\\(?:["\\\\bfnrt]|u00(?:0[0-7bef]|1[0-9a-f]))[^"\\\\\\x00-\\x1f]*)*"';
const OFFSET = '(?:0|[1-9][0-9]{0,9})';
const SPAN = `\\{"end":${OFFSET},"prefix":${STRING},"quote":${STRING},"start":${OFFSET},"suffix":${STRING}\\}`;
/** With the first one's end, prefix, quote and start, and with all after it. */
const SPANS = `(\\[\\{"end":(${OFFSET}),"prefix":(${STRING}),"quote":(${STRING}),"start":(${OFFSET}),"suffix":${STRING}\\}((?:,${SPAN})*)\\])`;
/** Of any other field: it is read, and compared with what would be written of it. */
const VALUE = `(${STRING}|\\{[^{}]*\\}|[a-z0-9.+-]+)`;
/** What is deleted or without a place is decided like any other record. */
const PRESENT = '(false)';

const { columns } = recordTables.annotation;
const spansAt = columns.indexOf(spansColumn);
/** In a new row: the id is before all columns. */
const documentAt = 1 + columns.findIndex(({ field }) => field === 'documentId');

function patternOf({ field }: Column): string {
  return `"${field}":${field === 'deleted' || field === 'lost' ? PRESENT : VALUE}`;
}

/** A line that tells the making of an annotation: what stands before its spans as a whole is the first group. */
const LINE = new RegExp(
  `(\\{"after":\\{${columns.slice(0, spansAt).map(patternOf).join(',')},"spans":)${SPANS},` +
    `${columns
      .slice(spansAt + 1)
      .map(patternOf)
      .join(',')}\\},"before":null,"id":"([0-9a-f-]{36})","kind":"annotation"\\}(?:\\n|$)`,
  'y',
);

/** Places of groups in LINE: 1 is what stands before the spans, then the fields before them. */
const SPANS_GROUP = 2 + spansAt;
const LATER_GROUP = SPANS_GROUP + 6;
const ID_GROUP = LATER_GROUP + columns.length - spansAt - 1;

const BEFORE_PREFIX = '[{"end":,"prefix":'.length;
const BEFORE_QUOTE = ',"quote":'.length;

/** Values that many annotations have are read once. */
const REMEMBERED_LIMIT = 4_096;

/** What reading them needs to know of the project. */
export interface MadeContext {
  readonly identities: Identities;
  readonly aliases: Aliases;
  /** whether these spans stand in the present text of a document, given by its row, that is not deleted */
  stands(document: number, spans: readonly Quoted[]): boolean;
}

/**
 * Reads annotations from the lines of the journal that tell their making, in bytes and without making records of them first, which is
 * what most of a large merge would be. Only what is to stand here just as it arrived, and is told in canonical JSON to the letter, is
 * read; all else is left to be decided record by record.
 */
export class MadeAnnotations {
  readonly #context: MadeContext;
  readonly #remembered = columns.map(() => ({
    last: { json: '', value: undefined as SqlValue | undefined },
    values: new Map<string, SqlValue | undefined>(),
  }));

  constructor(context: MadeContext) {
    this.#context = context;
  }

  /**
   * The row that each line is to become, undefined where it is not such a line; `ids` are the annotations that they speak of. Raises
   * `record-unknown-reference`.
   */
  read(utf8: Buffer, ids: readonly Id[]): readonly (NewRow | undefined)[] {
    const rows: (NewRow | undefined)[] = ids.map(() => undefined);
    if (!isUtf8(utf8)) return rows;
    const plain = isAscii(utf8);
    // A character a byte, so that places in it are places in the bytes.
    const bytes = utf8.toString('latin1');
    let from = 0;
    for (const [i, id] of ids.entries()) {
      LINE.lastIndex = from;
      const match = LINE.exec(bytes);
      if (match?.[ID_GROUP] === id) rows[i] = this.#rowOf(id, match, from, utf8, plain);
      from = match ? LINE.lastIndex : bytes.indexOf('\n', from) + 1;
      if (from === 0) break;
    }
    return rows;
  }

  #rowOf(id: Id, match: RegExpExecArray, from: number, utf8: Buffer, plain: boolean): NewRow | undefined {
    const spansFrom = from + (match[1]?.length ?? 0);
    const spans = quotedSpans(match, utf8, spansFrom);
    const [first] = spans;
    const last = spans[spans.length - 1];
    if (!first || !last) return undefined;
    const row: SqlValue[] = [id];
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i];
      if (!column) return undefined;
      if (i === spansAt) {
        const json = match[SPANS_GROUP] ?? '';
        row.push(plain ? json : utf8.subarray(spansFrom, spansFrom + json.length));
        row.push(first.start, last.end, extentClass(last.end - first.start));
        continue;
      }
      const value = this.#valueOf(
        column,
        i,
        match[i < spansAt ? 2 + i : LATER_GROUP + i - spansAt - 1] ?? '',
      );
      if (value === undefined) return undefined;
      row.push(value);
    }
    const document = row[documentAt];
    return typeof document === 'number' && this.#context.stands(document, spans) ? row : undefined;
  }

  /** What the column holds for this value; undefined where it is not what would be written of it. */
  #valueOf(column: Column, at: number, json: string): SqlValue | undefined {
    const remembered = this.#remembered[at];
    if (!remembered) return undefined;
    const { last, values } = remembered;
    if (last.json === json) return last.value;
    let value = values.get(json);
    if (value === undefined && !values.has(json)) {
      value = this.#read(column, json);
      if (values.size >= REMEMBERED_LIMIT) values.clear();
      // A string of its own, since a part of the line would keep all of it in memory.
      values.set(Buffer.from(json, 'latin1').toString('latin1'), value);
    }
    last.json = json;
    last.value = value;
    return value;
  }

  #read(column: Column, json: string): SqlValue | undefined {
    const { identities, aliases } = this.#context;
    const text = Buffer.from(json, 'latin1').toString('utf8');
    const value = storedJson<FieldValue>(text, `the field ${column.field} of a record`);
    const { refersTo } = column;
    if (refersTo !== undefined && isAliased(refersTo) && typeof value === 'string') {
      if (aliases.of(refersTo, value) !== value) return undefined;
    }
    if (column.field === 'attributes' && text !== '{}' && aliases.given('part').length > 0) return undefined;
    const encoded = column.encode(value, identities);
    return column.json(value, encoded) === text ? encoded : undefined;
  }
}

/** The spans of a line; `from` is where their JSON begins, in bytes. Raises `invalid-input`. */
function quotedSpans(match: RegExpExecArray, utf8: Buffer, from: number): readonly Quoted[] {
  const end = match[SPANS_GROUP + 1] ?? '';
  const quote = match[SPANS_GROUP + 3] ?? '';
  if (match[SPANS_GROUP + 5] !== '') {
    const json = utf8.toString('utf8', from, from + (match[SPANS_GROUP]?.length ?? 0));
    return checkedSpans(storedJson<FieldValue>(json, 'the spans of an annotation'));
  }
  const quoteFrom = from + BEFORE_PREFIX + end.length + (match[SPANS_GROUP + 2]?.length ?? 0) + BEFORE_QUOTE;
  const inside = utf8.toString('utf8', quoteFrom + 1, quoteFrom + quote.length - 1);
  return [
    {
      start: Number(match[SPANS_GROUP + 4]),
      end: Number(end),
      quote: inside.includes('\\') ? storedJson<string>(`"${inside}"`, 'the spans of an annotation') : inside,
    },
  ];
}
