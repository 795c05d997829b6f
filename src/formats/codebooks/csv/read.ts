import { parse } from 'csv-parse/sync';
import type { AttributeDefinition } from '../../../core/attribute/attribute.ts';
import { CODE_KINDS, type CodeKind, PLAIN_CODE, type RelationEnds } from '../../../core/codebook/code.ts';
import { leastUsedColour } from '../../../core/codebook/colours.ts';
import type { Warning } from '../../../core/errors.ts';
import { type Id, newId } from '../../../core/ids.ts';
import { formatCodePath, parseCodePath } from '../../annotations/code-path.ts';
import { undefused } from '../../annotations/csv/cell.ts';
import { decodeBytes } from '../../documents/encoding/decode.ts';
import { detectEncoding } from '../../documents/encoding/detect.ts';
import {
  CODEBOOK_CODES_LIMIT,
  CODEBOOK_DEPTH_LIMIT,
  type CodebookCode,
  tooLarge,
  unreadable,
} from '../codebook.ts';
import { colourNamed, nearestColour } from '../colour-value.ts';
import { idOfGuid } from '../guid.ts';
import { type StatedCode, settled } from '../settle.ts';
import { parseAttributeLine } from './attribute-line.ts';
import { COLUMNS, type Column } from './columns.ts';
import { pathsByParent, qualcoderList } from './foreign-table.ts';

type Cells = Readonly<Record<Column, string>> & { readonly line: number };

/** What others call our columns. */
const ALIASES: Readonly<Record<string, Column>> = {
  code: 'path',
  name: 'path',
  tag: 'path',
  color: 'colour',
  definition: 'description',
  memo: 'description',
};

/** What tells a table of Taguette, in which names mean themselves. */
const PARENT = 'parent';
/** Its counts, which say nothing of a codebook. */
const COUNTS = 'number_of_highlights';

interface Table {
  readonly rows: readonly Cells[];
  readonly unknown: readonly string[];
}

function parsed(
  text: string,
): readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[] {
  const head = text.slice(0, text.search(/[\n\r]/) < 0 ? text.length : text.search(/[\n\r]/));
  // Spreadsheets of many countries write semicolons; the first line has none of the others.
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: head.split(delimiter).length }));
  const { delimiter } = counts.reduce((best, each) => (each.count > best.count ? each : best));
  try {
    return parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      relax_quotes: true,
      to: CODEBOOK_CODES_LIMIT + 2,
    }) as never;
  } catch (thrown) {
    const line =
      thrown instanceof Error && 'lines' in thrown && typeof thrown.lines === 'number' ? thrown.lines : 1;
    throw unreadable(
      `The file is no CSV: ${thrown instanceof Error ? thrown.message : ''}`,
      { line },
      thrown,
    );
  }
}

const EMPTY = Object.fromEntries(COLUMNS.map((column) => [column, ''])) as Record<Column, string>;

function tableOf(text: string): Table {
  const [header, ...records] = parsed(text);
  const names = (header?.record ?? []).map((name) => name.trim().toLowerCase().replace(/[ -]+/g, '_'));
  const own = names.map((name) => COLUMNS.find((column) => column === name));
  const columnOf = names.map((name, at) => {
    const alias = ALIASES[name];
    return own[at] ?? (alias && !own.includes(alias) ? alias : undefined);
  });
  if (!columnOf.includes('path')) {
    const list = qualcoderList(text);
    if (list) return { rows: list.map((row) => ({ ...EMPTY, ...row })), unknown: [] };
    throw unreadable('The first line of the table names no column ‘path’ (or ‘code’, or ‘name’).', {
      line: 1,
    });
  }
  if (records.length > CODEBOOK_CODES_LIMIT) throw tooLarge(`more than ${CODEBOOK_CODES_LIMIT} codes`);
  const rows = records.map(({ record, info }) => {
    const cells: Record<string, string> = { ...EMPTY };
    for (const [at, column] of columnOf.entries()) {
      const cell = record[at];
      if (column && cell !== undefined && cells[column] === '') cells[column] = undefused(cell);
    }
    return { ...cells, line: info.lines } as Cells;
  });
  const unknown = names.filter((name, at) => name !== '' && !columnOf[at]);
  const parent = names.indexOf(PARENT);
  if (parent < 0 && !names.includes('tag')) return { rows, unknown };
  const paths = pathsByParent(
    rows.map(({ path }, at) => ({
      name: path.trim(),
      parent: undefused(records[at]?.record[parent] ?? '').trim(),
    })),
  );
  return {
    rows: rows.map((row, at) => ({ ...row, path: paths[at] ?? '' })),
    unknown: unknown.filter((name) => name !== PARENT && name !== COUNTS),
  };
}

/** Paths are one where they differ in nothing but case. */
function pathKey(path: readonly string[]): string {
  return formatCodePath(path.map((name) => name.trim().normalize('NFC'))).toLocaleLowerCase();
}

class CsvCodebook {
  readonly codes: StatedCode[] = [];
  readonly #byPath = new Map<string, Id>();
  readonly #places = new Map<Id, number>();
  /** codes above others that no row has named so far */
  readonly #implied = new Set<Id>();
  readonly #warnings: Warning[];

  constructor(warnings: Warning[]) {
    this.#warnings = warnings;
  }

  warn(line: number, field: string, message: string): void {
    this.#warnings.push({ code: 'record-malformed', message, place: { recordKind: 'code', line, field } });
  }

