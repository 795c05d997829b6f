import { describe, expect, it } from 'vitest';
import type { ImportReport } from '../../contract/procedures.ts';
import { bytesInWords, evidenceInWords, reportAsText, reportInWords } from './import-words.ts';

const REPORT: ImportReport = {
  documents: [
    {
      id: 'd',
      title: 'One',
      path: '/a.txt',
      format: 'txt',
      length: 12,
      annotations: 0,
      relations: 0,
      leftOut: [{ reason: 'caption', length: 1_200 }],
    },
  ],
  duplicates: [{ path: '/b.txt', id: 'e', title: 'Two' }],
  errors: [{ path: '/c.txt', code: 'file-empty', message: 'It is empty.', remedy: 'Choose another.' }],
  warnings: [],
  cancelled: false,
};

describe('import in words', () => {
  it('sums up a report and lists each file in it', () => {
    expect(reportInWords(REPORT)).toBe('1 document imported, 1 file already here, 1 file could not be read.');
    expect(reportInWords({ ...REPORT, cancelled: true })).toMatch(/^Cancelled: /);
    const text = reportAsText(REPORT);
    expect(text).toContain('left out: captions 1,200');
    for (const path of ['/a.txt', '/b.txt', '/c.txt']) expect(text).toContain(path);
  });

  it('writes sizes', () => {
    expect([0, 999, 1_000, 15_300, 1_000_000_000].map(bytesInWords)).toEqual([
      '0 B',
      '999 B',
      '1.0 kB',
      '15 kB',
      '1.0 GB',
    ]);
  });

  it('says how sure a guess is', () => {
    const guess = { encoding: 'koi8-r', evidence: 'detected', confidence: 0.83, alternatives: [] } as const;
    expect(evidenceInWords(guess)).toContain('83 %');
  });
});
