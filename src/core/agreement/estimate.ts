/** Why a measure has no value for the ratings at hand. */
export const UNDEFINED_REASONS = [
  'one-person',
  'no-shared-document',
  'no-pairable-values',
  'one-category',
  'no-expected-disagreement',
  'no-spans',
  'negative-ratio-values',
  'fewer-than-two-documents',
  'too-few-paragraphs',
  'not-by-paragraphs',
  'nothing-to-resample',
  'solver-stopped',
] as const;

export type UndefinedReason = (typeof UNDEFINED_REASONS)[number];

/**
 * What a measure came to. `value` is null where the publication's formula divides by nothing; it is never made up as 1
 * or 0, and never NaN. A chance-corrected value is `1 - disagreement / chanceDisagreement`, so that values of several
 * codes can be pooled by adding up both.
 */
export interface Estimate {
  readonly value: number | null;
  readonly reason: UndefinedReason | null;
  /** the disagreement that was observed, in the measure's own unit */
  readonly disagreement: number;
  /** the disagreement that chance would give, in the same unit; 1 for measures without chance */
  readonly chanceDisagreement: number;
}

export function undefinedEstimate(reason: UndefinedReason, disagreement = 0): Estimate {
  return { value: null, reason, disagreement, chanceDisagreement: 0 };
}

/** `1 - disagreement / chanceDisagreement`; undefined with `reason` where chance would give no disagreement at all. */
export function corrected(
  disagreement: number,
  chanceDisagreement: number,
  reason: UndefinedReason = 'one-category',
): Estimate {
  if (!(chanceDisagreement > 0)) return undefinedEstimate(reason, disagreement);
  return { value: 1 - disagreement / chanceDisagreement, reason: null, disagreement, chanceDisagreement };
}

/**
 * The values of several codes as one: each weighs as much as the disagreement that chance would give for it, as
 * Krippendorff (1995) sums over categories. A code on which all agree can so never lower the whole.
 */
export function pooled(estimates: readonly Estimate[]): Estimate {
  let disagreement = 0;
  let chance = 0;
  for (const estimate of estimates) {
    if (estimate.value === null) continue;
    disagreement += estimate.disagreement;
    chance += estimate.chanceDisagreement;
  }
  if (chance > 0) return corrected(disagreement, chance);
  return undefinedEstimate(estimates[0]?.reason ?? 'no-pairable-values');
}
