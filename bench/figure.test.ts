import { describe, expect, it } from 'vitest';
import { figureOf, table } from './figure.ts';

describe('figures', () => {
  it('takes median and percentiles by the nearest rank', () => {
    const figure = figureOf(
      'work',
      'ms',
      Array.from({ length: 100 }, (_, i) => 100 - i),
    );
    expect([figure.median, figure.p95, figure.p99, figure.samples]).toEqual([50, 95, 99, 100]);
  });

  it('says by how much a target is missed, in either direction', () => {
    const slow = figureOf('slow', 'ms', [200], { target: 100 });
    const fast = figureOf('fast', 'ms', [50], { target: 100 });
    const thin = figureOf('thin', 'MB/s', [10], { target: 30, atLeast: true });
    const late = figureOf('late', 'frames', [2], { target: 0 });
    expect(table([slow, fast, thin, late]).split('\n').slice(2)).toEqual([
      '| slow | 200 ms | 200 ms | p95 ≤ 100 ms | missed by 2.00 times |',
      '| fast | 50.0 ms | 50.0 ms | p95 ≤ 100 ms | met |',
      '| thin | 10.0 MB/s | 10.0 MB/s | p95 ≥ 30 MB/s | missed by 3.00 times |',
      '| late | 2.00 frames | 2.00 frames | p95 ≤ 0 frames | missed by 2.00 |',
    ]);
  });

  it('says why there is none', () => {
    const figure = { ...figureOf('beside another', 'ms', []), absent: 'not installed' };
    expect(table([figure]).split('\n')[2]).toBe('| beside another |  |  |  | not installed |');
  });
});
