import { GlossatorError } from '../core/errors.ts';

/** Options of `import` as they are typed. */
export interface ImportOptions {
  readonly format?: string;
  readonly encoding?: string;
  readonly cut?: readonly string[];
  /** LABEL=CODE */
  readonly map?: readonly string[];
  readonly columns?: string;
  readonly metadata?: string;
  readonly namePattern?: string;
  readonly attachments?: boolean;
  readonly evenIfDuplicate?: boolean;
}

/** What holds for all files of an import. */
export interface CommonWishes {
  readonly format?: string;
  readonly encoding?: string;
  readonly cut?: readonly string[];
  /** LABEL=CODE */
  readonly map?: readonly string[];
  readonly columns?: Columns;
  /** path of a table that says something of the files */
  readonly metadataTable?: string;
  /** by which names of files are read */
  readonly namePattern?: string;
  readonly attachments?: boolean;
  readonly evenIfDuplicate?: boolean;
}

const ROLES = ['text', 'title', 'date', 'author', 'source', 'language'] as const;
type Columns = Partial<Record<(typeof ROLES)[number], string>> & { fields?: readonly string[] };

function isRole(role: string): role is (typeof ROLES)[number] {
  return ROLES.some((each) => each === role);
}

/** `text=body,title=headline,fields=a+b`. Raises `usage`. */
function columnsOf(typed: string): Columns {
  const columns: Columns = {};
  // A column's name may hold a comma: only one that a role follows divides.
  for (const part of typed.split(/,(?=\s*(?:text|title|date|author|source|language|fields)\s*=)/)) {
    const at = part.indexOf('=');
    const role = part.slice(0, Math.max(0, at)).trim();
    const name = part.slice(at + 1).trim();
    if (role === 'fields') columns.fields = name === 'none' ? [] : name.split('+').map((each) => each.trim());
    else if (isRole(role) && name !== '') columns[role] = name;
    else {
      throw new GlossatorError('usage', `‘${part}’ says of no column what it holds.`, {
        remedy: `Write ROLE=COLUMN, divided by commas. The roles are: ${ROLES.join(', ')}, fields.`,
      });
    }
  }
  return columns;
}

/** What the options wish of every file. Raises `usage`. */
export function importWishes({ cut, columns, metadata, ...options }: ImportOptions): CommonWishes {
  return {
    ...options,
    ...(cut ? { cut: cut.filter((reason) => reason !== 'none') } : {}),
    ...(metadata === undefined ? {} : { metadataTable: metadata }),
    ...(columns === undefined ? {} : { columns: columnsOf(columns) }),
  };
}
