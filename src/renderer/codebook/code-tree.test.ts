import { describe, expect, it } from 'vitest';
import type { CountedCode } from '../../core/codebook/code.ts';
import { PLAIN_CODE } from '../../core/codebook/code.ts';
import { codeTree } from './code-tree.ts';

function code(id: string, parentId: string | null, annotations = 0): CountedCode {
  return {
    ...PLAIN_CODE,
    id,
    name: id,
    parentId,
    position: 0,
    colour: 0,
    key: null,
    description: '',
    createdAt: '',
    updatedAt: '',
    deleted: false,
    annotations,
  };
}

describe('the codebook’s tree', () => {
  it('keeps every row that a new count does not concern', () => {
    const [a, a1, a2, b] = [code('a', null), code('a1', 'a'), code('a2', 'a'), code('b', null)] as const;
    const before = codeTree([a, a1, a2, b], new Map());
    const after = codeTree([a, code('a1', 'a', 1), a2, b], before.items);
    expect(after.items.get('b')).toBe(before.items.get('b'));
    expect(after.items.get('a2')).toBe(before.items.get('a2'));
    expect(after.items.get('a1')?.code.annotations).toBe(1);
    expect(after.items.get('a')?.children[0]).toBe(after.items.get('a1'));
  });

  it('is the same tree for the same codes', () => {
    const codes = [code('a', null), code('a1', 'a')];
    const before = codeTree(codes, new Map());
    expect(codeTree([...codes], before.items).forest[0]).toBe(before.forest[0]);
  });
});
