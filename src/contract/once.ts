/** What `make` gives, made when it is first asked for and kept: a start waits for nothing that it does not use. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
