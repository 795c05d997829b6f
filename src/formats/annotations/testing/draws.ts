import fc from 'fast-check';
import type { Annotation } from '../../../core/annotation/annotation.ts';
import type { Code } from '../../../core/codebook/code.ts';
import type { Entity } from '../../../core/entity/entity.ts';
import type { Id } from '../../../core/ids.ts';
import type { Person } from '../../../core/project/records.ts';

/*
 * Generated records that refer to others. A draw is a list of numbers and a text, and each record takes from it what it can: whatever is drawn
 * makes a sound set.
 */

/** The nth of a series of UUIDv7; `series` keeps the ids of different kinds of records apart. */
export function idOf(series: number, n: number): Id {
  const tail = (series * 0x1000000 + n).toString(16).padStart(12, '0');
  return `01900000-0000-7000-8000-${tail}`;
}

export interface Draw {
  readonly numbers: readonly number[];
  readonly text: string;
  readonly at: string;
}

export function arbitraryDraws(text: fc.Arbitrary<string>, at: fc.Arbitrary<string>, maxLength: number) {
  return fc.array(fc.record({ numbers: fc.array(fc.nat(999), { minLength: 8, maxLength: 12 }), text, at }), {
    maxLength,
  });
}

export function number(draw: Draw, place: number): number {
  return draw.numbers[place % draw.numbers.length] ?? 0;
}

export function oneOf<T>(draw: Draw, place: number, among: readonly T[]): T | undefined {
  return among[number(draw, place) % Math.max(1, among.length)];
}

export const dated = ({ at }: Draw) => ({ createdAt: at, updatedAt: at, deleted: false }) as const;

/** Records that others refer to. */
export interface Given {
  readonly persons: readonly Person[];
  readonly codes: readonly Code[];
  readonly entities: readonly Entity[];
  readonly documentIds: readonly Id[];
  readonly annotations: readonly Annotation[];
}
