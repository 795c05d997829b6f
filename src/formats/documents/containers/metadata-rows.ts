import { GlossatorError } from '../../../core/errors.ts';
import { extensionOf } from '../reader.ts';
import { bare, guessColumns } from './columns.ts';
import type { ContainerInput } from './container.ts';
import { rowsOf } from './csv.ts';
import type { RowOrProblem } from './table.ts';
import { rowsOfSheets, xlsxContainer } from './xlsx.ts';

/** Columns that name the file that a row is about, most telling first. */
const FILE_COLUMNS =
  'file filename filepath path document doc файл имяфайла файлы імяфайла імяфайлу datei dateiname fichier'.split(
    ' ',
  );

interface MetadataRows {
  readonly rows: AsyncIterable<RowOrProblem>;
  readonly columns: readonly string[];
  /** title, date, author, source or language, by the names of columns */
  readonly roles: Readonly<Record<string, string>>;
  readonly fileColumn: string;
}

/**
 * A table (CSV, TSV, Excel) that says something of files: the column that names these is called so, or is the first; what the
 * others are is guessed by their names. @throws GlossatorError record-malformed, columns-unknown; what reading a workbook throws
 */
export async function tableOfMetadata(
  input: Pick<ContainerInput, 'pieces' | 'fileName' | 'whole'>,
): Promise<MetadataRows> {
  const ending = extensionOf(input.fileName);
  const rows = (): AsyncIterable<RowOrProblem> =>
    xlsxContainer.extensions.includes(ending)
      ? rowsOfSheets(input)
      : rowsOf(input, ending === '.tsv' ? '\t' : null);
  let columns: readonly string[] = [];
  for await (const row of rows()) {
    if ('problem' in row) continue;
    columns = Object.keys(row.values);
    break;
  }
  const [first] = columns;
  if (first === undefined) {
    throw new GlossatorError('columns-unknown', 'The table has no rows.', {
      place: { path: input.fileName },
    });
  }
  const fileColumn =
    FILE_COLUMNS.flatMap((name) => columns.filter((column) => bare(column) === name))[0] ?? first;
  const {
    text: _,
    fields: __,
    ...mapping
  } = guessColumns(columns.filter((column) => column !== fileColumn).map((name) => ({ name, samples: [] })));
  return {
    rows: rows(),
    columns,
    roles: Object.fromEntries(Object.entries(mapping).map(([role, name]) => [name, role])),
    fileColumn,
  };
}
