import { expect, it } from 'vitest';
import { waitBeforeRestart } from './restart-policy.ts';

const policy = { waits: [0, 500], period: 60_000 };

it('starts again at once, then more slowly, then not at all', () => {
  expect(waitBeforeRestart([1_000], 1_000, policy)).toBe(0);
  expect(waitBeforeRestart([1_000, 2_000], 2_000, policy)).toBe(500);
  expect(waitBeforeRestart([1_000, 2_000, 3_000], 3_000, policy)).toBeNull();
});

it('forgets crashes that are long past', () => {
  expect(waitBeforeRestart([1_000, 2_000, 62_000], 62_000, policy)).toBe(0);
  expect(waitBeforeRestart([1_000, 2_001, 62_000], 62_000, policy)).toBe(500);
});
