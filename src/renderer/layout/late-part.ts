import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { firstScreen } from '../session/ready.ts';
import { useWorkspace } from '../session/session-context.ts';

/** A part of the interface that the first screen does without. */
export interface LatePart<Module> {
  readonly load: () => Promise<Module>;
  loaded: Module | null;
}

/**
 * The part, once it is there: it is loaded when the first screen is ready, or as soon as it is wanted. Keys pressed while
 * something wanted is not there yet wait for it.
 */
export function useLatePart<Module>(part: LatePart<Module>, wanted: boolean): Module | null {
  const { typedAhead, attempt } = useWorkspace();
  const [loaded, setLoaded] = useState(part.loaded);
  useEffect(() => {
    if (loaded) return;
    let stale = false;
    const load = async () => {
      if (!wanted) await firstScreen;
      if (stale) return;
      part.loaded = await part.load();
      // At once: the keys that waited are pressed when this is done, and are meant for what is shown then.
      if (!stale) flushSync(() => setLoaded(part.loaded));
    };
    void attempt(() => (wanted ? typedAhead.during(load()) : load()));
    return () => {
      stale = true;
    };
  }, [part, loaded, wanted, typedAhead, attempt]);
  return loaded;
}
