import { vi } from 'vitest';

/** Resolves when the condition holds: on a machine however busy, so that a test fails only where it never will. */
export async function until(condition: () => boolean): Promise<void> {
  await vi.waitUntil(condition, { timeout: 30_000, interval: 10 });
}
