import { holdable } from '../../../xml/escape.ts';
import type { AnnotatedSet } from '../../testing/arbitrary-set.ts';

/** A set with what XML can hold: its control characters are gone. */
export function inXml(set: AnnotatedSet): AnnotatedSet {
  const held = <T>(value: T): T => {
    if (typeof value === 'string') return holdable(value) as T;
    if (Array.isArray(value)) return value.map(held) as T;
    if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, held(each)])) as T;
  };
  return held(set);
}
