import type { ForeignValue } from './types.ts';

/*
 * Looking into parsed JSON of unknown shape.
 */

export type JsonObject = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member as a list; not one: empty. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The objects of a list. */
export function objectsOf(value: unknown): readonly JsonObject[] {
  return listOf(value).filter(isObject);
}

/** The text, or a number as text; undefined for all else and for the empty text. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined;
}

/** A whole number of at least 0, also one written as text; else undefined. */
export function offsetOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

const DEPTH = 32;

function tooDeep(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((each) => tooDeep(each, depth - 1));
}

/** What the model holds of any value: lists as lists of texts, objects as their JSON; undefined for null. */
export function foreignValue(value: unknown): ForeignValue | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object' || each === null)) {
    return value.map((each) => (typeof each === 'string' ? each : JSON.stringify(each)));
  }
  return tooDeep(value, DEPTH) ? '…' : JSON.stringify(value);
}

/**
 * What can be known of JSON that breaks off: what is open at the end is taken as closed. For recognising a file by its first
 * bytes. Undefined where it is no JSON.
 */
export function partialJson(text: string): unknown {
  const source = text.replace(/^\uFEFF/, '');
  // What JSON.parse refuses V8 keeps, as the script that its error speaks of, until a thorough collection.
  if (!/^\s*[[{]/.test(source)) return undefined;
  const stack: string[] = [];
  /** ends of stretches after which everything open can be closed, with what is open there */
  let safe: { readonly end: number; readonly open: string } | null = null;
  for (let at = 0; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (character === '"') {
      const close = /"(?:[^"\\]|\\[\s\S])*"/y;
      close.lastIndex = at;
      const found = close.exec(source);
      if (!found) break;
      at += found[0].length - 1;
    } else if (character === '{' || character === '[') {
      stack.push(character === '{' ? '}' : ']');
      safe = { end: at + 1, open: stack.toReversed().join('') };
    } else if (character === '}' || character === ']') {
      if (stack.pop() !== character) return undefined;
      safe = { end: at + 1, open: stack.toReversed().join('') };
      if (stack.length === 0) break;
    } else if (character === ',') safe = { end: at, open: stack.toReversed().join('') };
  }
  if (!safe) return undefined;
  try {
    return JSON.parse(source.slice(0, safe.end) + safe.open) as unknown;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}
