import { describe, expect, it } from 'vitest';
import { definition, idOf } from '../attribute/testing/arbitrary-attributes.ts';
import { errorOf } from '../testing/raised.ts';
import { type Code, PLAIN_CODE } from './code.ts';
import { checkCodeDefinition, definitionChanged, requireKind, versionAfter } from './definition.ts';

function code(n: number, name: string, more: Partial<Code> = {}): Code {
  return {
    ...PLAIN_CODE,
    id: idOf(n),
    name,
    parentId: null,
    colour: 0,
    key: null,
    description: '',
    position: n,
    createdAt: '2024-01-01T00:00:00.000Z',
    updatedAt: '2024-01-01T00:00:00.000Z',
    deleted: false,
    ...more,
  };
}

const claim = code(1, 'Claim');
const topic = code(2, 'Topic', { kind: 'document' });
const denies = code(3, 'denies', { kind: 'relation' });
const codes = [claim, topic, denies];

describe('the definition of a code', () => {
  it('has ends only where it is a relation, and only codes for passages as ends', () => {
    const ends = { from: [claim.id, claim.id], to: [], directed: false };
    expect(checkCodeDefinition(denies, codes).ends).toEqual({ from: [], to: [], directed: true });
    expect(checkCodeDefinition({ ...denies, ends }, codes).ends).toEqual({ ...ends, from: [claim.id] });
    expect(errorOf(() => checkCodeDefinition({ ...claim, ends }, codes)).code).toBe('code-kind-refused');
    const toTopic = { ...ends, to: [topic.id] };
    expect(errorOf(() => checkCodeDefinition({ ...denies, ends: toTopic }, codes)).message).toContain(
      'Topic',
    );
    const toNothing = { ...ends, to: [idOf(99)] };
    expect(errorOf(() => checkCodeDefinition({ ...denies, ends: toNothing }, codes)).code).toBe('not-found');
  });

  it('has attributes that are checked as its own', () => {
    const attributes = [definition('Stance', 'text'), definition('stance', 'number')];
    expect(errorOf(() => checkCodeDefinition({ ...claim, attributes }, codes)).place).toEqual({
      recordKind: 'code',
      recordId: claim.id,
      field: 'attributes.1.name',
    });
  });

  it('is put on what its kind says', () => {
    expect(errorOf(() => requireKind(topic, 'span')).message).toBe(
      '‘Topic’ is a code for documents, not for passages.',
    );
    requireKind(topic, 'document');
  });

  it('has changed where what it asks for has, and not where only an order has', () => {
    const stance = definition('Stance', 'choice', ['For', 'Against']);
    const year = definition('Year', 'number');
    const before = code(4, 'Position', {
      description: 'What one holds.',
      attributes: [stance, year],
      version: 3,
    });
    const same = { ...before, name: 'Stand', colour: 4, key: 'p', description: ' What  one holds.\n' };
    expect(versionAfter(before, same)).toBe(3);
    expect(definitionChanged(before, { ...before, attributes: [year, stance] })).toBe(false);
    const turned = { ...stance, choices: [...stance.choices].reverse() };
    expect(definitionChanged(before, { ...before, attributes: [turned, year] })).toBe(false);
    expect(versionAfter(before, { ...before, description: 'What one says.' })).toBe(4);
    expect(definitionChanged(before, { ...before, attributes: [stance] })).toBe(true);
    expect(definitionChanged(before, { ...before, attributes: [stance, { ...year, required: true }] })).toBe(
      true,
    );
    expect(definitionChanged(before, { ...before, attributes: [stance, { ...year, initial: 2024 }] })).toBe(
      true,
    );
    const relabelled = {
      ...stance,
      choices: stance.choices.map((each) => ({ ...each, label: `${each.label}!` })),
    };
    expect(definitionChanged(before, { ...before, attributes: [relabelled, year] })).toBe(true);
  });

  it('has changed with its ends', () => {
    const ends = { from: [idOf(1), idOf(5)], to: [], directed: true };
    const before = { ...denies, ends };
    expect(definitionChanged(before, { ...before, ends: { ...ends, from: [idOf(5), idOf(1)] } })).toBe(false);
    expect(definitionChanged(before, { ...before, ends: { ...ends, directed: false } })).toBe(true);
    expect(definitionChanged(before, { ...before, ends: { ...ends, to: [idOf(1)] } })).toBe(true);
    expect(definitionChanged(before, { ...before, ends: null })).toBe(true);
  });
});
