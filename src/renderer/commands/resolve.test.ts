import { describe, expect, it } from 'vitest';
import { SHELL_COMMANDS } from '../../contract/shell-names.ts';
import type { Stroke } from './keys.ts';
import { COMMANDS, commandById } from './registry.ts';
import { hiddenBy, type KeyPlace, resolveStroke } from './resolve.ts';

const CODES = [
  { id: 'claim', key: 'c' },
  { id: 'notion', key: 'n' },
  { id: 'zhe', key: 'ж' },
];
const TEXT: KeyPlace = { inField: false, inText: true, inTypeahead: false, passage: true };

function press(key: string, place: Partial<KeyPlace> = {}, held: Partial<Stroke> = {}): string | null {
  const stroke: Stroke = {
    key,
    code: '',
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...held,
  };
  const resolved = resolveStroke(stroke, { ...TEXT, ...place }, CODES, COMMANDS, 'linux');
  return resolved && (resolved.kind === 'code' ? `code ${resolved.codeId}` : resolved.command.id);
}

describe('what a key means', () => {
  it('is the code with a passage, and otherwise the command or nothing', () => {
    expect(press('c')).toBe('code claim');
    expect(press('c', { passage: false })).toBeNull();
    expect(press('n')).toBe('code notion');
    expect(press('n', { passage: false })).toBe('code.note');
  });

  it('is a code by the place of its key while another script is written', () => {
    expect(press('с', {}, { code: 'KeyC' })).toBe('code claim');
    expect(press('ж', {}, { code: 'Semicolon' })).toBe('code zhe');
  });

  it('is nothing of ours in a field, but for chords that no field has', () => {
    const field = { inField: true, inText: false };
    expect(press('c', field)).toBeNull();
    expect(press('?', field)).toBeNull();
    expect(press(']', field)).toBeNull();
    expect(press('Enter', field)).toBeNull();
    expect(press('Escape', field)).toBeNull();
    expect(press('z', field, { ctrlKey: true })).toBeNull();
    expect(press('a', field, { ctrlKey: true })).toBeNull();
    expect(press('k', field, { ctrlKey: true })).toBe('go.commands');
    expect(press('F6', field)).toBe('go.nextPane');
  });

  it('leaves Enter, Tab and Delete to whatever has the focus outside the text', () => {
    const elsewhere = { inText: false };
    expect(press('Enter', elsewhere)).toBeNull();
    expect(press('Tab', elsewhere)).toBeNull();
    expect(press('Delete', elsewhere)).toBeNull();
    expect(press('Enter')).toBe('code.tagSelection');
    expect(press('t', elsewhere, { ctrlKey: true })).toBe('code.tagSelection');
  });

  it('leaves letters to lists that find rows by them', () => {
    const tree = { inText: false, inTypeahead: true };
    expect(press('c', tree)).toBeNull();
    expect(press('n', tree)).toBeNull();
    expect(press('z', tree, { ctrlKey: true })).toBe('edit.undo');
  });
});

describe('the commands', () => {
  it('knows every command that the menu can send', () => {
    expect(SHELL_COMMANDS.filter((id) => !commandById(id))).toEqual([]);
  });

  it('gives no two commands the same keys', () => {
    const keys = COMMANDS.flatMap((command) => command.keys);
    expect(keys.filter((each, i) => keys.indexOf(each) !== i)).toEqual([]);
    expect(new Set(COMMANDS.map(({ id }) => id)).size).toBe(COMMANDS.length);
  });

  it('has a second key for each command that a code’s key can hide', () => {
    for (const key of 'abcdefghijklmnopqrstuvwxyz0123456789')
      for (const { command, otherKeys } of hiddenBy(key, COMMANDS))
        expect([command.id, otherKeys.length]).toEqual([command.id, 1]);
    expect(hiddenBy('n', COMMANDS).map(({ command }) => command.id)).toEqual(['code.note']);
  });
});
