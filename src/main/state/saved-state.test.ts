import { describe, expect, it } from 'vitest';
import {
  FIRST_STATE,
  parseState,
  placeOf,
  type SavedState,
  withoutRecent,
  withPlace,
  withRecent,
} from './saved-state.ts';

const entry = (path: string) => ({ path, name: path, openedAt: '2031-01-02T03:04:05.000Z' });
const place = (x: number) => ({
  bounds: { x, y: 0, width: 900, height: 700 },
  maximised: false,
  fullScreen: false,
});

describe('saved state', () => {
  it('comes back as it was written', () => {
    const state = withPlace(
      withRecent({ ...FIRST_STATE, theme: 'dark', zoom: 1.25 }, entry('/a')),
      '/a',
      place(5),
    );
    expect(parseState(JSON.stringify(state))).toEqual(state);
  });

  it.each([
    ['no JSON', '{"version":1'],
    ['empty', ''],
    ['another shape', '[]'],
    ['another version', JSON.stringify({ ...FIRST_STATE, version: 2 })],
    ['a zoom beyond use', JSON.stringify({ ...FIRST_STATE, zoom: 1e9 })],
  ])('is refused where damaged: %s', (_, text) => {
    expect(() => parseState(text)).toThrow();
  });

  it('lists each recent project once, the last opened first, and not without end', () => {
    let state: SavedState = FIRST_STATE;
    for (let n = 0; n < 60; n++) state = withRecent(state, entry(`/p${n % 30}`));
    state = withRecent(state, entry('/p7'));
    expect(state.recent[0]?.path).toBe('/p7');
    expect(new Set(state.recent.map(({ path }) => path)).size).toBe(state.recent.length);
    expect(state.recent.length).toBe(20);
    expect(withoutRecent(state, '/p7').recent.map(({ path }) => path)).not.toContain('/p7');
  });

  it('remembers a place for each project, the last one', () => {
    const state = withPlace(
      withPlace(withPlace(FIRST_STATE, '/a', place(1)), '/b', place(2)),
      '/a',
      place(3),
    );
    expect(placeOf(state, '/a')).toEqual(place(3));
    expect(placeOf(state, '/b')).toEqual(place(2));
    expect(placeOf(state, '/c')).toBeUndefined();
    expect(state.places).toHaveLength(2);
  });
});
