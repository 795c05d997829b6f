import type { Annotation } from '../../core/annotation/annotation.ts';
import type { Id } from '../../core/ids.ts';
import type { Comparison } from '../../core/review/differences.ts';
import { type Link, linkOf } from '../../core/review/links.ts';
import type { StoreReader } from '../../store/types.ts';

/** The relations of each link of a passage. */
export function relationIdsOf({ links }: Pick<Comparison, 'links'>): readonly (readonly Id[])[] {
  return links.map(({ relations }) => relations.map(({ id }) => id));
}

/**
 * Links of a passage as they are now, each given by the ids of its relations: what was deleted meanwhile is not in them. `annotations`:
 * those of the passage, in the order of the people.
 */
export function linksThere(
  read: StoreReader,
  links: readonly (readonly Id[])[],
  annotations: readonly Annotation[],
): readonly Link[] {
  return links.flatMap((relationIds) => {
    const relations = relationIds
      .map((id) => read.relation(id))
      .filter((relation) => relation !== undefined)
      .filter(({ deleted }) => !deleted);
    const [first] = relations;
    return first ? [linkOf({ codeId: first.codeId, relations }, annotations)] : [];
  });
}
