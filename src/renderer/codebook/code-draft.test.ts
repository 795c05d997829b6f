import { describe, expect, it } from 'vitest';
import type { CountedCode } from '../../core/codebook/code.ts';
import { PLAIN_CODE } from '../../core/codebook/code.ts';
import { COMMANDS } from '../commands/registry.ts';
import { keyVerdict, nameProblem } from './code-draft.ts';

const CLAIM: CountedCode = {
  ...PLAIN_CODE,
  id: 'claim',
  name: 'Claim',
  parentId: null,
  position: 0,
  colour: 0,
  key: 'c',
  description: '',
  createdAt: '',
  updatedAt: '',
  deleted: false,
  annotations: 0,
};

describe('a code’s key, as it is being chosen', () => {
  it('says whose it is where it is taken', () => {
    expect(keyVerdict('C', [CLAIM], null, COMMANDS).problem).toContain('‘Claim’');
    expect(keyVerdict('C', [CLAIM], 'claim', COMMANDS)).toEqual({ key: 'c', problem: null, remark: null });
  });

  it('says which command it hides, and where that one is then', () => {
    const verdict = keyVerdict('n', [CLAIM], null, COMMANDS);
    expect(verdict.key).toBe('n');
    expect(verdict.remark).toContain('note');
    expect(verdict.remark).toContain('F2');
  });

  it('refuses what cannot be pressed alone, and takes none', () => {
    expect(keyVerdict('+', [], null, COMMANDS).problem).toEqual(expect.any(String));
    expect(keyVerdict('', [], null, COMMANDS)).toEqual({ key: null, problem: null, remark: null });
  });
});

describe('a code’s name', () => {
  it('must differ from its siblings', () => {
    expect(nameProblem('claim', null, [CLAIM], null)).toEqual(expect.any(String));
    expect(nameProblem('claim', 'claim', [CLAIM], null)).toBeNull();
    expect(nameProblem('Claim', null, [CLAIM], 'claim')).toBeNull();
  });
});
