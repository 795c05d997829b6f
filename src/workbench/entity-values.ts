import type { AttributeDefinition, AttributeValues } from '../core/attribute/attribute.ts';
import type { Id } from '../core/ids.ts';
import type { WriteTransaction } from '../store/types.ts';
import { everyBearer, putBearer } from './bearers.ts';
import { withoutCount } from './codebook.ts';
import { documentOf } from './find-record.ts';
import { revised } from './revised.ts';

function replacedIn(
  definitions: readonly AttributeDefinition[],
  values: AttributeValues,
  gone: ReadonlySet<Id>,
  by: Id | null,
): AttributeValues {
  const named = definitions.filter(({ id, type }) => {
    const value = values[id];
    return type === 'entity' && typeof value === 'string' && gone.has(value);
  });
  if (named.length === 0) return values;
  const ids = new Set(named.map(({ id }) => id));
  return Object.fromEntries(
    Object.entries(values).flatMap(([id, value]) => {
      if (!ids.has(id)) return [[id, value] as const];
      return by === null ? [] : [[id, by] as const];
    }),
  );
}

function initialReplaced(
  definitions: readonly AttributeDefinition[],
  gone: ReadonlySet<Id>,
  by: Id | null,
): readonly AttributeDefinition[] {
  return definitions.map((definition) => {
    const { type, initial } = definition;
    return type === 'entity' && typeof initial === 'string' && gone.has(initial)
      ? { ...definition, initial: by }
      : definition;
  });
}

const asksForEntity = ({ type }: AttributeDefinition): boolean => type === 'entity';

/**
 * Wherever the value of an attribute is one of the entities that go, another takes its place; null: the value goes too. Also what new
 * records begin with. A page of records in memory at a time.
 */
export function replaceEntityValues(tx: WriteTransaction, gone: ReadonlySet<Id>, by: Id | null): void {
  const project = tx.project();
  if (project.documentFields.some(asksForEntity)) {
    const { documentFields } = project;
    tx.putProject({ ...project, documentFields: initialReplaced(documentFields, gone, by) });
    for (const { id } of tx.documents()) {
      const document = documentOf(tx, id);
      const attributes = replacedIn(documentFields, document.attributes, gone, by);
      tx.putDocument(revised(document, { attributes }));
    }
  }
  for (const counted of tx.codes()) {
    if (!counted.attributes.some(asksForEntity)) continue;
    const code = withoutCount(counted);
    tx.putCode(revised(code, { attributes: initialReplaced(code.attributes, gone, by) }));
    for (const bearer of everyBearer(tx, code)) {
      const attributes = replacedIn(code.attributes, bearer.attributes, gone, by);
      if (attributes !== bearer.attributes) putBearer(tx, code.kind, bearer, { attributes });
    }
  }
}
