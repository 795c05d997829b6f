import {
  type BootstrapOptions,
  bootstrapDocuments,
  bootstrapParagraphs,
  bootstrapUnits,
  type IntervalOrReason,
} from '../../core/agreement/bootstrap.ts';
import type { Continuum } from '../../core/agreement/continuum.ts';
import type { Estimate } from '../../core/agreement/estimate.ts';
import type { Gamma, GammaDocument } from '../../core/agreement/gamma/gamma.ts';
import type { RatingMeasure } from '../../core/agreement/measures.ts';
import { overallRating, type RatingResult } from '../../core/agreement/rating-measures.ts';
import type { RatingTable } from '../../core/agreement/ratings.ts';
import {
  type Resampled,
  resampledCategory,
  resampledPair,
  type SpanMeasureOptions,
} from '../../core/agreement/resampling.ts';
import type { AgreementSettings } from './settings.ts';
import { type Watch, walked } from './watch.ts';

/** Intervals of the pairs and of the parts of a result, in their order. */
export interface PartIntervals {
  readonly pairs: readonly IntervalOrReason[];
  readonly parts: readonly IntervalOrReason[];
}

export const NO_INTERVAL: IntervalOrReason = { interval: null, reason: 'nothing-to-resample' };

function bootstrapOf({ resamples, seed, confidence }: AgreementSettings): BootstrapOptions {
  return { resamples, seed, level: confidence };
}

/** Resampled documents are measured from their spans: so many spans at most over all resamples. */
const SPANS_LIMIT = 20_000_000;

function affordable(options: BootstrapOptions, continua: readonly Continuum[]): BootstrapOptions {
  const spans = continua.reduce(
    (sum, { coders }) => sum + coders.reduce((all, each) => all + (each ? each.starts.length : 0), 0),
    0,
  );
  const most = Math.max(100, Math.floor(SPANS_LIMIT / Math.max(1, spans)));
  return { ...options, resamples: Math.min(options.resamples, most) };
}

/** The interval of a measure over documents. */
export async function documentInterval(
  { value }: Estimate,
  { documents, measure, preparation }: Resampled,
  settings: AgreementSettings,
  watch: Watch,
): Promise<IntervalOrReason> {
  if (value === null) return NO_INTERVAL;
  if (preparation) await walked(preparation(), watch, () => undefined);
  const options = affordable(bootstrapOf(settings), documents);
  const steps = bootstrapDocuments(documents, (drawn) => measure(drawn).value, options);
  return walked(steps, watch, (done) => watch.onProgress?.(done, options.resamples, 'documents drawn again'));
}

/** The interval of one document's figure, of which these are the pieces. */
export async function paragraphInterval(
  { value }: Pick<Estimate, 'value'>,
  { documents: pieces, measure, preparation }: Resampled,
  settings: AgreementSettings,
  watch: Watch,
): Promise<IntervalOrReason> {
  if (value === null) return NO_INTERVAL;
  if (preparation) await walked(preparation(), watch, () => undefined);
  const options = affordable(bootstrapOf(settings), pieces);
  const steps = bootstrapParagraphs(pieces, (drawn) => measure(drawn).value, options);
  return walked(steps, watch, (done) =>
    watch.onProgress?.(done, options.resamples, 'paragraphs drawn again'),
  );
}

/** The interval of a measure over the units of a table. */
export function unitInterval(
  { value }: Estimate,
  table: RatingTable,
  measure: RatingMeasure,
  settings: AgreementSettings,
  watch: Watch,
): Promise<IntervalOrReason> {
  if (value === null) return Promise.resolve(NO_INTERVAL);
  const options = bootstrapOf(settings);
  const steps = bootstrapUnits(table, (drawn) => overallRating([drawn], measure, settings).value, options);
  return walked(steps, watch, (done) => watch.onProgress?.(done, options.resamples, 'units drawn again'));
}

function gammaOf(documents: readonly GammaDocument[]): number | null {
  let [disorder, units, chance, chanceUnits] = [0, 0, 0, 0];
  for (const each of documents) {
    disorder += each.disorder;
    units += each.meanUnits;
    chance += each.chanceDisorder;
    chanceUnits += each.chanceMeanUnits;
  }
  return units === 0 || chance === 0 ? null : 1 - disorder / units / (chance / chanceUnits);
}

/**
 * γ of some of the documents that a γ was computed from; null where they have no units. Of a few documents what chance gives is known
 * as a quotient of means; the whole takes the mean of quotients. The one is brought to the scale of the other, so that all
 * documents together have the γ of the whole.
 */
export function gammaOfDocuments(found: Gamma): (documents: readonly GammaDocument[]) => number | null {
  const all = gammaOf(found.documents);
  const scale = all === null || all === 1 || found.value === null ? 1 : (1 - found.value) / (1 - all);
  return (documents) => {
    const some = gammaOf(documents);
    return some === null ? null : 1 - scale * (1 - some);
  };
}

/** Documents drawn again, from each one's disorder and disorder by chance. */
export function gammaInterval(
  found: Gamma,
  settings: AgreementSettings,
  watch: Watch,
): Promise<IntervalOrReason> {
  if (found.value === null) return Promise.resolve(NO_INTERVAL);
  const steps = bootstrapDocuments(found.documents, gammaOfDocuments(found), bootstrapOf(settings));
  return walked(steps, watch, () => undefined);
}

/** Each interval after the other; tells how many there are. */
export async function intervalsOf<Part>(
  parts: readonly Part[],
  what: string,
  watch: Watch,
  interval: (part: Part, place: number, watch: Watch) => Promise<IntervalOrReason>,
): Promise<readonly IntervalOrReason[]> {
  const found: IntervalOrReason[] = [];
  for (const [place, part] of parts.entries()) {
    const within: Watch = {
      ...watch,
      onProgress: (done, total) =>
        watch.onProgress?.(place * total + done, parts.length * total, `intervals by ${what}`),
    };
    found.push(await interval(part, place, within));
  }
  return found;
}

/** Intervals by pair and by category of a measure over spans. */
export async function spanPartIntervals(
  { pairs, parts }: RatingResult,
  continua: readonly Continuum[],
  categories: number,
  options: SpanMeasureOptions & AgreementSettings,
  watch: Watch,
): Promise<PartIntervals> {
  return {
    pairs: await intervalsOf(pairs, 'pair', watch, ({ first, second, estimate }, _, within) =>
      documentInterval(
        estimate,
        resampledPair(continua, categories, options, [first, second]),
        options,
        within,
      ),
    ),
    parts: await intervalsOf(parts, 'code', watch, (estimate, category, within) =>
      documentInterval(estimate, resampledCategory(continua, categories, options, category), options, within),
    ),
  };
}
