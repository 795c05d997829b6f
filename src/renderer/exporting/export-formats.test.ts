import { describe, expect, it } from 'vitest';
import { suggestedName } from './export-formats.ts';

describe('the name that is suggested for an export', () => {
  it('is the project’s, without what file names cannot hold', () => {
    expect(suggestedName('Minsk: talks 2022/24', 'csv')).toBe('Minsk talks 2022 24.csv');
    expect(suggestedName(' ../..\u0007 ', 'jsonl')).toBe('export.jsonl');
    expect(suggestedName('Інтэрв’ю', 'csv')).toBe('Інтэрв’ю.csv');
  });
});
