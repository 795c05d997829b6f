import type { FoundPassage } from '../../core/query/text-query.ts';
import type { PassageToTag } from '../workspace/workspace.ts';

/** What becomes an annotation: each hit by itself, or the whole paragraph in which hits stand. */
export type TaggedAs = 'hits' | 'passages';

/** What a code is put on where found passages are tagged. */
export function passagesToTag(found: readonly FoundPassage[], taggedAs: TaggedAs): readonly PassageToTag[] {
  return found.flatMap(({ documentId, start, end, ranges }) => {
    if (taggedAs === 'passages') return [{ documentId, ranges: [{ start, end }] }];
    const hits: PassageToTag[] = [];
    for (let i = 0; i + 1 < ranges.length; i += 2)
      hits.push({ documentId, ranges: [{ start: ranges[i] ?? start, end: ranges[i + 1] ?? end }] });
    return hits;
  });
}
