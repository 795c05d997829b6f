import { indexState, passagesCounted, passagesFound } from '../search/read-through.ts';
import type { Session } from '../session.ts';
import type { HandlersOf } from './topic.ts';

export function searchHandlers({ store: { read } }: Session): HandlersOf<'search'> {
  const state = () => ({ state: indexState(read), problem: null, indexing: false });
  return {
    'search.passages': (input, { signal }) => passagesFound(read, input, signal),
    'search.count': (input, { signal }) => passagesCounted(read, input, signal),
    'search.state': state,
    'search.rebuild': state,
  };
}
