import { setImmediate } from 'node:timers';
import { expect, it } from 'vitest';
import { type Continuum, spansOf } from '../../core/agreement/continuum.ts';
import { seededRandom } from '../../core/agreement/random.ts';
import { openScratch } from '../testing/scratch.ts';
import { evaluateMarked } from './evaluate.ts';
import { gather, passagesBehind, projectAgreement } from './index.ts';
import { settingsFor } from './settings.ts';

const CATEGORIES = 20;

/** One document in which people marked so many passages each. */
function marked(spans: number, people = 2) {
  const random = seededRandom(3);
  const length = spans * 8;
  const coder = () =>
    spansOf(
      Array.from({ length: spans }, () => {
        const start = random.below(length - 9);
        return [start, start + 1 + random.below(8), random.below(CATEGORIES)] as const;
      }),
    );
  const continua: readonly Continuum[] = [{ length, coders: Array.from({ length: people }, coder) }];
  return { continua, categories: CATEGORIES, numbers: new Float64Array(CATEGORIES) };
}

it.each([
  ['span-f1', 50_000, 2],
  ['krippendorff-alpha', 20_000, 10],
  ['cohen-kappa', 20_000, 10],
  ['alpha-u', 12_000, 8],
] as const)(
  'stops a long %s of %d passages by each of %d people where it is, and answers others meanwhile and afterwards',
  async (measure, spans, people) => {
    const settings = settingsFor(measure, { resamples: 0 });
    const asked = new AbortController();
    let turns = 0;
    let told = 0;
    let going = true;
    const another = () => {
      turns += 1;
      if (going) setImmediate(another);
    };
    setImmediate(another);
    const measuring = evaluateMarked(marked(spans, people), settings, {
      signal: asked.signal,
      onProgress: (done, total) => {
        told += 1;
        expect(done).toBeLessThan(total);
        // Whoever cancels does so in a turn of their own.
        if (told === 2) setImmediate(() => asked.abort());
      },
    });
    await expect(measuring).rejects.toMatchObject({ code: 'cancelled' });
    going = false;
    expect(turns).toBeGreaterThanOrEqual(2);
    expect(told).toBeLessThanOrEqual(3);
    const { overall } = await evaluateMarked(marked(50), settings);
    expect(overall.reason).toBeNull();
  },
);

it('is cancelled before it has begun to read, whether figures or passages were asked for', async () => {
  const scratch = openScratch();
  try {
    const { read } = scratch.store;
    const watch = { signal: AbortSignal.abort() };
    const cancelled = { code: 'cancelled' };
    const request = { unit: 'characters', measure: 'span-f1' } as const;
    await expect(projectAgreement(read, request, watch)).rejects.toMatchObject(cancelled);
    await expect(gather(read, request, watch)).rejects.toMatchObject(cancelled);
    const gathered = await gather(read, request);
    const choice = { kind: 'confusion', first: null, second: null } as const;
    await expect(passagesBehind(gathered, choice, 9, watch)).rejects.toMatchObject(cancelled);
    expect(await projectAgreement(read, request)).toMatchObject({ value: null, reason: 'one-person' });
  } finally {
    scratch.remove();
  }
});
