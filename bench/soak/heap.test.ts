import { expect, test } from 'vitest';
import { partsOf } from './heap.ts';

test('what was compiled is told from what was made', () => {
  const MB = 2 ** 20;
  const meta = {
    node_fields: ['type', 'name', 'id', 'self_size', 'edge_count'],
    node_types: [['hidden', 'object', 'code', 'string'], 'string', 'number', 'number', 'number'],
  } as const;
  const nodes = [1, 0, 1, 3 * MB, 0, 2, 0, 3, 2 * MB, 0, 3, 0, 5, MB, 0, 2, 0, 7, MB, 0];
  expect(partsOf({ snapshot: { meta }, nodes })).toEqual({ made: 4, compiled: 3 });
});
