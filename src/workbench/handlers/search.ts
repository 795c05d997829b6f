import type { Session } from '../session.ts';
import type { HandlersOf } from './topic.ts';

/** Texts are seen by all: a search finds the same whatever may be seen of what others said. */
export function searchHandlers(session: Session): HandlersOf<'search'> {
  const search = () => {
    if (!session.search) throw new Error('Nothing is searched in this session.');
    return session.search();
  };
  return {
    'search.passages': async ({ order, after, limit, documentIds, ...query }, { signal }) =>
      (await search()).passages(query, { order, after, limit, documentIds }, signal),
    'search.count': async ({ documentIds, ...query }, { signal }) =>
      (await search()).count(query, { documentIds }, signal),
    'search.state': async () => (await search()).state(),
    'search.rebuild': async () => (await search()).rebuild(),
  };
}
