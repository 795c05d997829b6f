import { describe, expect, it } from 'vitest';
import type { AttributeDefinition } from '../../core/attribute/attribute.ts';
import { missingInWords, readAttribute } from './attribute-problem.ts';

function definition(type: AttributeDefinition['type'], fields: Partial<AttributeDefinition> = {}) {
  return { id: type, name: 'When', type, required: false, choices: [], initial: null, ...fields };
}

describe('what is typed into an attribute', () => {
  it('is a value, or none where it is blank', () => {
    expect(readAttribute(definition('number'), ' 3,5 ')).toEqual({ value: 3.5, problem: null });
    expect(readAttribute(definition('date'), '2024-02')).toEqual({ value: '2024-02', problem: null });
    expect(readAttribute(definition('text'), '  ')).toEqual({ value: null, problem: null });
  });

  it('is explained where it is of the wrong type', () => {
    expect(readAttribute(definition('date'), '31 June').problem).toMatch(
      /‘When’ cannot be ‘31 June’.*2024-05/,
    );
    expect(readAttribute(definition('number'), 'many').problem).toContain('a number');
  });
});

describe('required values', () => {
  it('are missed in words', () => {
    const required = [definition('text', { required: true }), definition('number', { required: true })];
    expect(missingInWords(required, {})).toBe('2 values missing');
    expect(missingInWords(required, { text: 'x' })).toBe('1 value missing');
    expect(missingInWords(required, { text: 'x', number: 0 })).toBeNull();
  });
});
