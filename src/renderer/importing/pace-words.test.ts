import { describe, expect, it } from 'vitest';
import type { Pace } from '../../contract/messages.ts';
import { paceInWords } from './pace-words.ts';

const PACE: Pace = {
  files: 1_204,
  totalFiles: 10_000,
  alreadyHere: 0,
  filesPerSecond: 85.4,
  bytesPerSecond: 1_234_567,
  secondsLeft: 125,
};
const words = (change: Partial<Pace>): string =>
  paceInWords({ phase: 'import', done: 0, total: 1, detail: '', pace: { ...PACE, ...change } });

describe('the pace of an import in words', () => {
  it('says how many files, how fast, and how long still', () => {
    expect(words({})).toBe('1,204 of 10,000 files · 85 files/s, 1.2 MB/s · about 2 min left');
    expect(words({ filesPerSecond: 2.34, secondsLeft: 42 })).toContain(
      '2.3 files/s, 1.2 MB/s · about 40 s left',
    );
    expect(words({ secondsLeft: 2 })).toContain('about 1 s left');
    expect(words({ secondsLeft: 7_800 })).toContain('about 2 h 10 min left');
  });

  it('says of one file how fast its bytes come in', () => {
    expect(words({ files: 0, totalFiles: 1, filesPerSecond: 0, secondsLeft: 4 })).toBe(
      '0 of 1 file · 1.2 MB/s · about 5 s left',
    );
  });

  it('says what was there, and nothing of the rate before it is known', () => {
    expect(words({ alreadyHere: 1_100, secondsLeft: null })).toBe(
      '1,204 of 10,000 files · 1,100 already here',
    );
    expect(paceInWords(null)).toBe('');
  });
});
