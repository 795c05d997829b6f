import type { MetadataDraft } from '../documents/MetadataFields.tsx';

/** Only those fields that differ from what was found in the file, so that the rest stays the workbench's guess. */
export function changedFields(found: MetadataDraft, next: MetadataDraft): Partial<MetadataDraft> {
  const fields = Object.keys(next) as (keyof MetadataDraft)[];
  return Object.fromEntries(
    fields.filter((field) => next[field] !== found[field]).map((field) => [field, next[field]]),
  );
}
