import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { GlossatorError } from '../../core/errors.ts';
import { type TableRow, tableOfMetadata } from '../../formats/documents/containers/index.ts';
import { dateOfStamp } from '../../formats/documents/metadata/dates.ts';
import { fileError, type GivenMetadata } from './find-files.ts';
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
  readonly #told: { readonly name: string; readonly message: string }[] = [];
  #missing = 0;

  private constructor(path: string) {
    this.#path = path;
  }

  /** Raises what reading the table raises, named after it. */
  static async read(path: string): Promise<MetadataTable> {
    const table = new MetadataTable(path);
    try {
      await (await open(path, 'r')).close();
      const found = await tableOfMetadata({
        pieces: () => createReadStream(path) as AsyncIterable<Uint8Array>,
        fileName: basename(path),
      });
      for await (const row of found.rows) {
        if ('problem' in row) table.#told.push({ name: row.name, message: row.problem });
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
      this.#told.push({ name, message: `It names no file in the column ‘${fileColumn}’.` });
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
        if (date === '') this.#told.push({ name, message: `‘${said}’ is no date that can be read.` });
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

  /** What it says of a file; told in the report where that is nothing. */
  given(path: string, report: ReportDraft): GivenMetadata | undefined {
    const wanted = plain(path);
    const entry = this.#entries.get(keyOf(wanted))?.find(({ file }) => isAbout(file, wanted));
    if (entry) {
      entry.used = true;
      return entry.given;
    }
    this.#missing += 1;
    if (this.#missing <= MOST_LISTED) {
      report.warning(path, { code: 'metadata-missing', message: 'The table of metadata has no row for it.' });
    }
    return undefined;
  }

  /** Tells which rows were of no use. */
  tell(report: ReportDraft): void {
    const unused = [...this.#entries.values()]
      .flat()
      .filter(({ used }) => !used)
      .map(({ name, file }) => ({
        name,
        message: `There is no file ‘${file}’ among those imported, or another row is about it.`,
      }));
    const all = [...this.#told, ...unused];
    for (const { name, message } of all.slice(0, MOST_LISTED)) {
      report.warning(`${this.#path}, ${name}`, { code: 'metadata-unused', message });
    }
    const unlisted = Math.max(0, all.length - MOST_LISTED) + Math.max(0, this.#missing - MOST_LISTED);
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
