import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { SHELL_COMMANDS } from '../../contract/shell-names.ts';
import { type MainAction, type MenuState, menuTemplate } from './template.ts';

const state: MenuState = {
  platform: 'linux',
  hasProject: true,
  hasWindow: true,
  undo: null,
  redo: null,
  recent: [],
  theme: 'system',
  zoom: 1,
  developerTools: false,
};

function build(more: Partial<MenuState> = {}) {
  const performed: MainAction[] = [];
  const sent: string[] = [];
  const template = menuTemplate(
    { ...state, ...more },
    { perform: (action) => performed.push(action), send: (command) => sent.push(command) },
  );
  const flat = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
    items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);
  return { items: flat(template), performed, sent };
}

const press = (item: MenuItemConstructorOptions | undefined) => (item?.click as (() => void) | undefined)?.();

describe.each(['linux', 'windows', 'mac'] as const)('menuTemplate on %s', (platform) => {
  const { items, sent } = build({ platform, undo: 'tag ‘A & B’', redo: 'import' });

  it('offers every command that the page knows, once', () => {
    const ids = items.flatMap(({ id }) => (id === undefined ? [] : [id]));
    expect([...ids].sort()).toEqual([...SHELL_COMMANDS].sort());
    for (const item of items.filter(({ id }) => id !== undefined)) press(item);
    expect([...sent].sort()).toEqual([...SHELL_COMMANDS].sort());
  });

  it('names what undo and redo would do, ampersands as they are', () => {
    expect(items.find(({ id }) => id === 'edit.undo')?.label).toBe('&Undo tag ‘A && B’');
    expect(items.find(({ id }) => id === 'edit.redo')?.label).toBe('&Redo import');
  });

  // A bare key in the menu would be taken away from tagging.
  it('takes no key that tags or edits text', () => {
    for (const { accelerator } of items) {
      if (accelerator === undefined) continue;
      expect(accelerator).toMatch(/^F\d+$|^Shift\+F\d+$|(Ctrl|Cmd|CmdOrCtrl|Alt)\+/);
    }
  });

  it('gives no accelerator twice', () => {
    const taken = items.flatMap(({ accelerator }) => (accelerator === undefined ? [] : [accelerator]));
    expect(new Set(taken).size).toBe(taken.length);
  });
});

describe('menuTemplate', () => {
  it('disables what needs a project where there is none, but not undo in a text field', () => {
    const { items } = build({ hasProject: false });
    const enabled = (id: string) => items.find((item) => item.id === id)?.enabled;
    expect(enabled('file.export')).toBe(false);
    expect(enabled('edit.undo')).toBe(true);
    expect(enabled('edit.selectAll')).toBe(true);
  });

  it('offers the recent projects that are still there', () => {
    const openedAt = '2031-01-01T00:00:00Z';
    const { items, performed } = build({
      recent: [
        { path: '/a.gloss', name: 'Cats & dogs', openedAt, missing: false },
        { path: '/b.gloss', name: 'Gone', openedAt, missing: true },
      ],
    });
    const found = items.find(({ label }) => label === 'Cats && dogs');
    press(found);
    expect(performed).toEqual([{ do: 'openRecent', path: '/a.gloss' }]);
    expect(items.some(({ label }) => label === 'Gone')).toBe(false);
  });

  it('shows the looks that are chosen, and developer tools only where allowed', () => {
    const { items } = build({ theme: 'dark', zoom: 1.25 });
    const chosen = items.filter(({ checked }) => checked).map(({ label }) => label);
    expect(chosen).toEqual(['&Dark', '125 %']);
    expect(items.some(({ label }) => label === 'De&veloper Tools')).toBe(false);
    expect(build({ developerTools: true }).items.some(({ label }) => label === 'De&veloper Tools')).toBe(
      true,
    );
  });
});
