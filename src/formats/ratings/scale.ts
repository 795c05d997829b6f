import type { Level } from '../../core/agreement/differences.ts';
import type { GlossatorError } from '../../core/errors.ts';
import { numberIn, tableError } from './rows.ts';

/** The categories of a table in their order, and what each measures. */
export interface Scale {
  readonly names: readonly string[];
  readonly numbers: Float64Array;
  /** the category of each value as it is written in the table */
  readonly placeOf: ReadonlyMap<string, number>;
}

/** A value as it was written, with the line that it was first seen on. */
export interface WrittenValue {
  readonly text: string;
  readonly line: number;
}

function unlisted({ text, line }: WrittenValue): GlossatorError {
  return tableError(
    'table-value-invalid',
    `The value ‘${text}’ in line ${line} is not among the categories.`,
    line,
    'Name every category with --categories, or leave the option out.',
  );
}

function listed(values: readonly WrittenValue[], categories: readonly string[]): Scale {
  const placeOf = new Map(categories.map((name, place) => [name, place]));
  for (const value of values) if (!placeOf.has(value.text)) throw unlisted(value);
  return { names: categories, numbers: Float64Array.from(categories.keys()), placeOf };
}

function byText(values: readonly WrittenValue[], delimiter: string): Scale {
  const numeric = values.every(({ text }) => numberIn(text, delimiter) !== null);
  const names = values
    .map(({ text }) => text)
    .sort((a, b) =>
      numeric ? (numberIn(a, delimiter) ?? 0) - (numberIn(b, delimiter) ?? 0) : a < b ? -1 : a > b ? 1 : 0,
    );
  return {
    names,
    numbers: Float64Array.from(names.keys()),
    placeOf: new Map(names.map((name, place) => [name, place])),
  };
}

/** Values written differently (1, 1.0, 01) that are one number are one category. */
function byNumber(
  values: readonly WrittenValue[],
  level: Level,
  delimiter: string,
  categories: readonly string[],
): Scale {
  const numberOf = ({ text, line }: WrittenValue): number => {
    const number = numberIn(text, delimiter);
    if (number !== null) return number;
    throw tableError(
      'table-value-invalid',
      `The value ‘${text}’ in line ${line} is no number, and the ${level} level needs numbers.`,
      line,
      level === 'ordinal'
        ? 'Name the categories in their order with --categories, or choose the nominal level.'
        : 'Choose the nominal level, or mend the value.',
    );
  };
  const named = categories.map((text) => ({ text, line: 1 }));
  const allowed = new Set(named.map(numberOf));
  const used = values.map((value) => ({ value, number: numberOf(value) }));
  for (const { value, number } of used) if (allowed.size > 0 && !allowed.has(number)) throw unlisted(value);
  const numbers = [...new Set([...allowed, ...used.map(({ number }) => number)])].sort((a, b) => a - b);
  const places = new Map(numbers.map((number, place) => [number, place]));
  return {
    names: numbers.map(String),
    numbers: Float64Array.from(numbers),
    placeOf: new Map(used.map(({ value, number }) => [value.text, places.get(number) as number])),
  };
}

/**
 * Orders the values of a table. At the nominal level a category is what is written. At the other levels values are numbers;
 * at the ordinal level they may be words whose order `categories` gives. `categories` may also name what was never used.
 *
 * @throws GlossatorError table-value-invalid, with the line
 */
export function scaleOf(
  values: readonly WrittenValue[],
  level: Level,
  delimiter: string,
  categories: readonly string[],
): Scale {
  if (level === 'nominal')
    return categories.length > 0 ? listed(values, categories) : byText(values, delimiter);
  const words = categories.some((name) => numberIn(name, delimiter) === null);
  if (level === 'ordinal' && words) return listed(values, categories);
  return byNumber(values, level, delimiter, categories);
}
