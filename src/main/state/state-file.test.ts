import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FIRST_STATE } from './saved-state.ts';
import { loadState, saveState } from './state-file.ts';

const now = new Date('2031-05-06T07:08:09.010Z');
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'glossator-state-'));
  file = path.join(folder, 'home', 'state.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('state file', () => {
  it('begins with the first state where there is none', () => {
    expect(loadState(file, now)).toEqual({ state: FIRST_STATE, setAside: null });
  });

  it('comes back as saved, leaving nothing else behind', () => {
    const state = { ...FIRST_STATE, theme: 'dark' } as const;
    saveState(file, state);
    saveState(file, { ...state, zoom: 2 });
    expect(loadState(file, now).state).toEqual({ ...state, zoom: 2 });
    expect(readdirSync(path.dirname(file))).toEqual(['state.json']);
  });

  it('does not trust what a crash left half written beside it', () => {
    saveState(file, { ...FIRST_STATE, zoom: 2 });
    writeFileSync(`${file}.new`, '{"vers');
    expect(loadState(file, now).state.zoom).toBe(2);
  });

  // A parse error that silently becomes an empty state, saved at once, would destroy what could be mended by hand.
  it('keeps a damaged file aside', () => {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, '{"version":1,"theme":"dar');
    const { state, setAside } = loadState(file, now);
    expect(state).toEqual(FIRST_STATE);
    expect(setAside).toBe(path.join(folder, 'home', 'state.damaged-2031-05-06T070809.010Z.json'));
    expect(readFileSync(setAside ?? '', 'utf8')).toBe('{"version":1,"theme":"dar');
    saveState(file, state);
    expect(loadState(file, now).setAside).toBeNull();
  });
});
