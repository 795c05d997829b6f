import { GlossatorError } from '../../../core/errors.ts';
import {
  type ForeignDatabase,
  GroupedRows,
  integerIn,
  isDatabase,
  type Row,
  textIn,
} from '../foreign/database.ts';
import { Unheld } from '../foreign/problem.ts';
import { isBeside } from '../foreign/recognise.ts';
import type { Bundle, BundleFile, ForeignDocument, ForeignItem, ForeignReader } from '../foreign/types.ts';
import { SourceText } from '../refi-qda/positions.ts';
import { Cases } from './cases.ts';
import { codesOf } from './codebook.ts';
import { annotationsOf } from './passages.ts';

const NAME = /(?:^|\/)data\.qda$/i;
const TABLES = ['project', 'source', 'code_name', 'code_text'];

/** The database of a project folder, or a lone one; undefined where there are several, or other things beside the project. */
function databaseFile({ files }: Bundle): BundleFile | undefined {
  const named = files.filter(({ path }) => NAME.test(path));
  const [file] = named.length > 0 ? named : files.filter(({ path }) => !/-(?:wal|journal)$/.test(path));
  if (!file || named.length > 1 || (named.length === 0 && files.length > 3)) return undefined;
  const folder = file.path.replace(NAME, '');
  const within = folder === '' ? '' : `${folder}/`;
  return files.every(({ path }) => isBeside(path) || path.startsWith(within)) ? file : undefined;
}

function codePointsIn(text: string): number {
  let pairs = 0;
  for (const _ of text.matchAll(/[\u{10000}-\u{10FFFF}]/gu)) pairs += 1;
  return text.length - pairs;
}

class ProjectReader {
  readonly #database: ForeignDatabase;
  readonly #path: string;
  readonly #name: string;
  readonly #unheld = new Unheld();

  constructor(database: ForeignDatabase, path: string, name: string) {
    this.#database = database;
    this.#path = path;
    this.#name = name;
  }

  *items(): Generator<ForeignItem> {
    const { paths, items } = codesOf(this.#database, this.#path);
    yield* items;
    const cases = new Cases(this.#database, this.#unheld);
    const codings = this.#grouped('code_text', [
      'ctid',
      'cid',
      'fid',
      'seltext',
      'pos0',
      'pos1',
      'owner',
      'date',
      'memo',
      'important',
    ]);
    const annotations = this.#grouped('annotation', ['anid', 'fid', 'pos0', 'pos1', 'memo', 'owner', 'date']);
    for (const id of this.#sources()) {
      const columns = ['name', 'fulltext', 'memo', 'owner'];
      const [row] = this.#database.rows('source', { columns, where: { column: 'id', equals: id } });
      if (!row) continue;
      const text = textIn(row, 'fulltext');
      if (text === '') {
        this.#unheld.add('pictures, recordings and PDF files without a text');
        continue;
      }
      const source = new SourceText(text);
      const { fields, passages } = cases.of(id, codePointsIn(text));
      const rows = { codings: codings.of(id), annotations: annotations.of(id), cases: passages };
      const made = annotationsOf(source, rows, paths, this.#unheld);
      yield* this.#document(id, row, source, fields, made);
    }
    codings.end();
    annotations.end();
    this.#unheld.add(
      'codings and notes in texts that are gone',
      undefined,
      codings.passed + annotations.passed,
    );
    yield* this.#memos();
    this.#countOthers();
    yield* this.#unheld.items(this.#path);
  }

  #grouped(table: string, columns: readonly string[]): GroupedRows {
    return new GroupedRows(this.#database.rows(table, { columns, orderBy: ['fid', 'pos0', 'pos1'] }), 'fid');
  }

