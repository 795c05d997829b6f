import type { DocumentMetadata } from '../../../core/project/records.ts';

/** Names of the variables that say what of a document has a place of its own in the model. */
const OWN = ['source', 'author', 'date', 'language'] as const;

/** What variables say of a document: author, date, source and language by these names, the others as fields. */
export function metadataFromValues(values: Readonly<Record<string, string>>): Partial<DocumentMetadata> {
  const own: Partial<Record<(typeof OWN)[number], string>> = {};
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    const known = OWN.find((each) => each === name.toLowerCase());
    if (known !== undefined && own[known] === undefined) own[known] = value;
    else fields[name] = value;
  }
  return { ...own, fields };
}

/** What a document says of itself besides its title, by the names of variables. */
export function valuesOfMetadata(metadata: DocumentMetadata): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const name of OWN) if (metadata[name] !== '') values.set(name, metadata[name]);
  for (const [name, value] of Object.entries(metadata.fields))
    if (!values.has(name) && name !== '') values.set(name, value);
  return values;
}
