import { GlossatorError } from '../../../core/errors.ts';
import { COLUMN_ROLES, type ColumnMapping, guessColumns, type TableColumn } from './columns.ts';
import type { ContainerInput, DocumentContainer, Part, PartProblem } from './container.ts';
import { encodeRow, type Row } from './row.ts';

/** A row of a table: as people find it in the file, ‘row 17’, and its values by column. */
export interface TableRow {
  readonly name: string;
  readonly values: Row;
}

export type RowOrProblem = TableRow | { readonly name: string; readonly problem: string };

/** A source of rows: each call of `rows` begins anew. */
export type RowSource = (input: ContainerInput) => AsyncIterable<RowOrProblem>;

/** Rows by which columns are guessed and shown. */
const SAMPLE_ROWS = 40;
const SHOWN = 3;
const SHOWN_LENGTH = 200;
const MAX_COLUMNS = 1_000;

async function sampled(rows: AsyncIterable<RowOrProblem>): Promise<readonly TableColumn[]> {
  const columns = new Map<string, string[]>();
  let count = 0;
  for await (const row of rows) {
    if ('problem' in row) continue;
    for (const [name, value] of Object.entries(row.values)) {
      if (columns.size >= MAX_COLUMNS && !columns.has(name)) continue;
      const samples = columns.get(name) ?? [];
      columns.set(name, samples);
      if (value.trim() !== '') samples.push(value);
    }
    count += 1;
    if (count >= SAMPLE_ROWS) break;
  }
  return Array.from(columns, ([name, samples]) => ({ name, samples }));
}

function shown({ name, samples }: TableColumn): TableColumn {
  return {
    name,
    samples: samples.slice(0, SHOWN).map((sample) => sample.slice(0, SHOWN_LENGTH).toWellFormed()),
  };
}

/** The mapping that was asked for, else the guess. @throws GlossatorError columns-unknown */
function mappingFor(columns: readonly TableColumn[], wanted: ColumnMapping | undefined): ColumnMapping {
  const names = new Set(columns.map(({ name }) => name));
  const list = [...names].slice(0, 40).join(', ');
  const asked = wanted ? [...COLUMN_ROLES.map((role) => wanted[role]), ...(wanted.fields ?? [])] : [];
  const strange = asked.find((name) => name !== undefined && !names.has(name));
  if (strange !== undefined) {
    throw new GlossatorError('columns-unknown', `The table has no column ‘${strange}’.`, {
      remedy: `Its columns are: ${list}.`,
    });
  }
  const guessed = guessColumns(columns);
  const mapping = wanted?.text === undefined ? { ...guessed, ...wanted } : wanted;
  if (mapping.text !== undefined) return mapping;
  throw new GlossatorError(
    'columns-unknown',
    'Which column of the table holds the texts could not be told.',
    {
      remedy: columns.length > 0 ? `Say which: its columns are ${list}.` : 'It has no columns.',
    },
  );
}

/** A container whose parts are the rows of a table. */
export function tableContainer(
  about: Omit<DocumentContainer, 'parts' | 'columns'>,
  rows: RowSource,
): DocumentContainer {
  return {
    ...about,
    async columns(input) {
      const columns = await sampled(rows(input));
      let mapping: ColumnMapping;
      try {
        mapping = mappingFor(columns, input.columns);
      } catch (thrown) {
        // The preview shows the columns, so that one can be chosen.
        if (!(thrown instanceof GlossatorError) || columns.length === 0) throw thrown;
        mapping = guessColumns(columns);
      }
      return { columns: columns.map(shown), mapping };
    },
    async *parts(input) {
      const mapping = mappingFor(await sampled(rows(input)), input.columns);
      yield* partsOf(rows(input), mapping);
    },
  };
}

async function* partsOf(
  rows: AsyncIterable<RowOrProblem>,
  mapping: ColumnMapping,
): AsyncGenerator<Part | PartProblem> {
  for await (const row of rows) {
    const { name } = row;
    if ('problem' in row) yield { name, problem: { code: 'record-malformed', message: row.problem } };
    else if ((row.values[mapping.text ?? ''] ?? '').trim() === '') {
      const message = Object.values(row.values).every((value) => value.trim() === '')
        ? 'It is empty.'
        : `Nothing stands in the column ‘${mapping.text}’.`;
      yield { name, problem: { code: 'file-empty', message } };
    } else yield { name, bytes: encodeRow(row.values, mapping), format: 'row' };
  }
}
