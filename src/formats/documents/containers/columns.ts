/** A column of a table with some of its values. */
export interface TableColumn {
  readonly name: string;
  readonly samples: readonly string[];
}

export const COLUMN_ROLES = ['text', 'title', 'date', 'author', 'source', 'language'] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

/** Which columns of a table hold what, by their names. What has no role becomes a field of the document. */
export interface ColumnMapping extends Readonly<Partial<Record<ColumnRole, string | undefined>>> {
  /** columns that become fields; absent: all that have no role */
  readonly fields?: readonly string[] | undefined;
}

/** What columns are called in exports of news archives, social media and spreadsheets, most telling first. */
const NAMES: Readonly<Record<ColumnRole, readonly string[]>> = {
  text: 'text fulltext body content articletext articlebody message post comment tweet transcript selftext caption abstract summary description текст полныйтекст сообщение пост комментарий содержание тэкст паведамленне допис повідомлення тексту inhalt volltext beitrag texte contenu corps'.split(
    ' ',
  ),
  title:
    'title headline subject heading name заголовок название тема тэма загаловак назва titel überschrift betreff titre sujet'.split(
      ' ',
    ),
  date: 'date published publishedat datepublished publicationdate pubdate createdat created timestamp datetime time posted sent дата опубликовано датапубликации апублікавана опубліковано datum veröffentlicht publiele'.split(
    ' ',
  ),
  author:
    'author authors byline user username screenname creator from by автор авторы аўтар autor verfasser auteur'.split(
      ' ',
    ),
  source:
    'url link permalink href uri source outlet publication publisher domain источник ссылка адрес крыніца спасылка джерело посилання quelle lien'.split(
      ' ',
    ),
  language: 'language lang locale язык мова sprache langue'.split(' '),
};

/** A column’s name without what people write differently. */
export function bare(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Shorter than this, on average, nothing is taken for a text by its length alone. UTF-16 code units. */
const LEAST_TEXT = 20;

function meanLength({ samples }: TableColumn): number {
  return samples.reduce((sum, sample) => sum + sample.length, 0) / Math.max(1, samples.length);
}

/** What the columns are likely to be, by their names; the text, where none is called so, is the column with the longest values. */
export function guessColumns(columns: readonly TableColumn[]): ColumnMapping {
  const mapping: Partial<Record<ColumnRole, string>> = {};
  const taken = new Set<string>();
  for (const role of COLUMN_ROLES) {
    const name = NAMES[role]
      .flatMap((wanted) =>
        columns.filter((column) => bare(column.name) === wanted && !taken.has(column.name)),
      )
      .at(0)?.name;
    if (name === undefined) continue;
    mapping[role] = name;
    taken.add(name);
  }
  if (mapping.text === undefined) {
    const left = columns.filter(({ name }) => !taken.has(name));
    const [longest] = left.toSorted((one, other) => meanLength(other) - meanLength(one));
    if (longest && (meanLength(longest) >= LEAST_TEXT || columns.length === 1)) mapping.text = longest.name;
  }
  return mapping;
}

/** A mapping in words: “text = body, title = headline”. */
export function mappingInWords(mapping: ColumnMapping): string {
  return COLUMN_ROLES.flatMap((role) =>
    mapping[role] === undefined ? [] : [`${role} = ${mapping[role]}`],
  ).join(', ');
}
