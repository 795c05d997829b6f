import type { Annotation } from '../../../../core/annotation/annotation.ts';
import type { AnnotatedSet } from '../../testing/arbitrary-set.ts';

/** The set in a form that compares: what ids stand for instead of ids, everything in an order of content. */
export function contentOf(set: AnnotatedSet): object {
  const texts = new Map(
    set.documents.map(({ record, structured }) => [
      record.id,
      { title: record.title, text: structured.text },
    ]),
  );
  const codes = new Map(set.codes.map((code) => [code.id, code]));
  const persons = new Map(set.persons.map(({ id, name }) => [id, name]));
  const entities = new Map(
    set.entities.map(({ id, name, kind, identifiers }) => [id, { name, kind, identifiers }]),
  );
  const pathOf = (id: string): readonly string[] => {
    const code = codes.get(id);
    if (!code) return [id];
    return code.parentId === null ? [code.name] : [...pathOf(code.parentId), code.name];
  };
  const valuesOf = (codeId: string, values: Annotation['attributes']): object =>
    Object.fromEntries(
      (codes.get(codeId)?.attributes ?? [])
        .filter(({ id }) => values[id] !== undefined)
        .map(({ id, name, type, choices }) => {
          const value = values[id];
          const labels = new Map(choices.map((choice) => [choice.id, choice.label]));
          return [
            name,
            Array.isArray(value)
              ? [type, value.map((each) => labels.get(each)).sort()]
              : [type, labels.get(String(value)) ?? value],
          ];
        })
        .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    );
  const annotations = new Map(
    set.annotations.map(
      ({ id, documentId, codeId, personId, spans, attributes, note, status, entityId, lost }) => [
        id,
        {
          document: texts.get(documentId)?.title,
          code: pathOf(codeId),
          person: persons.get(personId),
          spans: spans.map(({ start, end, quote }) => [start, end, quote]),
          attributes: valuesOf(codeId, attributes),
          note,
          status,
          entity: entityId === null ? null : entities.get(entityId),
          lost,
        },
      ],
    ),
  );
  const sorted = (records: Iterable<unknown>): readonly string[] =>
    [...records].map((each) => JSON.stringify(each)).sort();
  return {
    documents: sorted(texts.values()),
    annotations: sorted(annotations.values()),
    relations: sorted(
      set.relations.map(({ codeId, personId, fromId, toId, attributes, note }) => ({
        code: pathOf(codeId),
        person: persons.get(personId),
        from: annotations.get(fromId),
        to: annotations.get(toId),
        attributes: valuesOf(codeId, attributes),
        note,
      })),
    ),
    documentCodes: sorted(
      set.documentCodes.map(({ codeId, documentId, personId, attributes }) => ({
        code: pathOf(codeId),
        document: texts.get(documentId)?.title,
        person: persons.get(personId),
        attributes: valuesOf(codeId, attributes),
      })),
    ),
  };
}
