import { expect, test } from 'vitest';
import { relationOf } from '../testing/relations.ts';
import { type ArcWish, lanesNeeded, layoutArcs } from './arcs.ts';

const band = { top: 0, bottom: 1_000, lanes: 3 };
const wish = (id: string, from: ArcWish['from'], to: ArcWish['to']): ArcWish => ({
  view: relationOf(id, `${id}-from`, `${id}-to`),
  from,
  to,
  directed: true,
});
/** x of the upright part of a line */
const laneOf = (line: string) => Number(/Q(\d+) /.exec(line)?.[1] ?? /^M(\d+)/.exec(line)?.[1]);

test('a line leads from one label to the other, with an arrowhead where it ends', () => {
  const [arc] = layoutArcs([wish('a', 100, 300)], band);
  expect(arc?.line).toBe('M0 100H6Q11 100 11 105V295Q11 300 6 300H0');
  expect(arc?.ends).toContain('M6 296L0 300L6 304Z');
  expect(arc?.name).toMatchObject({ x: 11, y: 200 });
});

test('upwards it turns the other way', () => {
  const [arc] = layoutArcs([wish('a', 300, 100)], band);
  expect(arc?.line).toBe('M0 300H6Q11 300 11 295V105Q11 100 6 100H0');
});

test('lines side by side share a lane; of those that overlap the shorter is nearer', () => {
  const arcs = layoutArcs([wish('long', 100, 600), wish('short', 200, 300), wish('later', 700, 800)], band);
  expect(arcs.map(({ line }) => laneOf(line))).toEqual([22, 11, 11]);
});

test('deeper lines than there are lanes share the last', () => {
  const arcs = layoutArcs(
    [1, 2, 3, 4, 5].map((at) => wish(`r${at}`, 100 - at, 300 + at)),
    band,
  );
  expect(arcs.map(({ line }) => laneOf(line))).toEqual([11, 22, 33, 33, 33]);
});

test('a place beyond what is shown is led towards, without a turn and without an end', () => {
  const [down, up] = layoutArcs([wish('a', 100, 'below'), wish('b', 'above', 400)], band);
  expect(down?.line).toBe('M0 100H17Q22 100 22 105V1000');
  expect(up?.line).toBe('M11 0V395Q11 400 6 400H0');
});

test('to another document leads a stub', () => {
  const [out, into] = layoutArcs([wish('a', 100, 'elsewhere'), wish('b', 'elsewhere', 200)], band);
  expect(out?.line.startsWith('M0 100H9')).toBe(true);
  expect(out?.ends).toBe('M4 96.5L9 100L4 103.5Z');
  expect(into?.ends).toBe('M6 196L0 200L6 204Z');
});

test('lines that meet at one label leave it a little apart, upper ones above', () => {
  const one: ArcWish = { ...wish('a', 300, 100), view: relationOf('a', 'hub', 'x') };
  const two: ArcWish = { ...wish('b', 300, 600), view: relationOf('b', 'hub', 'y') };
  const [up, down] = layoutArcs([one, two], band);
  expect(up?.line.startsWith('M0 298')).toBe(true);
  expect(down?.line.startsWith('M0 302')).toBe(true);
});

test('as many lanes are needed as lines overlap; stubs need none', () => {
  const wishes = [wish('a', 100, 300), wish('b', 200, 400), wish('c', 500, 600), wish('d', 250, 'elsewhere')];
  expect(lanesNeeded(wishes, band)).toBe(2);
});
