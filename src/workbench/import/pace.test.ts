import { describe, expect, it } from 'vitest';
import type { Progress } from '../../contract/messages.ts';
import { ImportPace } from './pace.ts';

/** An import of files of 1,000 bytes each, with a clock that the test moves. */
function begin(total = 100) {
  const told: Progress[] = [];
  const clock = { now: 0 };
  const abort = new AbortController();
  const context = { signal: abort.signal, onProgress: (progress: Progress) => void told.push(progress) };
  const pace = new ImportPace({ files: total, bytes: 1_000 * total }, context, 'import', () => clock.now);
  const deal = (files: number, milliseconds: number) => {
    for (let n = 0; n < files; n += 1) {
      clock.now += milliseconds;
      pace.follow(1_000, 'a file');
      pace.fileDone();
    }
  };
  return { pace, told, deal, abort };
}

describe('the pace of an import', () => {
  it('is told by files and bytes a second, with the time that is left', () => {
    const { told, deal } = begin();
    deal(50, 200);
    expect(told.at(-1)).toMatchObject({ phase: 'import', done: 50_000, total: 100_000, detail: 'a file' });
    expect(told.at(-1)?.pace).toMatchObject({ files: 49, totalFiles: 100, alreadyHere: 0 });
    expect(told.at(-1)?.pace?.filesPerSecond).toBeCloseTo(5, 0);
    expect(told.at(-1)?.pace?.bytesPerSecond).toBeCloseTo(5_000, -2);
    expect(told.at(-1)?.pace?.secondsLeft).toBeCloseTo(10, 0);
  });

  it('promises nothing before there is anything to judge by', () => {
    const { told, deal } = begin();
    deal(2, 200);
    expect(told.length).toBeGreaterThan(0);
    for (const { pace } of told) expect(pace?.secondsLeft).toBeNull();
  });

  it('is that of the last seconds: what was here already went by faster than the rest will', () => {
    const { pace, told, deal } = begin();
    for (let n = 0; n < 60; n += 1) pace.alreadyHere();
    deal(60, 1);
    deal(20, 1_000);
    expect(told.at(-1)?.pace?.alreadyHere).toBe(60);
    expect(told.at(-1)?.pace?.secondsLeft).toBeCloseTo(21, 0);
  });

  it('is told for each hundredth and ten times a second, not for each file', () => {
    const { told, deal } = begin(10_000);
    deal(10_000, 1);
    expect(told.length).toBeGreaterThanOrEqual(100);
    expect(told.length).toBeLessThanOrEqual(250);
    expect(told.at(-1)?.pace?.files).toBe(10_000);
    expect(told.at(-1)?.done).toBe(10_000_000);
  });

  it('is where a cancelled import ends', () => {
    const { deal, abort } = begin();
    deal(1, 10);
    abort.abort();
    expect(() => deal(1, 10)).toThrow(expect.objectContaining({ code: 'cancelled' }));
  });
});
