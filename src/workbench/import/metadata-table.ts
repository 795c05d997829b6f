import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import type { GivenMetadata, TableReading } from '../../contract/procedures.ts';
import { GlossatorError } from '../../core/errors.ts';
import { type TableRow, tableOfMetadata } from '../../formats/documents/containers/index.ts';
import { dateOfStamp } from '../../formats/documents/metadata/dates.ts';
import { fileError } from './find-files.ts';
import { readIsolated } from './isolation/read-isolated.ts';
import type { ReportDraft } from './report.ts';

/** Rows and files that a report lists; beyond that it only counts them. */
const MOST_LISTED = 1_000;

interface Entry {
  readonly name: string;
  /** as the table writes it, in lower case with `/` between folders */
  readonly file: string;
  readonly given: GivenMetadata;
  used: boolean;
}

function plain(path: string): string {
  return path.normalize('NFC').toLowerCase().replaceAll('\\', '/').replace(/^\.\//, '').trim();
}

/** Whether a row is about a file: it gives its path from any folder on, or its name, with or without its ending. */
function isAbout(file: string, path: string): boolean {
  if (path === file || path.endsWith(`/${file}`)) return true;
  const ending = extname(path);
  return (
    ending !== '' &&
    (path.slice(0, -ending.length) === file || path.slice(0, -ending.length).endsWith(`/${file}`))
  );
}

/** What a table says of files, matched by their names. */
export class MetadataTable {
  readonly #path: string;
  readonly #entries = new Map<string, Entry[]>();
  readonly #told: { readonly row: string; readonly message: string }[] = [];
  readonly #missing: string[] = [];
  #columns: MetadataTable['columns'] = [];
  #unlisted = 0;

  private constructor(path: string) {
    this.#path = path;
  }

  /** what each column is taken for: ‘file’, a role such as ‘title’, or null where it becomes a field */
  get columns(): readonly { readonly name: string; readonly role: string | null }[] {
    return this.#columns;
  }

  /** Raises what reading the table raises, named after it; cancelled. */
  static async read(path: string, signal?: AbortSignal): Promise<MetadataTable> {
    const table = new MetadataTable(path);
    const fileName = basename(path);
    try {
      await (await open(path, 'r')).close();
      const found = await tableOfMetadata({
        pieces: () => createReadStream(path) as AsyncIterable<Uint8Array>,
        fileName,
        whole: async (format) => readIsolated({ bytes: await readFile(path), fileName, format }, signal),
      });
      table.#columns = found.columns.map((name) => ({
        name,
        role: name === found.fileColumn ? 'file' : (found.roles[name] ?? null),
      }));
      for await (const row of found.rows) {
        if ('problem' in row) table.#told.push({ row: row.name, message: row.problem });
        else table.#add(row, found.roles, found.fileColumn);
      }
    } catch (thrown) {
      throw GlossatorError.fromValue(fileError(thrown, path));
    }
    return table;
  }

  #add({ name, values }: TableRow, roles: Readonly<Record<string, string>>, fileColumn: string): void {
    const file = plain(values[fileColumn] ?? '');
    if (file === '') {
      this.#told.push({ row: name, message: `It names no file in the column ‘${fileColumn}’.` });
      return;
    }
    const metadata: Record<string, string> = {};
    const fields: Record<string, string> = {};
    for (const [column, value] of Object.entries(values)) {
      const said = value.replace(/\s+/gu, ' ').trim();
      const role = roles[column];
      if (column === fileColumn || said === '') continue;
      if (role === 'date') {
        const date = dateOfStamp(said);
        if (date === '') this.#told.push({ row: name, message: `‘${said}’ is no date that can be read.` });
        else metadata.date = date;
      } else if (role === undefined) fields[column] = said;
      else metadata[role] = said;
    }
    const key = keyOf(file);
    this.#entries.set(key, [
      ...(this.#entries.get(key) ?? []),
      { name, file, given: { metadata, fields }, used: false },
    ]);
  }

  /** Whether it is this very file. */
  is(path: string): boolean {
    return resolve(path) === resolve(this.#path);
  }

  /** What it says of a file; undefined where that is nothing, which is noted. */
  given(path: string): GivenMetadata | undefined {
    const wanted = plain(path);
    const entry = this.#entries.get(keyOf(wanted))?.find(({ file }) => isAbout(file, wanted));
    if (entry) {
      entry.used = true;
      return entry.given;
    }
    if (this.#missing.length < MOST_LISTED) this.#missing.push(path);
    else this.#unlisted += 1;
    return undefined;
  }

  /** Rows that were of no use and files without one, of those asked for so far. */
  unmatched(): Pick<TableReading, 'rows' | 'missing' | 'unlisted'> {
    const unused = [...this.#entries.values()]
      .flat()
      .filter(({ used }) => !used)
      .map(({ name, file }) => ({
        row: name,
        message: `There is no file ‘${file}’ among those imported, or another row is about it.`,
      }));
    const all = [...this.#told, ...unused];
    return {
      rows: all.slice(0, MOST_LISTED),
      missing: this.#missing,
      unlisted: Math.max(0, all.length - MOST_LISTED) + this.#unlisted,
    };
  }

  /** Tells what did not match. */
  tell(report: ReportDraft): void {
    const { rows, missing, unlisted } = this.unmatched();
    for (const path of missing) {
      report.warning(path, { code: 'metadata-missing', message: 'The table of metadata has no row for it.' });
    }
    for (const { row, message } of rows) {
      report.warning(`${this.#path}, ${row}`, { code: 'metadata-unused', message });
    }
    if (unlisted > 0) {
      const message = `${unlisted.toLocaleString('en')} further rows and files did not match; they are not listed.`;
      report.warning(this.#path, { code: 'metadata-unused', message });
    }
  }
}

/** The name without folders and ending: what rows and files that match have in common. */
function keyOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const ending = extname(name);
  return ending === '' ? name : name.slice(0, -ending.length);
}
