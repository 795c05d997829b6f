import { type RefObject, useEffect, useRef } from 'react';

/** For a field that appears because the user asked for it: it takes the focus when it comes. */
export function useFocusOnce<E extends HTMLElement>(wanted: boolean): RefObject<E | null> {
  const element = useRef<E>(null);
  const first = useRef(wanted);
  useEffect(() => {
    if (first.current) element.current?.focus();
  }, []);
  return element;
}
