import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeKeys, keysOf, withKeys, withUsualKeys } from './choose-keys.ts';
import type { Command } from './command.ts';
import { matchesKeys, type Stroke } from './keys.ts';
import { COMMANDS, commandById, commandsWith } from './registry.ts';

function stroke(key: string, code = '', held = ''): Stroke {
  return {
    key,
    code,
    ctrlKey: held.includes('c'),
    metaKey: held.includes('m'),
    altKey: held.includes('a'),
    shiftKey: held.includes('s'),
  };
}

function command(id: string): Command {
  const found = commandById(id);
  if (!found) throw new Error(`There is no command ${id}.`);
  return found;
}

const NOTHING = { byCommand: {} };

describe('the keys of a stroke', () => {
  it('are such as would match it', () => {
    const keys = fc.constantFrom('a', 'Z', '7', '?', '[', 'F6', 'Enter', 'ArrowUp', 'ж');
    fc.assert(
      fc.property(keys, fc.subarray(['c', 'a', 's']), (key, held) => {
        const code = key === 'ж' ? 'Semicolon' : /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : '';
        const pressed = stroke(key, code, held.join(''));
        const named = keysOf(pressed, 'linux');
        if (named !== null) expect(matchesKeys(named, pressed, 'linux')).toBe(true);
      }),
    );
    expect(keysOf(stroke('л', 'KeyK', 'c'), 'linux')).toBe('Mod+K');
    expect(keysOf(stroke('?', 'Slash', 's'), 'linux')).toBe('?');
    expect(keysOf(stroke('Shift', 'ShiftLeft', 's'), 'linux')).toBeNull();
  });
});

describe('choosing keys', () => {
  it('refuses what the window, the caret, the menu or a field has', () => {
    const note = command('code.note');
    for (const [pressed, keys] of [
      [stroke('w', 'KeyW', 'c'), 'Mod+W'],
      [stroke('ArrowUp'), 'ArrowUp'],
      [stroke('Escape'), 'Escape'],
      [stroke('e', 'KeyE', 'c'), 'Mod+E'],
    ] as const) {
      expect(judgeKeys(note, keys, pressed, COMMANDS).outcome).toBe('refused');
    }
    expect(judgeKeys(command('code.new'), 'J', stroke('j', 'KeyJ'), COMMANDS).outcome).toBe('refused');
    expect(judgeKeys(note, 'J', stroke('j', 'KeyJ'), COMMANDS)).toEqual({ outcome: 'free' });
  });

  it('names the command that would lose them, and takes them from it', () => {
    const note = command('code.note');
    expect(judgeKeys(note, 'R', stroke('r', 'KeyR'), COMMANDS)).toMatchObject({
      outcome: 'taken',
      by: { id: 'code.changeCode' },
    });
    const chosen = withKeys(NOTHING, note, ['R'], commandsWith(NOTHING));
    const keysBy = (id: string) => commandsWith(chosen).find((each) => each.id === id)?.keys;
    expect(keysBy('code.note')).toEqual(['R']);
    expect(keysBy('code.changeCode')).not.toContain('R');
    expect(withUsualKeys(chosen, null)).toEqual(NOTHING);
    const usual = commandsWith(withUsualKeys(chosen, 'code.note')).find(({ id }) => id === 'code.note');
    expect(usual?.keys).toEqual(note.keys);
  });

  it('never leaves two commands with one key', () => {
    const ids = fc.constantFrom(...COMMANDS.map(({ id }) => id));
    const key = fc.constantFrom('J', 'Alt+J', 'R', 'N', 'Mod+J', ']');
    fc.assert(
      fc.property(fc.array(fc.tuple(ids, key), { maxLength: 12 }), (choices) => {
        let chosen: Parameters<typeof commandsWith>[0] = NOTHING;
        for (const [id, keys] of choices) {
          const commands = commandsWith(chosen);
          const one = commands.find((each) => each.id === id);
          if (one) chosen = withKeys(chosen, one, [keys], commands);
        }
        const given = commandsWith(chosen).flatMap(({ keys }) =>
          keys.filter((each) => choices.some(([, k]) => k === each)),
        );
        expect(new Set(given).size).toBe(given.length);
      }),
    );
  });
});
