import { describe, expect, it } from 'vitest';
import type { CountedCode } from '../../core/codebook/code.ts';
import { PLAIN_CODE } from '../../core/codebook/code.ts';
import { codeChoices, newCodeName } from './code-choices.ts';

function code(id: string, name: string, parentId: string | null = null, position = 0): CountedCode {
  return {
    ...PLAIN_CODE,
    id,
    name,
    parentId,
    position,
    colour: 0,
    key: null,
    description: '',
    createdAt: '',
    updatedAt: '',
    deleted: false,
    annotations: 0,
  };
}

const CODES = [
  code('claim', 'Claim', null, 0),
  code('fact', 'Fact', 'claim', 0),
  code('actor', 'Actor', null, 1),
  code('factor', 'Factor', null, 2),
];
const ids = (query: string, recent: readonly string[] = []) =>
  codeChoices(CODES, query, recent).map((choice) => choice.code.id);

describe('choosing a code', () => {
  it('shows the recently used first, then the codebook’s order', () => {
    expect(ids('', ['factor', 'gone', 'actor'])).toEqual(['factor', 'actor', 'claim', 'fact']);
  });

  it('puts the exact name first, whatever was used lately', () => {
    expect(ids('fact', ['factor'])).toEqual(['fact', 'factor']);
  });

  it('finds a code by the way to it, and names the way', () => {
    expect(ids('claim fact')).toEqual(['fact']);
    expect(codeChoices(CODES, 'fact', [])[0]?.above).toEqual(['Claim']);
  });
});

describe('a new code from what was typed', () => {
  it('is offered unless it is there', () => {
    expect(newCodeName(CODES, ' Source ')).toBe('Source');
    expect(newCodeName(CODES, 'ACTOR')).toBeNull();
    expect(newCodeName(CODES, 'Fact')).toBe('Fact');
    expect(newCodeName(CODES, '  ')).toBeNull();
  });
});
