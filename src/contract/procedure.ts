import type { z } from 'zod';

/** Marks what a procedure returns; the value itself is never used. */
export interface Returns<T> {
  readonly of?: T;
}

export function returns<T>(): Returns<T> {
  return {};
}

/**
 * One thing that the workbench can be asked. The input is validated on arrival in the workbench's process; the
 * output is typed only, because both ends come from one build.
 */
export interface Procedure<Input extends z.ZodType, Output> {
  readonly input: Input;
  readonly output: Returns<Output>;
  /**
   * query: changes nothing; action: one journalled action; job: long, reports progress, can be cancelled; setting: something that this
   * machine remembers, no part of the project, which can be said again
   */
  readonly nature: 'query' | 'action' | 'job' | 'setting';
}

export function query<I extends z.ZodType, O>(input: I, output: Returns<O>): Procedure<I, O> {
  return { input, output, nature: 'query' };
}

export function action<I extends z.ZodType, O>(input: I, output: Returns<O>): Procedure<I, O> {
  return { input, output, nature: 'action' };
}

export function setting<I extends z.ZodType, O>(input: I, output: Returns<O>): Procedure<I, O> {
  return { input, output, nature: 'setting' };
}

export function job<I extends z.ZodType, O>(input: I, output: Returns<O>): Procedure<I, O> {
  return { input, output, nature: 'job' };
}