  /** The row's code, without what refers to other codes; above it, those that no row has named. */
  take(cells: Cells): void {
    const path = parseCodePath(cells.path);
    if (path.every((name) => name === '')) {
      this.warn(cells.line, 'path', `Row ${cells.line} names no code; it was left out.`);
      return;
    }
    if (path.length > CODEBOOK_DEPTH_LIMIT) throw tooLarge(`more than ${CODEBOOK_DEPTH_LIMIT} levels`);
    const known = this.#byPath.get(pathKey(path));
    if (known !== undefined && !this.#implied.delete(known)) {
      this.warn(cells.line, 'path', `‘${cells.path}’ is there twice; the row ${cells.line} was left out.`);
      return;
    }
    const kind = this.#kind(cells);
    const parentId = path.length > 1 ? this.#above(path.slice(0, -1), kind) : null;
    // What an earlier row stands under keeps the id that it was given there.
    const id = known ?? idOfGuid(cells.id) ?? newId();
    this.#byPath.set(pathKey(path), id);
    this.#add({
      id,
      name: path.at(-1) ?? '',
      kind,
      parentId,
      colour: this.#colour(cells),
      key: cells.key.trim() === '' ? null : cells.key.trim(),
      description: cells.description,
      attributes: this.#attributes(cells),
    });
  }

  #add(code: Pick<StatedCode, 'id' | 'name' | 'parentId'> & Partial<StatedCode>): void {
    const plain = { ...PLAIN_CODE, colour: 0, key: null, description: '', position: this.codes.length };
    const there = this.#places.get(code.id);
    if (there !== undefined && this.codes[there]?.name === code.name)
      this.codes[there] = { ...plain, ...code };
    else {
      this.#places.set(code.id, this.codes.length);
      this.codes.push({ ...plain, ...code });
    }
  }

  #above(path: readonly string[], kind: CodeKind): Id {
    const there = this.#byPath.get(pathKey(path));
    if (there !== undefined) return there;
    const parentId = path.length > 1 ? this.#above(path.slice(0, -1), kind) : null;
    const id = newId();
    this.#byPath.set(pathKey(path), id);
    this.#implied.add(id);
    this.#add({ id, name: path.at(-1) ?? '', kind, parentId, colour: leastUsedColour(this.codes) });
    return id;
  }

  #kind(cells: Cells): CodeKind {
    const wanted = cells.kind.trim().toLowerCase();
    const kind = CODE_KINDS.find((each) => each === wanted);
    if (!kind && wanted !== '') {
      this.warn(
        cells.line,
        'kind',
        `‘${cells.kind}’ is no kind of code; ‘${cells.path}’ is one for passages now.`,
      );
    }
    return kind ?? 'span';
  }

  #colour(cells: Cells): number {
    const colour = colourNamed(cells.colour) ?? nearestColour(cells.colour);
    if (colour === null && cells.colour.trim() !== '') {
      this.warn(
        cells.line,
        'colour',
        `‘${cells.colour}’ is no colour that codes can have; ‘${cells.path}’ has another.`,
      );
    }
    return colour ?? leastUsedColour(this.codes);
  }

  #attributes(cells: Cells): readonly AttributeDefinition[] {
    return cells.attributes.split(/\r?\n/).flatMap((line) => {
      if (line.trim() === '') return [];
      const attribute = parseAttributeLine(line);
      if (attribute) return [attribute];
      this.warn(
        cells.line,
        'attributes',
        `‘${line.trim()}’ is no attribute; it was left out of ‘${cells.path}’.`,
      );
      return [];
    });
  }

  #ids(cells: Cells, column: 'other_places' | 'ends_from' | 'ends_to'): readonly Id[] {
    return cells[column].split(/\r?\n/).flatMap((line) => {
      if (line.trim() === '') return [];
      const id = this.#byPath.get(pathKey(parseCodePath(line)));
      if (id !== undefined) return [id];
      this.warn(cells.line, column, `There is no code ‘${line.trim()}’ that ‘${cells.path}’ refers to.`);
      return [];
    });
  }

  /** What the row says of other codes, once all are known. */
  connect(cells: Cells): void {
    const at = this.#places.get(this.#byPath.get(pathKey(parseCodePath(cells.path))) ?? '');
    const code = at === undefined ? undefined : this.codes[at];
    if (!code || at === undefined) return;
    const otherParentIds = this.#ids(cells, 'other_places');
    const stated: RelationEnds = {
      from: this.#ids(cells, 'ends_from'),
      to: this.#ids(cells, 'ends_to'),
      directed: !/^(?:no|false|0)$/i.test(cells.directed.trim()),
    };
    const hasEnds = code.kind === 'relation' || stated.from.length > 0 || stated.to.length > 0;
    this.codes[at] = { ...code, otherParentIds, ends: hasEnds ? stated : null };
  }
}

/**
 * A codebook from a table: comma, semicolon or tab, any common encoding. Only a column of paths (or names) is needed. Raises
 * `codebook-unreadable`, `file-too-large`.
 */
export function readCsv(bytes: Uint8Array, warnings: Warning[]): readonly CodebookCode[] {
  const { text } = decodeBytes(bytes, detectEncoding(bytes).encoding);
  const { rows, unknown } = tableOf(text);
  const book = new CsvCodebook(warnings);
  for (const name of unknown) book.warn(1, name, `The column ‘${name}’ is not known; it was passed over.`);
  for (const row of rows) book.take(row);
  const connected = rows.filter(
    (row) => row.other_places !== '' || row.ends_from !== '' || row.ends_to !== '' || row.directed !== '',
  );
  for (const row of connected) book.connect(row);
  return settled(book.codes, warnings);
}
