/** How often and how fast a process that died is started again. Milliseconds. */
export interface RestartPolicy {
  /** waits before the first, second, … restart within the period; as many restarts as there are waits */
  readonly waits: readonly number[];
  readonly period: number;
}

/** The first restart is at once: most crashes are single. A fourth crash within a minute has a cause that stays. */
export const HOST_RESTARTS: RestartPolicy = { waits: [0, 500, 2_000], period: 60_000 };

/** The wait before starting it again (milliseconds), or null where it crashes too often. `crashes`: times, this one included. */
export function waitBeforeRestart(
  crashes: readonly number[],
  now: number,
  policy: RestartPolicy,
): number | null {
  const recent = crashes.filter((at) => now - at < policy.period);
  return policy.waits[recent.length - 1] ?? null;
}
