import { describe, expect, it } from 'vitest';
import { fillDisk } from './full-disk.ts';
import { torture } from './kill.ts';

/** With the dozen of e2e/kill.e2e.ts these are 300 kills; `npm run torture` runs 10,000. */
describe('a store whose process is killed', () => {
  it('loses nothing that was acknowledged', async () => {
    const report = await torture({ runs: 288, seed: 20240501 });
    expect(report.runs).toBe(288);
  }, 1_800_000);
});

describe('a store whose disk is full', () => {
  it('loses nothing, says so and goes on when there is room again', () => {
    const { hindrance, writes } = fillDisk(13);
    // Where there is no C compiler full-disk.test.ts still fills the file to SQLite's own limit.
    if (hindrance === null) {
      expect(Object.keys(writes)).toEqual(['save', 'undo', 'import', 'backup', 'create']);
      for (const count of Object.values(writes)) expect(count).toBeGreaterThan(13);
    } else {
      expect(hindrance).toMatch(/Linux|compiler/);
    }
  }, 1_800_000);
});
