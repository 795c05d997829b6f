import type { Page } from '@playwright/test';

declare global {
  interface Window {
    benchMark?: Promise<number>;
  }
}

const LONGEST = 60_000;

/**
 * Does something in the page and waits for the mark that the reading view sets once the result has been painted.
 * Returns milliseconds from the input event that set it off, as the browser dated it, to the mark.
 */
export async function untilMark(
  page: Page,
  input: 'click' | 'keydown',
  mark: string,
  act: () => Promise<void>,
): Promise<number> {
  await page.evaluate(
    ([type, name, longest]) => {
      performance.clearMarks(name);
      let from = Number.NaN;
      const note = (event: Event) => {
        from = event.timeStamp;
      };
      window.addEventListener(type, note, { capture: true, once: true });
      window.benchMark = new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`${name} did not come`)), longest);
        new PerformanceObserver((list, observer) => {
          const [found] = list.getEntriesByName(name);
          if (!found) return;
          observer.disconnect();
          clearTimeout(timer);
          resolve(found.startTime - from);
        }).observe({ entryTypes: ['mark'] });
      });
    },
    [input, mark, LONGEST] as const,
  );
  await act();
  return page.evaluate(() => window.benchMark ?? Number.NaN);
}

export interface ScrollSample {
  /** milliseconds between frames */
  readonly frames: readonly number[];
  /** milliseconds of script from the message that the position changed, with the layouts that it asks for, in that frame */
  readonly scripts: readonly number[];
  /** the same until all that it changed was laid out */
  readonly laidOut: readonly number[];
  /** the same until it was painted, less what measuring itself took */
  readonly painted: readonly number[];
  /** frames in which the middle of the text area showed no text */
  readonly blank: number;
  /** most elements below the reading view at any frame */
  readonly nodes: number;
}

/** Scrolls by `step` pixels a frame for `count` frames, as a wheel held down does; at an end of the text it turns. */
export async function scrollSteadily(page: Page, step: number, count: number): Promise<ScrollSample> {
  return page.evaluate(
    ([pixels, frames]) =>
      new Promise<ScrollSample>((resolve) => {
        const scroller = document.querySelector('[data-part="scroller"]');
        if (!scroller) throw new Error('there is no reading view');
        const text = scroller.querySelector('[data-part="text"]');
        const intervals: number[] = [];
        const scripts: number[] = [];
        const laidOut: number[] = [];
        const painted: number[] = [];
        let blank = 0;
        let nodes = 0;
        let before = 0;
        let left = frames;
        let direction = 1;
        const channel = new MessageChannel();
        // A frame begins with the messages of what was scrolled since the last: this one comes before all others.
        let began = Number.NaN;
        const onScroll = () => {
          if (Number.isNaN(began)) began = performance.now();
        };
        window.addEventListener('scroll', onScroll, { capture: true, passive: true });
        let ended = Number.NaN;
        let measured = 0;
        // A message posted in the frame arrives once the frame is painted.
        channel.port1.onmessage = () => {
          if (!Number.isNaN(ended))
            painted.push(performance.now() - ended - measured + (laidOut.at(-1) ?? 0));
        };
        const onFrame = (now: number) => {
          const scriptsRan = performance.now();
          // What they changed is laid out here, as it would be at the end of the frame.
          const box = scroller.getBoundingClientRect();
          ended = Number.NaN;
          const from = performance.now();
          if (!Number.isNaN(began)) {
            scripts.push(scriptsRan - began);
            laidOut.push(from - began);
            ended = from;
          }
          began = Number.NaN;
          if (before > 0) intervals.push(now - before);
          before = now;
          const seen = document.elementFromPoint(box.left + box.width / 3, box.top + box.height / 2);
          const near = document.elementFromPoint(box.left + box.width / 3, box.top + box.height / 2 + 24);
          if (text && !text.contains(seen) && !text.contains(near)) blank += 1;
          nodes = Math.max(nodes, scroller.querySelectorAll('*').length);
          if (scroller.scrollTop <= 0) direction = 1;
          if (scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1) direction = -1;
          scroller.scrollTop += direction * pixels;
          measured = performance.now() - from;
          channel.port2.postMessage(null);
          left -= 1;
          if (left > 0) requestAnimationFrame(onFrame);
          else {
            channel.port1.close();
            window.removeEventListener('scroll', onScroll, { capture: true });
            resolve({ frames: intervals, scripts, laidOut, painted, blank, nodes });
          }
        };
        requestAnimationFrame(onFrame);
      }),
    [step, count] as const,
  );
}
