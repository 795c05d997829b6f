import { describe, expect, it } from 'vitest';
import { choicesFrom, definitionsProblem, moved, newDefinition } from './definition-draft.ts';

const BEFORE = [
  { id: 'a', label: 'Strong' },
  { id: 'b', label: 'Weak' },
];

describe('choices written one a line', () => {
  it('keep their ids by label, in any order', () => {
    expect(choicesFrom('Weak\n\n Strong ', BEFORE)).toEqual([BEFORE[1], BEFORE[0]]);
  });

  it('are renamed where a line is changed', () => {
    expect(choicesFrom('Strong\nFeeble', BEFORE)).toEqual([BEFORE[0], { id: 'b', label: 'Feeble' }]);
  });

  it('are new where a line is added', () => {
    const [strong, medium, weak] = choicesFrom('Strong\nMedium\nWeak', BEFORE);
    expect([strong, weak]).toEqual(BEFORE);
    expect(medium?.label).toBe('Medium');
    expect(BEFORE.map(({ id }) => id)).not.toContain(medium?.id);
  });
});

describe('definitions', () => {
  it('say why they cannot be stored', () => {
    const named = { ...newDefinition(), name: 'Stance' };
    expect(definitionsProblem([named])).toBeNull();
    expect(definitionsProblem([newDefinition()])).toContain('needs a name');
    expect(definitionsProblem([named, { ...newDefinition(), name: 'stance' }])).toContain('two attributes');
    expect(definitionsProblem([{ ...named, type: 'choice' }])).toContain('nothing to choose');
  });

  it('move by one place and stop at the ends', () => {
    const [one, two] = [newDefinition(), newDefinition()];
    expect(moved([one, two], 0, 1)).toEqual([two, one]);
    expect(moved([one, two], 0, -1)).toEqual([one, two]);
  });
});
