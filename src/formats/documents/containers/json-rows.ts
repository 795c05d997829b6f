import { GlossatorError } from '../../../core/errors.ts';
import { extensionOf } from '../reader.ts';
import type { ContainerInput } from './container.ts';
import { decodedPieces, encodingOfPieces, linesOfPieces } from './decoded-pieces.ts';
import { type RowOrProblem, tableContainer } from './table.ts';

const MAX_BYTES = 8 * 1024 ** 3;
/** A file of one JSON value is held in memory. */
const MAX_WHOLE = 128 * 1024 * 1024;
const MAX_DEPTH = 6;
const MAX_CELLS = 500;

/** JSON Lines (https://jsonlines.org): an object a line, a document each. */
export const jsonlContainer = tableContainer(
  {
    id: 'jsonl-rows',
    title: 'Records (JSON Lines)',
    extensions: ['.jsonl', '.ndjson'],
    maxBytes: MAX_BYTES,
    recognise: (_head, fileName) => (/^\.(?:jsonl|ndjson)$/.test(extensionOf(fileName)) ? 0.9 : 0),
  },
  rowsOfLines,
);

/** One JSON array of objects, or an object one of whose values is such an array. Held in memory whole. */
export const jsonContainer = tableContainer(
  {
    id: 'json-rows',
    title: 'Records (JSON)',
    extensions: ['.json'],
    maxBytes: MAX_WHOLE,
    recognise: (_head, fileName) => (extensionOf(fileName) === '.json' ? 0.9 : 0),
  },
  rowsOfWhole,
);

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalar(value: Json): value is null | boolean | number | string {
  return typeof value !== 'object' || value === null;
}

/** An object’s values by path, those of objects within it too (`user.name`); lists of plain values joined by semicolons. */
function flattened(object: { readonly [key: string]: Json }): Record<string, string> {
  const row: Record<string, string> = {};
  const put = (path: string, value: Json, depth: number): void => {
    if (Object.keys(row).length >= MAX_CELLS || value === null) return;
    if (isScalar(value)) row[path] = String(value);
    else if (isObject(value) && depth < MAX_DEPTH) {
      for (const [key, each] of Object.entries(value)) put(`${path}.${key}`, each, depth + 1);
    } else if (Array.isArray(value) && value.every(isScalar))
      row[path] = value.filter((each) => each !== null).join('; ');
    else row[path] = JSON.stringify(value);
  };
  for (const [key, value] of Object.entries(object)) put(key, value, 1);
  return row;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

function rowOf(value: Json | undefined, name: string): RowOrProblem {
  if (value === undefined) return { name, problem: 'It is not JSON.' };
  return isObject(value) ? { name, values: flattened(value) } : { name, problem: 'It is no JSON object.' };
}

async function* rowsOfLines(input: ContainerInput): AsyncGenerator<RowOrProblem> {
  const { encoding } = await encodingOfPieces(input.pieces(), input.encoding ?? 'utf-8');
  let number = 0;
  for await (const line of linesOfPieces(decodedPieces(input.pieces(), encoding))) {
    number += 1;
    if (line.trim() !== '') yield rowOf(parsed(line), `line ${number}`);
  }
}

async function* rowsOfWhole(input: ContainerInput): AsyncGenerator<RowOrProblem> {
  const { encoding } = await encodingOfPieces(input.pieces(), input.encoding ?? 'utf-8');
  const pieces: string[] = [];
  for await (const piece of decodedPieces(input.pieces(), encoding)) pieces.push(piece);
  const value = parsed(pieces.join(''));
  const list = Array.isArray(value)
    ? value
    : value && isObject(value)
      ? Object.values(value).find((each) => Array.isArray(each) && each.some((item) => isObject(item)))
      : undefined;
  if (!Array.isArray(list)) {
    throw new GlossatorError(
      'record-malformed',
      value === undefined ? 'The file is not JSON.' : 'There is no list of records in the file.',
      {
        place: { path: input.fileName },
        remedy: 'To import it as it stands, choose the format txt.',
      },
    );
  }
  for (const [index, each] of list.entries()) yield rowOf(each as Json, `record ${index + 1}`);
}
