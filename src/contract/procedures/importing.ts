import { z } from 'zod';
import { once } from '../once.ts';
import { job, query, returns } from '../procedure.ts';
import { nothing, path } from './shared.ts';

/** What is known of a file from elsewhere than its content: its name, a table. */
export interface GivenMetadata {
  readonly metadata: Readonly<Partial<Record<'title' | 'source' | 'author' | 'date' | 'language', string>>>;
  readonly fields: Readonly<Record<string, string>>;
}

export interface NameReading {
  readonly path: string;
  /** null where the name is not of the pattern’s form: then nothing of it is taken */
  readonly given: GivenMetadata | null;
  /** why not; empty where it is */
  readonly problem: string;
}

/** What a table of metadata says of the files of an import. */
export interface TableReading {
  readonly columns: readonly {
    readonly name: string;
    /** ‘file’, ‘title’ …; null where it becomes a field */
    readonly role: string | null;
  }[];
  readonly matched: readonly { readonly path: string; readonly given: GivenMetadata }[];
  /** rows that are about none of the files, or have something that cannot be read; `row` is ‘row 17’ */
  readonly rows: readonly { readonly row: string; readonly message: string }[];
  /** files that no row is about */
  readonly missing: readonly string[];
  /** rows and files beyond those listed */
  readonly unlisted: number;
}

/** What was chosen in earlier imports into this project, and is proposed again. */
export interface ImportHabits {
  /** the pattern that names of files were last read by; empty for none */
  readonly namePattern: string;
}

const namePattern = once(() => z.string().max(2_000));
const paths = once(() => z.array(path()).max(100_000));

export const importingProcedures = {
  'import.habits': query(() => nothing(), returns<ImportHabits>()),

  /** What the names of files say by a pattern. Raises `name-pattern-invalid`. */
  'import.readNames': query(
    () => z.strictObject({ pattern: namePattern(), paths: paths() }),
    returns<readonly NameReading[]>(),
  ),

  /** Forgets what was chosen to be left out of pages of a source, as a candidate names it. */
  'import.forgetCuts': job(() => z.strictObject({ source: z.string().max(400) }), returns<ImportHabits>()),

  /** Raises what reading the table raises. */
  'import.readTable': job(() => z.strictObject({ table: path(), paths: paths() }), returns<TableReading>()),
} as const;

/** What an import takes metadata from, beside the files themselves. */
export const metadataSources = once(() => ({
  /** names of files are read by this pattern */
  namePattern: namePattern().optional(),
  /** path of a table that says something of the files */
  metadataTable: path().optional(),
}));
