import type { GivenMetadata, ImportCandidate, NameReading, TableReading } from '../../contract/procedures.ts';

/** What is said of the files of an import elsewhere than in them, by their paths. */
export interface GivenByPath {
  readonly names: ReadonlyMap<string, NameReading>;
  readonly table: ReadonlyMap<string, GivenMetadata>;
}

export const NOTHING_GIVEN: GivenByPath = { names: new Map(), table: new Map() };

const ROLES = ['title', 'author', 'date', 'source', 'language'] as const;
/** What a file of many documents is shown of what its name and row say is shown in its list, not in fields of its own. */
export function withGiven(candidate: ImportCandidate, { names, table }: GivenByPath): ImportCandidate {
  const { metadata, path } = candidate;
  const named = names.get(path)?.given;
  const given = table.get(path);
  if (!metadata || !(named || given)) return candidate;
  return {
    ...candidate,
    metadata: {
      ...metadata,
      ...named?.metadata,
      ...given?.metadata,
      fields: { ...metadata.fields, ...named?.fields, ...given?.fields },
    },
  };
}

/** ‘date 2024-12-31 · source The Lake · region North’ */
export function givenInWords({ metadata, fields }: GivenMetadata): string {
  const said = ROLES.flatMap((role) =>
    metadata[role] === undefined ? [] : [[role, metadata[role]] as const],
  );
  return [...said, ...Object.entries(fields)].map(([name, value]) => `${name} ${value}`).join(' · ');
}

/** What of a file's metadata comes from where, in a sentence for each; empty where all is the file's own. */
export function originsInWords(path: string, { names, table }: GivenByPath): readonly string[] {
  const origins: string[] = [];
  const given = table.get(path);
  const named = names.get(path)?.given;
  const rolesOf = (said: GivenMetadata) => [
    ...ROLES.filter((role) => said.metadata[role]),
    ...Object.keys(said.fields),
  ];
  const overruled = new Set(given ? rolesOf(given) : []);
  const fromName = named ? rolesOf(named).filter((name) => !overruled.has(name)) : [];
  if (fromName.length > 0) origins.push(`From the file’s name: ${fromName.join(', ')}.`);
  if (overruled.size > 0) origins.push(`From the table: ${[...overruled].join(', ')}.`);
  return origins;
}

/** A file or a row of the table in the list that shows how they were read. */
export interface ReadingRow {
  readonly key: string;
  readonly name: string;
  readonly words: string;
  readonly problem: boolean;
}

/** The last parts of a path: as many as the pattern has, at least the file’s name. */
function shortName(path: string, parts: number): string {
  return path.split(/[\\/]/).filter(Boolean).slice(-parts).join('/');
}

/** How each name was read; those that were not come first. `parts`: how many parts of the path the pattern looks at */
export function nameRows(names: ReadonlyMap<string, NameReading>, parts: number): readonly ReadingRow[] {
  const rows = Array.from(names.values(), ({ path, given, problem }) => ({
    key: path,
    name: shortName(path, parts),
    words: given ? givenInWords(given) : problem,
    problem: given === null,
  }));
  return [...rows.filter(({ problem }) => problem), ...rows.filter(({ problem }) => !problem)];
}

/** What a table says of each file; rows and files that do not match come first. */
export function tableRows({ rows, missing, matched, unlisted }: TableReading): readonly ReadingRow[] {
  return [
    ...rows.map(({ row, message }, at) => ({ key: `row ${at}`, name: row, words: message, problem: true })),
    ...missing.map((path) => ({
      key: `missing ${path}`,
      name: shortName(path, 2),
      words: 'The table has no row for it.',
      problem: true,
    })),
    ...(unlisted > 0
      ? [
          {
            key: 'unlisted',
            name: '…',
            words: `${unlisted} further rows and files did not match.`,
            problem: true,
          },
        ]
      : []),
    ...matched.map(({ path, given }) => ({
      key: path,
      name: shortName(path, 2),
      words: givenInWords(given) || 'Its row says nothing more.',
      problem: false,
    })),
  ];
}
