import { describe, expect, it } from 'vitest';
import { charactersOf, describeKeys, matchesKeys, type Stroke } from './keys.ts';

function stroke(key: string, code: string, held = ''): Stroke {
  return {
    key,
    code,
    ctrlKey: held.includes('c'),
    metaKey: held.includes('m'),
    altKey: held.includes('a'),
    shiftKey: held.includes('s'),
  };
}

describe('matching keys', () => {
  it('takes Control for Mod, and Command on a Mac', () => {
    expect(matchesKeys('Mod+K', stroke('k', 'KeyK', 'c'), 'linux')).toBe(true);
    expect(matchesKeys('Mod+K', stroke('k', 'KeyK', 'm'), 'mac')).toBe(true);
    expect(matchesKeys('Mod+K', stroke('k', 'KeyK', 'c'), 'mac')).toBe(false);
    expect(matchesKeys('Mod+K', stroke('k', 'KeyK'), 'linux')).toBe(false);
  });

  it('tells Shift apart for letters and named keys', () => {
    expect(matchesKeys('Mod+Z', stroke('Z', 'KeyZ', 'cs'), 'linux')).toBe(false);
    expect(matchesKeys('Mod+Shift+Z', stroke('Z', 'KeyZ', 'cs'), 'linux')).toBe(true);
    expect(matchesKeys('Tab', stroke('Tab', 'Tab', 's'), 'linux')).toBe(false);
    expect(matchesKeys('Shift+Tab', stroke('Tab', 'Tab', 's'), 'linux')).toBe(true);
  });

  it('takes signs as the layout gives them, with or without Shift', () => {
    expect(matchesKeys('?', stroke('?', 'Slash', 's'), 'linux')).toBe(true);
    expect(matchesKeys('Mod+=', stroke('+', 'Equal', 'cs'), 'linux')).toBe(false);
    expect(matchesKeys('Mod++', stroke('+', 'Equal', 'cs'), 'linux')).toBe(true);
    expect(matchesKeys('[', stroke('[', 'BracketLeft'), 'linux')).toBe(true);
  });

  it('works while the keyboard writes Cyrillic', () => {
    expect(matchesKeys('Mod+K', stroke('л', 'KeyK', 'c'), 'linux')).toBe(true);
    expect(matchesKeys('N', stroke('т', 'KeyN'), 'linux')).toBe(true);
    expect(charactersOf(stroke('с', 'KeyC'))).toEqual(['с', 'c']);
  });

  it('does not take a Latin letter for another on its place', () => {
    // QWERTZ: the key that says Z stands where QWERTY has Y.
    expect(charactersOf(stroke('z', 'KeyY'))).toEqual(['z']);
    expect(matchesKeys('Mod+Y', stroke('z', 'KeyY', 'c'), 'linux')).toBe(false);
    expect(matchesKeys('Mod+Z', stroke('z', 'KeyY', 'c'), 'linux')).toBe(true);
  });

  it('knows the key of a dead accent by its place', () => {
    expect(matchesKeys('Alt+N', stroke('Dead', 'KeyN', 'a'), 'mac')).toBe(true);
  });

  it('has no characters for named keys', () => {
    expect(charactersOf(stroke('Enter', 'Enter'))).toEqual([]);
  });
});

describe('describing keys', () => {
  it('writes as the system does', () => {
    expect(describeKeys('Mod+Shift+Z', 'linux')).toBe('Ctrl+Shift+Z');
    expect(describeKeys('Mod+Shift+Z', 'mac')).toBe('⇧⌘Z');
    expect(describeKeys('Alt+ArrowDown', 'windows')).toBe('Alt+↓');
    expect(describeKeys('Mod++', 'linux')).toBe('Ctrl++');
    expect(describeKeys('n', 'linux')).toBe('N');
  });
});
