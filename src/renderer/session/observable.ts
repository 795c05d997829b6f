import { useSyncExternalStore } from 'react';

/** A value that components and commands share: the window's own state, as distinct from what the store holds. */
export interface Observable<T> {
  get(): T;
  set(next: T): void;
  /** Sets some fields; where none differs nobody is told. */
  patch(fields: Partial<T>): void;
  /** Returns the function that ends the subscription. */
  subscribe(listener: () => void): () => void;
}

export function createObservable<T extends object>(initial: T): Observable<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  function set(next: T): void {
    if (next === value) return;
    value = next;
    for (const listener of [...listeners]) listener();
  }
  return {
    get: () => value,
    set,
    patch(fields) {
      const keys = Object.keys(fields) as (keyof T)[];
      if (keys.some((key) => !Object.is(value[key], fields[key]))) set({ ...value, ...fields });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The selected part must be a primitive or keep its identity while it is the same. */
export function useObservable<T extends object, S>(observable: Observable<T>, select: (value: T) => S): S {
  return useSyncExternalStore(observable.subscribe, () => select(observable.get()));
}
