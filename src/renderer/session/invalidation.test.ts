import { describe, expect, it } from 'vitest';
import { queryKeys, staleKeys } from './invalidation.ts';

const DOCUMENT = '0190a000-0000-7000-8000-000000000001';
const ANNOTATION = '0190a000-0000-7000-8000-000000000002';

describe('what a change makes stale', () => {
  it('is, for a tag, the counts and that document’s annotations, never a text', () => {
    const keys = staleKeys([{ kind: 'annotation', ids: [ANNOTATION], documentIds: [DOCUMENT] }]);
    expect(keys).toEqual([
      queryKeys.layerCounts,
      queryKeys.review,
      queryKeys.documents,
      queryKeys.codes,
      queryKeys.entities,
      queryKeys.progress,
      ['relations'],
      ['mentions'],
      queryKeys.lost,
      ['codeVersions'],
      ['annotations', DOCUMENT],
      queryKeys.annotation(ANNOTATION),
      queryKeys.history(ANNOTATION),
    ]);
    expect(keys.some(([first]) => first === 'opened')).toBe(false);
  });

  it('is, for more than can be named, everything of the kind', () => {
    const keys = staleKeys([{ kind: 'annotation', ids: 'many', documentIds: 'many' }]);
    expect(keys).toContainEqual(['annotations']);
    expect(keys).toContainEqual(['annotation']);
    expect(keys).toContainEqual(['history']);
  });

  it('names each thing once', () => {
    const keys = staleKeys([
      { kind: 'code', ids: ['a'], documentIds: [] },
      { kind: 'code', ids: ['a'], documentIds: [] },
    ]);
    expect(keys).toEqual([queryKeys.codes, ['codeVersions'], queryKeys.links, queryKeys.history('a')]);
  });
});
