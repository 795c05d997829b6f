import { BOOTSTRAP } from '../../core/agreement/bootstrap.ts';
import type { Level, WeightName } from '../../core/agreement/differences.ts';
import type { ChanceModel } from '../../core/agreement/gamma/chance.ts';
import { GAMMA_WEIGHTS, type GammaWeights } from '../../core/agreement/gamma/dissimilarity.ts';
import { levelsOf, type Measure } from '../../core/agreement/measures.ts';
import type { F1Mode } from '../../core/agreement/span-f1-measure.ts';
import type { AlphaUVariant } from '../../core/agreement/span-measures.ts';

/** All that a figure depends on besides the ratings: said with it, so that it can be computed again. */
export interface AgreementSettings {
  readonly measure: Measure;
  readonly level: Level;
  /** instead of the weights that the level asks for */
  readonly weights: WeightName | undefined;
  readonly variant: AlphaUVariant;
  readonly mode: F1Mode;
  readonly gamma: GammaWeights;
  readonly chance: ChanceModel;
  readonly precision: number;
  readonly mostSamples: number;
  /** resamples of the bootstrap; 0 for no interval */
  readonly resamples: number;
  /** whether there are intervals by pair and by code too */
  readonly partIntervals: boolean;
  readonly confidence: number;
  readonly seed: number;
}

/** How many continua of chance γ draws at most. */
const MOST_SAMPLES = 1_000;

export function settingsFor(
  measure: Measure,
  wishes: Partial<Omit<AgreementSettings, 'measure'>> = {},
): AgreementSettings {
  const levels = levelsOf(measure);
  const level = wishes.level !== undefined && levels.includes(wishes.level) ? wishes.level : levels[0];
  return {
    weights: undefined,
    variant: '1995',
    mode: 'strict',
    gamma: GAMMA_WEIGHTS,
    chance: 'shuffle',
    precision: 0.02,
    mostSamples: MOST_SAMPLES,
    resamples: BOOTSTRAP.resamples,
    partIntervals: false,
    confidence: BOOTSTRAP.level,
    seed: BOOTSTRAP.seed,
    ...wishes,
    measure,
    level: level ?? 'nominal',
  };
}
