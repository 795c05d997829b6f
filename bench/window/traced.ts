import type { Page } from '@playwright/test';

/** Of Chromium's trace: microseconds. `tdur`: of the thread's own time on a processor. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly ts: number;
  readonly tdur?: number;
  readonly args: { readonly data?: { readonly type?: string } };
}

/**
 * What the scripts of scrolling take in each frame while something scrolls: milliseconds on a processor, with the layouts that they ask
 * for, by Chromium's own trace. Waiting for a processor, which other threads that paint and compose keep, is not in it.
 */
export async function processorTimeOfScrolling(
  page: Page,
  scroll: () => Promise<unknown>,
): Promise<readonly number[]> {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser that could trace it');
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline'] },
  });
  await scroll();
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return perFrame(events);
}

function perFrame(events: readonly TraceEvent[]): readonly number[] {
  const scripts = events.filter(({ name, ph, args }) => {
    return name === 'EventDispatch' && ph === 'X' && args.data?.type === 'scroll';
  });
  const frames = events
    .filter(({ name, pid }) => name === 'FireAnimationFrame' && pid === scripts[0]?.pid)
    .map(({ ts }) => ts)
    .sort((a, b) => a - b);
  const taken = new Map<number | undefined, number>();
  for (const { ts, tdur = 0 } of scripts) {
    const frame = frames.find((began) => began > ts);
    taken.set(frame, (taken.get(frame) ?? 0) + tdur / 1_000);
  }
  return [...taken.values()];
}
