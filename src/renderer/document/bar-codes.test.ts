import { describe, expect, it } from 'vitest';
import type { CountedCode } from '../../core/codebook/code.ts';
import { PLAIN_CODE } from '../../core/codebook/code.ts';
import { barCodes } from './bar-codes.ts';

function code(id: string, position: number, key: string | null = null): CountedCode {
  return {
    ...PLAIN_CODE,
    id,
    name: id,
    parentId: null,
    position,
    colour: 0,
    key,
    description: '',
    createdAt: '',
    updatedAt: '',
    deleted: false,
    annotations: 0,
  };
}
const CODES = [code('a', 0), code('b', 1, 'b'), code('c', 2), code('d', 3, 'd')];
const ids = (codes: readonly CountedCode[]) => codes.map(({ id }) => id);

describe('codes offered beside a selection', () => {
  it('are those used lately and those with a key, in the codebook’s order', () => {
    expect(ids(barCodes(CODES, [], 2))).toEqual(['b', 'd']);
    expect(ids(barCodes(CODES, ['gone', 'c'], 2))).toEqual(['b', 'c']);
    expect(ids(barCodes(CODES, ['d', 'a'], 9))).toEqual(['a', 'b', 'c', 'd']);
  });
});
