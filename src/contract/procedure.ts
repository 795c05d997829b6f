import type { z } from 'zod';
import { once } from './once.ts';

/** Marks what a procedure returns; the value itself is never used. */
export interface Returns<T> {
  readonly of?: T;
}

export function returns<T>(): Returns<T> {
  return {};
}

/**
 * query: changes nothing; action: one journalled action; job: long, reports progress, can be cancelled; setting: something that this
 * machine remembers, no part of the project, which can be said again
 */
export type Nature = 'query' | 'action' | 'job' | 'setting';

/**
 * One thing that the workbench can be asked. The input is validated on arrival in the workbench's process; the
 * output is typed only, because both ends come from one build.
 */
export interface Procedure<Input extends z.ZodType, Output, N extends Nature = Nature> {
  readonly input: Input;
  readonly output: Returns<Output>;
  readonly nature: N;
}

/** The schema is made when the first call is checked: most of two hundred are never asked in a day, and a start waits for none. */
function procedure<I extends z.ZodType, O, N extends Nature>(
  schema: () => I,
  output: Returns<O>,
  nature: N,
): Procedure<I, O, N> {
  const made = once(schema);
  return {
    get input() {
      return made();
    },
    output,
    nature,
  };
}

export function query<I extends z.ZodType, O>(input: () => I, output: Returns<O>): Procedure<I, O, 'query'> {
  return procedure(input, output, 'query');
}

export function action<I extends z.ZodType, O>(
  input: () => I,
  output: Returns<O>,
): Procedure<I, O, 'action'> {
  return procedure(input, output, 'action');
}

export function setting<I extends z.ZodType, O>(
  input: () => I,
  output: Returns<O>,
): Procedure<I, O, 'setting'> {
  return procedure(input, output, 'setting');
}

export function job<I extends z.ZodType, O>(input: () => I, output: Returns<O>): Procedure<I, O, 'job'> {
  return procedure(input, output, 'job');
}
