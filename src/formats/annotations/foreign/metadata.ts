import type { DocumentMetadata, DocumentRecord } from '../../../core/project/records.ts';
import { foreignValue, type JsonObject } from './json-value.ts';

const KNOWN = ['title', 'source', 'author', 'date', 'language'] as const;
const DATE = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/;
const PREFIX = 'field:';

/** A document's metadata as names with texts, empty ones left out; a free field of a name that means something else gets `field:`. */
export function metadataOf(document: DocumentRecord): Readonly<Record<string, string>> {
  const said: Record<string, string> = {};
  for (const name of KNOWN) if (document[name] !== '') said[name] = document[name];
  for (const [name, value] of Object.entries(document.fields)) {
    said[(KNOWN as readonly string[]).includes(name) || name.startsWith(PREFIX) ? PREFIX + name : name] =
      value;
  }
  return said;
}

/** Names with values as metadata: what is no title, source, author, date or language is a free field. */
export function metadataFrom(members: JsonObject): Partial<DocumentMetadata> {
  const fields: Record<string, string> = {};
  const known: Partial<Record<(typeof KNOWN)[number], string>> = {};
  for (const [name, value] of Object.entries(members)) {
    const held = foreignValue(value);
    if (held === undefined) continue;
    const text = Array.isArray(held) ? held.join('; ') : String(held);
    const own = KNOWN.find((each) => each === name);
    if (own && typeof value === 'string' && (own !== 'date' || DATE.test(text))) known[own] = text;
    else if (name !== '') fields[name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name] = text;
  }
  return { ...known, ...(Object.keys(fields).length > 0 ? { fields } : {}) };
}
