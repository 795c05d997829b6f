import { GlossatorError } from '../../../core/errors.ts';
import {
  type ForeignDatabase,
  GroupedRows,
  integerIn,
  isDatabase,
  type Row,
  textIn,
} from '../foreign/database.ts';
import { problem, Unheld } from '../foreign/problem.ts';
import type { Bundle, BundleFile, ForeignItem, ForeignReader } from '../foreign/types.ts';
import { annotationsOf, makersOf, type TagPaths, tagsOfHighlights } from './highlights.ts';
import { HtmlText } from './html-text.ts';

const TABLES = ['projects', 'documents', 'highlights', 'tags', 'highlight_tags'];

function databaseFile({ files }: Bundle): BundleFile | undefined {
  const [file, ...others] = files.filter(({ path }) => !/-(?:wal|journal)$/.test(path));
  return others.length === 0 ? file : undefined;
}

interface Tag {
  readonly name: string;
  readonly description: string;
  readonly project: number | null;
  readonly above: number | null;
}

class DatabaseReader {
  readonly #database: ForeignDatabase;
  readonly #path: string;
  readonly #unheld = new Unheld();
  readonly #projects = new Map<number, { readonly name: string; readonly description: string }>();

  constructor(database: ForeignDatabase, path: string) {
    this.#database = database;
    this.#path = path;
    for (const row of database.rows('projects', { columns: ['id', 'name', 'description'] })) {
      const id = integerIn(row, 'id');
      if (id === null) continue;
      this.#projects.set(id, {
        name: textIn(row, 'name').trim() || 'Untitled',
        description: textIn(row, 'description'),
      });
    }
  }

  *items(): Generator<ForeignItem> {
    const paths = new Map<number, readonly string[]>();
    yield* this.#tags(paths);
    const tagged: TagPaths = {
      paths,
      tags: tagsOfHighlights(this.#database),
      makers: makersOf(this.#database),
    };
    const highlights = new GroupedRows(
      this.#database.rows('highlights', {
        columns: ['id', 'document_id', 'start_offset', 'end_offset', 'snippet'],
        orderBy: ['document_id', 'start_offset', 'id'],
      }),
      'document_id',
    );
    for (const id of this.#documents()) {
      const columns = ['name', 'description', 'filename', 'project_id', 'contents'];
      const [row] = this.#database.rows('documents', { columns, where: { column: 'id', equals: id } });
      if (row) yield* this.#document(id, row, highlights.of(id), tagged);
    }
    highlights.end();
    this.#unheld.add('highlights in documents that are gone', undefined, highlights.passed);
    for (const { name, description } of this.#projects.values())
      if (description.trim() !== '') yield { kind: 'memo', on: 'project', title: name, body: description };
    yield* this.#unheld.items(this.#path);
  }

  #documents(): readonly number[] {
    const ids: number[] = [];
    for (const row of this.#database.rows('documents', { columns: ['id'] })) {
      const id = integerIn(row, 'id');
      if (id !== null) ids.push(id);
    }
    return ids.sort((a, b) => a - b);
  }

  /** Tags with the names of those above them; where the database has several projects, below the project's name. */
  *#tags(paths: Map<number, readonly string[]>): Generator<ForeignItem> {
    const tags = new Map<number, Tag>();
    const columns = ['id', 'path', 'description', 'project_id', 'parent_id'];
    for (const row of this.#database.rows('tags', { columns })) {
      tags.set(integerIn(row, 'id') ?? -1, {
        name: textIn(row, 'path').trim() || 'Untitled',
        description: textIn(row, 'description'),
        project: integerIn(row, 'project_id'),
        above: integerIn(row, 'parent_id'),
      });
    }
    for (const [id, { name, description, project }] of tags) {
      const names: string[] = [];
      const seen = new Set<number>();
      for (let at: number | null = id; at !== null && !seen.has(at); at = tags.get(at)?.above ?? null) {
        const tag = tags.get(at);
        if (!tag) break;
        seen.add(at);
        names.unshift(tag.name);
        if (tag.above !== null && seen.has(tag.above)) {
          const message = `‘${name}’ stands below itself; it was put at the top.`;
          yield problem('warning', 'code-cycle', message, { path: this.#path, recordKind: 'code' });
          names.splice(0, names.length, name);
          break;
        }
      }
      const within = this.#projects.size > 1 ? this.#projects.get(project ?? -1)?.name : undefined;
      const path = within === undefined ? names : [within, ...names];
      paths.set(id, path);
      yield { kind: 'code', code: { path, ...(description.trim() === '' ? {} : { description }) } };
    }
  }

  *#document(id: number, row: Row, highlights: readonly Row[], tagged: TagPaths): Generator<ForeignItem> {
    const [name, fileName] = [textIn(row, 'name').trim(), textIn(row, 'filename').trim()];
    const html = textIn(row, 'contents');
    let text: HtmlText;
    try {
      text = new HtmlText(html);
    } catch (thrown) {
      if (!(thrown instanceof GlossatorError)) throw thrown;
      yield problem('error', thrown.code, `${name}: ${thrown.message}`, { path: this.#path });
      return;
    }
    if (text.structured.text === '') {
      this.#unheld.add('documents without a text');
      return;
    }
    const description = textIn(row, 'description').trim();
    const project =
      this.#projects.size > 1 ? this.#projects.get(integerIn(row, 'project_id') ?? -1) : undefined;
    const fields = {
      ...(description === '' ? {} : { description }),
      ...(fileName === '' || fileName === name ? {} : { file: fileName }),
      ...(project ? { project: project.name } : {}),
    };
    yield {
      kind: 'document',
      document: {
        key: `${this.#path}/${id}/${fileName || name || 'Untitled'}`,
        metadata: {
          title: name || fileName || 'Untitled',
          ...(Object.keys(fields).length > 0 ? { fields } : {}),
        },
        structured: text.structured,
        original: { bytes: new TextEncoder().encode(html), mediaType: 'text/html', encoding: 'utf-8' },
        annotations: annotationsOf(text, highlights, tagged, this.#unheld),
        relations: [],
      },
    };
  }
}

/** Databases of Taguette: the one in which it keeps all projects, and the one that a project is exported to (https://www.taguette.org). */
export const taguetteReader: ForeignReader = {
  format: 'taguette',
  title: 'Taguette database',
  companions: (name) => [`${name}-wal`, `${name}-journal`],
  async recognise(bundle) {
    const file = databaseFile(bundle);
    if (!file) return 0;
    const head = await file.head();
    if (!isDatabase(head)) return 0;
    try {
      const { tables } = await file.database();
      return TABLES.every((name) => tables.has(name)) ? 0.99 : 0;
    } catch (thrown) {
      if (!(thrown instanceof GlossatorError)) throw thrown;
      // A damaged one is known by what is left of its schema, so that reading says what is wrong with it.
      return /highlight_tags/.test(Buffer.from(head).toString('latin1')) ? 0.95 : 0;
    }
  },
  async *read(bundle) {
    const file = databaseFile(bundle);
    const database = await file?.database();
    const missing = TABLES.find((name) => !database?.tables.has(name));
    if (!file || !database || missing !== undefined) {
      throw new GlossatorError(
        'record-malformed',
        `The database is none of Taguette’s: it has no table ‘${missing ?? TABLES[0]}’.`,
        { place: { path: file?.path ?? bundle.name } },
      );
    }
    yield* new DatabaseReader(database, file.path).items();
  },
};
