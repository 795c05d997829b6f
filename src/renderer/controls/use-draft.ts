import { useEffect, useRef, useState } from 'react';

export interface Draft {
  readonly text: string;
  /** goes up when what is stored has changed elsewhere and takes the place of the text */
  readonly generation: number;
  write(text: string): void;
  /** stores what was written, where it differs from what is stored; what is refused stays written */
  keep(): void;
  /** back to what is stored */
  giveUp(): void;
}

/**
 * Text that is written here and stored elsewhere, as one action when the field is left by any way: another record, another
 * project, the window's end. `store` returns whether it took the text. What changes elsewhere meanwhile (an undo) is shown,
 * unless something is being written. Meant to be keyed by the record.
 */
export function useDraft(stored: string, store: (text: string) => boolean): Draft {
  const [text, setText] = useState(stored);
  const generation = useRef(0);
  // What the store has or is being given; what differs from it is not stored yet.
  const known = useRef(stored);
  const latest = useRef(text);
  const taker = useRef(store);
  taker.current = store;
  if (stored !== known.current && latest.current === known.current) {
    known.current = stored;
    latest.current = stored;
    generation.current += 1;
    setText(stored);
  }

  const write = useRef((next: string) => {
    latest.current = next;
    setText(next);
  });
  const keep = useRef(() => {
    if (latest.current === known.current) return;
    if (taker.current(latest.current)) known.current = latest.current;
  });
  useEffect(() => {
    const onLeave = keep.current;
    window.addEventListener('pagehide', onLeave);
    return () => {
      window.removeEventListener('pagehide', onLeave);
      onLeave();
    };
  }, []);
  return {
    text,
    generation: generation.current,
    write: write.current,
    keep: keep.current,
    giveUp: () => write.current(known.current),
  };
}
