import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { createRefetch } from './refetch.ts';

test('who asks after a change is answered from after it, though what is shown is fetched anew only later', async () => {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  const refetch = createRefetch(queries, () => Promise.resolve());
  let relations = 0;
  const ask = (queryKey: readonly string[]) =>
    queries.fetchQuery({ queryKey, queryFn: () => Promise.resolve(relations) });
  expect(await ask(['relations', 'a'])).toBe(0);
  expect(await ask(['codes'])).toBe(0);
  relations = 1;
  expect(await ask(['relations', 'a'])).toBe(0);
  refetch.mark([['relations']]);
  expect(queries.getQueryData(['relations', 'a'])).toBe(0);
  expect(await ask(['relations', 'a'])).toBe(1);
  expect(await ask(['codes'])).toBe(0);
  refetch.stop();
  queries.clear();
});
