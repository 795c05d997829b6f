import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isErrorValue } from './error-value.ts';
import { readFromHost } from './hosting.ts';
import { isFromWorkbench } from './messages.ts';
import { isAction, isJob } from './natures.ts';
import { type ProcedureName, procedures } from './procedures.ts';
import {
  isNumber,
  isText,
  listOf,
  maybe,
  numberFrom,
  objectOf,
  oneOf,
  orNull,
  recordOf,
  textOf,
} from './shape.ts';

interface Example {
  readonly a: string;
  readonly b?: number;
}
const isExample = objectOf<Example>({ a: isText, b: isNumber }, ['b']);
const isOpenExample = objectOf<Example>({ a: isText, b: isNumber }, ['b'], { open: true });

describe('shapes', () => {
  it('take what they name and nothing else', () => {
    expect(isExample({ a: '' })).toBe(true);
    expect(isExample({ a: '', b: 1 })).toBe(true);
    expect(isExample({ a: '', b: undefined })).toBe(true);
    for (const wrong of [{}, { a: 1 }, { a: '', b: '' }, { a: '', c: 1 }, { b: 1 }, [], null, 'a', undefined])
      expect(isExample(wrong)).toBe(false);
    expect(isOpenExample({ a: '', c: 1 })).toBe(true);
    // A field that only the prototype has is not the object's.
    expect(isExample(Object.create({ a: '' }))).toBe(false);
    expect(objectOf<{ constructor: string }>({ constructor: isText })({})).toBe(false);
  });

  it('keep bounds', () => {
    expect([1, 2, 3, 4].map(numberFrom(2, 3))).toEqual([false, true, true, false]);
    expect([Number.NaN, Number.POSITIVE_INFINITY, '2'].map(numberFrom(0, 9))).toEqual([false, false, false]);
    expect(['', 'a', 'ab', 'abc'].map(textOf(1, 2))).toEqual([false, true, true, false]);
    expect([[], ['a'], ['a', 'b'], [1]].map(listOf(isText, 1, 1))).toEqual([false, true, false, false]);
    expect(['a', 'c', 1].map(oneOf('a', 'b'))).toEqual([true, false, false]);
    expect([undefined, 'a', null].map(maybe(isText))).toEqual([true, true, false]);
    expect([undefined, 'a', null].map(orNull(isText))).toEqual([false, true, true]);
    expect([{ x: 'a' }, { x: 1 }, ['a']].map(recordOf(isText))).toEqual([true, false, false]);
  });

  it('of messages never throw, and take none that is made up', () => {
    fc.assert(
      fc.property(fc.anything(), (message) => {
        expect(isErrorValue(message)).toBe(false);
        expect(isFromWorkbench(message)).toBe(false);
        expect(() => readFromHost(message)).toThrow('no message');
      }),
      { numRuns: 40 },
    );
  });

  it('of messages take what is sent', () => {
    const error = { code: 'internal', message: 'broken', place: { line: 3 } } as const;
    expect(isErrorValue(error)).toBe(true);
    expect(isErrorValue({ ...error, code: 'made-up' })).toBe(false);
    expect(isErrorValue({ ...error, place: { line: 'three' } })).toBe(false);
    expect(readFromHost({ type: 'opened', name: 'x' })).toEqual({ type: 'opened', name: 'x' });
    expect(readFromHost({ type: 'failed', error })).toEqual({ type: 'failed', error });
    expect(() => readFromHost({ type: 'opened' })).toThrow('no message');
    expect(isFromWorkbench({ t: 'ok', id: 0, output: undefined })).toBe(true);
    expect(isFromWorkbench({ t: 'error', id: 1, error })).toBe(true);
    expect(isFromWorkbench({ t: 'error', id: -1, error })).toBe(false);
    expect(isFromWorkbench({ t: 'constructor', id: 1 })).toBe(false);
  });
});

it('the window knows the nature of every procedure', () => {
  for (const name of Object.keys(procedures) as ProcedureName[]) {
    const { nature } = procedures[name];
    expect([name, isAction(name), isJob(name)]).toEqual([name, nature === 'action', nature === 'job']);
  }
});
