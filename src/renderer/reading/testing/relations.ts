import type { RelatedAnnotation, RelationView } from '../../../contract/procedures.ts';

/** An end of a relation with only what the reading view looks at. */
export function endOf(id: string, fields: Partial<RelatedAnnotation> = {}): RelatedAnnotation {
  return {
    id,
    documentId: 'd',
    documentTitle: 'Lakes',
    documentDate: '2024',
    codeId: 'c',
    personId: 'p',
    status: 'draft',
    start: 0,
    end: 5,
    quotes: [`quote of ${id}`],
    lost: false,
    ...fields,
  };
}

export function relationOf(
  id: string,
  from: string | RelatedAnnotation,
  to: string | RelatedAnnotation,
  codeId = 'contradicts',
): RelationView {
  const ends = {
    from: typeof from === 'string' ? endOf(from) : from,
    to: typeof to === 'string' ? endOf(to) : to,
  };
  const at = '2024-05-01T10:00:00.000Z';
  return {
    ...ends,
    relation: {
      id,
      personId: 'p',
      codeId,
      codeVersion: 1,
      fromId: ends.from.id,
      toId: ends.to.id,
      attributes: {},
      note: '',
      createdAt: at,
      updatedAt: at,
      deleted: false,
    },
  };
}
