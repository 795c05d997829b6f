import type { GivenMetadata, NameReading, TableReading } from '../../contract/procedures.ts';
import {
  type NamePattern,
  parseNamePattern,
  readName,
} from '../../formats/documents/metadata/name-pattern.ts';
import { MetadataTable } from './metadata-table.ts';
import type { ReportDraft } from './report.ts';
import type { Survey, SurveyedFile } from './survey.ts';

/** What is said of files elsewhere than in them. */
export interface MetadataSources {
  /** a pattern by which names of files are read */
  readonly namePattern?: string;
  /** path of a table */
  readonly metadataTable?: string;
}

/** Names that a report lists; beyond that it only counts them. */
const MOST_LISTED = 1_000;

function readingOf(pattern: NamePattern, path: string): NameReading {
  const reading = readName(pattern, path);
  return 'problem' in reading
    ? { path, given: null, problem: reading.problem }
    : { path, given: reading, problem: '' };
}

/** What the names of files say by a pattern. @throws GlossatorError name-pattern-invalid */
export function readNames(source: string, paths: readonly string[]): readonly NameReading[] {
  const pattern = parseNamePattern(source);
  return paths.map((path) => readingOf(pattern, path));
}

/** What a table says of files. @throws GlossatorError what reading the table throws; cancelled */
export async function readTable(
  path: string,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<TableReading> {
  const table = await MetadataTable.read(path, signal);
  const matched: { path: string; given: GivenMetadata }[] = [];
  for (const each of paths) {
    const given = table.is(each) ? undefined : table.given(each);
    if (given) matched.push({ path: each, given });
  }
  return { columns: table.columns, matched, ...table.unmatched() };
}

/** The metadata table and the pattern of an import, read before any file is. */
export class Given {
  readonly #table: MetadataTable | null;
  readonly #pattern: NamePattern | null;

  private constructor(table: MetadataTable | null, pattern: NamePattern | null) {
    this.#table = table;
    this.#pattern = pattern;
  }

  /** @throws GlossatorError name-pattern-invalid; what reading the table throws; cancelled */
  static async read({ namePattern, metadataTable }: MetadataSources, signal: AbortSignal): Promise<Given> {
    const pattern = namePattern === undefined ? null : parseNamePattern(namePattern);
    const table = metadataTable === undefined ? null : await MetadataTable.read(metadataTable, signal);
    return new Given(table, pattern);
  }

  /**
   * Each document’s file with what is said of it; without the table itself, where it is among the files. What says nothing is
   * told in the report: names that are not of the form, files without a row, rows without a file.
   */
  appliedTo(found: Survey, report: ReportDraft): Survey {
    const table = this.#table;
    const unnamed: NameReading[] = [];
    const files = found.files
      .filter(({ file }) => !table?.is(file.path))
      .map((each) => this.#withGiven(each, unnamed));
    for (const { path, problem } of unnamed.slice(0, MOST_LISTED)) {
      report.warning(path, { code: 'name-not-matched', message: problem });
    }
    const [unlisted] = unnamed.slice(MOST_LISTED);
    if (unlisted) {
      const message = `Its name and ${(unnamed.length - MOST_LISTED - 1).toLocaleString('en')} further names are not of the form; they are not listed.`;
      report.warning(unlisted.path, { code: 'name-not-matched', message });
    }
    table?.tell(report);
    return { ...found, files };
  }

  #withGiven(surveyed: SurveyedFile, unnamed: NameReading[]): SurveyedFile {
    if (surveyed.set) return surveyed;
    const { path } = surveyed.file;
    const given = this.#table?.given(path);
    const named = this.#pattern ? readingOf(this.#pattern, path) : null;
    if (named && !named.given) unnamed.push(named);
    return {
      ...surveyed,
      file: {
        ...surveyed.file,
        ...(given ? { given } : {}),
        ...(named?.given ? { named: named.given } : {}),
      },
    };
  }
}
