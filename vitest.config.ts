import { defineConfig } from 'vitest/config';

/** Real work runs in each: SQLite files, streams, whole projects. */
const shared = { environment: 'node', pool: 'forks', testTimeout: 60_000, hookTimeout: 60_000 } as const;

export default defineConfig({
  test: {
    // Two cores are what a small machine has; more forks only contend.
    maxWorkers: 2,
    globalSetup: './scripts/vitest-folders.ts',
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: ['src/store/**'],
        },
      },
      { test: { ...shared, name: 'store', include: ['src/store/**/*.test.ts'] } },
    ],
  },
});
