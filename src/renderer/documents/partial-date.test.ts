import { describe, expect, it } from 'vitest';
import { dateProblem } from './partial-date.ts';

describe('a document’s date', () => {
  it.each(['', '2024', '2024-02', '2024-02-29', '0988-12-31'])('may be ‘%s’', (date) => {
    expect(dateProblem(date)).toBeNull();
  });

  it.each(['24', '2024-13', '2024-00', '2023-02-29', '2024-04-31', '1 May 2024', '2024-1-1', '2024-05-'])(
    'may not be ‘%s’',
    (date) => {
      expect(dateProblem(date)).toEqual(expect.any(String));
    },
  );
});
