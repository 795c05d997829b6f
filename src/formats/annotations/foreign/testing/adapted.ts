import { holdable } from '../../../xml/escape.ts';
import type { AnnotatedSet } from '../../testing/arbitrary-set.ts';
import { takeSpans } from '../intake-spans.ts';

/** The set with each of its texts, names and values changed; bytes stay. */
function withStrings(set: AnnotatedSet, change: (text: string) => string): AnnotatedSet {
  const changed = <T>(value: T): T => {
    if (typeof value === 'string') return change(value) as T;
    if (Array.isArray(value)) return value.map(changed) as T;
    if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, changed(each)])) as T;
  };
  return changed(set);
}

/** A set as a text format holds it: lone surrogates, which no encoding has, are gone. */
export function wellFormed(set: AnnotatedSet): AnnotatedSet {
  return withStrings(set, (text) => text.toWellFormed());
}

/** A set with what XML can hold: its control characters are gone. */
export function inXml(set: AnnotatedSet): AnnotatedSet {
  return withStrings(set, (text) => holdable(text));
}

/** The set with each annotation at whole characters, as every import leaves it. */
export function onGraphemes(set: AnnotatedSet): AnnotatedSet {
  const texts = new Map(set.documents.map(({ record, structured }) => [record.id, structured.text]));
  const annotations = set.annotations.flatMap((annotation) => {
    const text = texts.get(annotation.documentId) ?? '';
    const { spans } = takeSpans(text, { key: '', code: [], ranges: annotation.spans });
    return spans ? [{ ...annotation, spans }] : [];
  });
  return { ...set, annotations };
}