  #sources(): readonly number[] {
    const ids: number[] = [];
    for (const row of this.#database.rows('source', { columns: ['id'] })) {
      const id = integerIn(row, 'id');
      if (id !== null) ids.push(id);
    }
    return ids.sort((a, b) => a - b);
  }

  *#document(
    id: number,
    row: Row,
    source: SourceText,
    fields: ForeignDocument['metadata']['fields'],
    annotations: ForeignDocument['annotations'],
  ): Generator<ForeignItem> {
    const title = textIn(row, 'name').trim() || 'Untitled';
    const key = `${this.#name}/${id}/${title}`;
    yield {
      kind: 'document',
      document: {
        key,
        metadata: { title, ...(fields && Object.keys(fields).length > 0 ? { fields } : {}) },
        structured: source.file.structured(),
        original: {
          bytes: new TextEncoder().encode(source.raw),
          mediaType: 'text/plain',
          encoding: 'utf-8',
        },
        annotations,
        relations: [],
      },
    };
    const [memo, person] = [textIn(row, 'memo'), textIn(row, 'owner').trim()];
    if (memo.trim() !== '') {
      const by = person === '' ? {} : { person };
      yield { kind: 'memo', on: 'document', target: key, title: 'Memo', body: memo, ...by };
    }
  }

  *#memos(): Generator<ForeignItem> {
    for (const row of this.#database.rows('project', { columns: ['memo'] })) {
      const body = textIn(row, 'memo');
      if (body.trim() !== '') yield { kind: 'memo', on: 'project', title: 'Memo', body };
    }
    for (const row of this.#database.rows('journal', { columns: ['name', 'jentry', 'owner'] })) {
      const [title, body] = [textIn(row, 'name').trim() || 'Journal', textIn(row, 'jentry')];
      const person = textIn(row, 'owner').trim();
      const by = person === '' ? {} : { person };
      if (body.trim() !== '') yield { kind: 'memo', on: 'project', title, body, ...by };
    }
  }

  #countOthers(): void {
    const others = {
      code_image: 'codings in pictures',
      code_av: 'codings in sound and film',
      ris: 'lines of references',
    };
    for (const [table, what] of Object.entries(others)) {
      const [column] = this.#database.tables.get(table) ?? [];
      if (column === undefined) continue;
      let count = 0;
      for (const _ of this.#database.rows(table, { columns: [column] })) count += 1;
      this.#unheld.add(what, undefined, count);
    }
  }
}

/**
 * Projects of QualCoder: the folder `NAME.qda`, or its database `data.qda`, of versions 1 to 17 of the database
 * (https://github.com/ccbogel/QualCoder/wiki, SQLite data structure).
 */
export const qualcoderReader: ForeignReader = {
  format: 'qualcoder',
  title: 'QualCoder project',
  companions: (name) => [`${name}-wal`, `${name}-journal`],
  async recognise(bundle) {
    const file = databaseFile(bundle);
    if (!file) return 0;
    const head = await file.head();
    if (!isDatabase(head)) return 0;
    // A damaged one is known by its name, so that reading says what is wrong with it.
    const isNamed = NAME.test(file.path);
    try {
      const { tables } = await file.database();
      return TABLES.every((name) => tables.has(name)) ? 0.99 : 0;
    } catch (thrown) {
      if (!(thrown instanceof GlossatorError)) throw thrown;
      return isNamed || /code_text/.test(Buffer.from(head).toString('latin1')) ? 0.95 : 0;
    }
  },
  async *read(bundle) {
    const file = databaseFile(bundle);
    if (!file) {
      throw new GlossatorError('record-malformed', 'There is no database (data.qda) in it.', {
        place: { path: bundle.name },
        remedy: 'Choose the folder whose name ends in .qda.',
      });
    }
    const database = await file.database();
    const missing = TABLES.filter((name) => !database.tables.has(name));
    if (missing.length > 0) {
      throw new GlossatorError(
        'record-malformed',
        `The database is none of QualCoder’s: it has no table ‘${missing[0]}’.`,
        { place: { path: file.path } },
      );
    }
    yield* new ProjectReader(database, file.path, bundle.name).items();
  },
};
