import { expect, it } from 'vitest';
import { instantInWords } from './instant.ts';

it('says an instant as people do, and leaves alone what is none', () => {
  const here = new Date(2026, 10, 20, 9, 5);
  expect(instantInWords(here.toISOString())).toMatch(/^20 November 2026\D+0?9:05$/);
  expect(instantInWords('yesterday')).toBe('yesterday');
});
