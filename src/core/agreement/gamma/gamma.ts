import type { Continuum } from '../continuum.ts';
import { participants } from '../continuum.ts';
import { corrected, type Estimate, undefinedEstimate } from '../estimate.ts';
import { seededRandom } from '../random.ts';
import { type Alignment, bestAlignment } from './alignment.ts';
import type { DissimilarityOptions } from './candidates.ts';
import { type ChanceModel, shuffled, statisticalChance } from './chance.ts';
import { type AlignUnits, unitsToAlign } from './dissimilarity.ts';
import type { PackingSolver } from './solver.ts';

export interface GammaOptions extends DissimilarityOptions {
  readonly chance: ChanceModel;
  readonly seed: number;
  /** how far the expected disorder may lie off its true value, in parts of it, 19 times of 20; 0.02 in the publication */
  readonly precision: number;
  /** continua of chance are never more than this; what precision was reached is told */
  readonly mostSamples: number;
}

export interface Gamma extends Estimate {
  /** the best alignment's disorder, and by how much it may at most lie above the best there is */
  readonly gap: number;
  readonly samples: number;
  /** what was reached of `precision` */
  readonly precision: number;
  /** of each continuum that two coders or more worked on, in their order */
  readonly alignments: readonly Alignment[];
  /** the same continua: what they add to the disorder, and what continua of chance in their place add on average */
  readonly documents: readonly GammaDocument[];
}

export interface GammaDocument {
  readonly disorder: number;
  readonly meanUnits: number;
  readonly chanceDisorder: number;
  readonly chanceMeanUnits: number;
}

/** How many continua of chance have been aligned, and how many it takes as far as is known. */
export interface GammaStep {
  readonly done: number;
  readonly wanted: number;
}

/** The publication's first round of samples, from which it sees how many it needs. */
const FIRST_SAMPLES = 30;
/** of a normal distribution, 19 of 20 within */
const Z = 1.96;

interface Prepared {
  readonly coders: readonly AlignUnits[];
  readonly low: number;
  readonly high: number;
}

function prepared(continuum: Continuum): Prepared {
  const coders = unitsToAlign(continuum);
  let low = continuum.length > 0 ? 0 : Number.POSITIVE_INFINITY;
  let high = continuum.length;
  for (const { starts, ends } of coders) {
    for (const start of starts) low = Math.min(low, start);
    for (const end of ends) high = Math.max(high, end);
  }
  return { coders, low, high };
}

const unitCount = (coders: readonly AlignUnits[]): number =>
  coders.reduce((sum, { starts }) => sum + starts.length, 0);

/** Disorder of several continua as one: all unitary disorders by all mean numbers of units. Null where a search was given up. */
function joined(
  continua: readonly (readonly AlignUnits[])[],
  options: GammaOptions,
  solver: PackingSolver,
): { readonly disorder: number; readonly gap: number; readonly alignments: readonly Alignment[] } | null {
  const alignments: Alignment[] = [];
  let sum = 0;
  let gap = 0;
  let mean = 0;
  for (const coders of continua) {
    const best = bestAlignment(coders, options, solver);
    if (best === null) return null;
    alignments.push(best);
    sum += best.disorder;
    gap += best.gap;
    mean += best.units / coders.length;
  }
  return { disorder: sum / mean, gap: gap / mean, alignments };
}

function undefinedGamma(reason: Parameters<typeof undefinedEstimate>[0]): Gamma {
  return { ...undefinedEstimate(reason), gap: 0, samples: 0, precision: 0, alignments: [], documents: [] };
}

/**
 * The measure γ of Mathet, Widlöcher & Métivier (2015), The Unified and Holistic Method Gamma: one less the best alignment's
 * disorder by the disorder of continua of chance. Continua of length 0 reach from their first unit to their last. Several
 * documents are taken as one: unitary disorders and mean numbers of units are added. Undefined where no
 * document has two coders, where there is no unit, and where chance gives no disorder. Told step by step, so that whoever waits may stop.
 */
export function* gammaSteps(
  continua: readonly Continuum[],
  options: GammaOptions,
  solver: PackingSolver,
): Generator<GammaStep, Gamma> {
  const shared = continua.filter(({ coders }) => participants(coders) > 1).map(prepared);
  if (shared.length === 0) return undefinedGamma('no-shared-document');
  if (shared.every(({ coders }) => unitCount(coders) === 0)) return undefinedGamma('no-spans');
  const observed = joined(
    shared.map(({ coders }) => coders),
    options,
    solver,
  );
  if (observed === null) return undefinedGamma('solver-stopped');
  const random = seededRandom(options.seed);
  const makers = shared.map(({ coders, low, high }) => {
    if (unitCount(coders) === 0) return () => coders;
    const statistical = options.chance === 'statistical' ? statisticalChance(coders) : undefined;
    return () => statistical?.(random) ?? shuffled(coders, low, high, random);
  });
  const sums = shared.map(() => ({ disorder: 0, units: 0 }));
  const disorders: number[] = [];
  let wanted = Math.min(FIRST_SAMPLES, options.mostSamples);
  let deviation = 0;
  let mean = 0;
  while (disorders.length < wanted) {
    let sample = makers.map((make) => make());
    // Coders who marked nothing may be drawn for all places at once: there is nothing to align then.
    while (sample.every((coders) => unitCount(coders) === 0)) sample = makers.map((make) => make());
    const made = joined(sample, options, solver);
    if (made === null) return undefinedGamma('solver-stopped');
    disorders.push(made.disorder);
    for (const [at, sum] of sums.entries()) {
      const { disorder, units, coders } = made.alignments[at] as Alignment;
      sum.disorder += disorder;
      sum.units += units / coders;
    }
    if (disorders.length === wanted) {
      mean = disorders.reduce((sum, each) => sum + each, 0) / wanted;
      const squares = disorders.reduce((sum, each) => sum + (each - mean) ** 2, 0);
      deviation = wanted > 1 ? Math.sqrt(squares / (wanted - 1)) : 0;
      const needed = mean > 0 ? Math.ceil(((Z * deviation) / (mean * options.precision)) ** 2) : 0;
      wanted = Math.min(Math.max(wanted, needed), options.mostSamples);
    }
    yield { done: disorders.length, wanted };
  }
  return {
    ...corrected(observed.disorder, mean, 'no-expected-disagreement'),
    gap: observed.gap,
    samples: disorders.length,
    precision: mean > 0 ? (Z * deviation) / (mean * Math.sqrt(disorders.length)) : 0,
    alignments: observed.alignments,
    documents: observed.alignments.map(({ disorder, units, coders: present }, at) => ({
      disorder,
      meanUnits: units / present,
      chanceDisorder: (sums[at]?.disorder ?? 0) / disorders.length,
      chanceMeanUnits: (sums[at]?.units ?? 0) / disorders.length,
    })),
  };
}

/** All steps of `gammaSteps` at once. */
export function gamma(continua: readonly Continuum[], options: GammaOptions, solver: PackingSolver): Gamma {
  const steps = gammaSteps(continua, options, solver);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
