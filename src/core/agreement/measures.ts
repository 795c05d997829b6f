import { LEVELS, type Level } from './differences.ts';

/** Every measure there is, by the name that the command line and the screen use. */
export const MEASURES = [
  'percent',
  'cohen-kappa',
  'weighted-kappa',
  'scott-pi',
  'fleiss-kappa',
  'randolph-kappa',
  'gwet-ac1',
  'gwet-ac2',
  'krippendorff-alpha',
  'alpha-u',
  'gamma',
  'span-f1',
] as const;
export type Measure = (typeof MEASURES)[number];

/** Measures of values given to units; the others are of spans in texts. */
export type RatingMeasure = Exclude<Measure, 'alpha-u' | 'gamma' | 'span-f1'>;

export function isRatingMeasure(measure: Measure): measure is RatingMeasure {
  return measure !== 'alpha-u' && measure !== 'gamma' && measure !== 'span-f1';
}

/** Measures of two people; of more, the mean of all pairs is taken. */
export const PAIR_MEASURES: readonly Measure[] = ['cohen-kappa', 'weighted-kappa', 'scott-pi', 'span-f1'];

/** The levels that a measure can take into account, the first being what it takes where none is asked for. */
export function levelsOf(measure: Measure): readonly Level[] {
  switch (measure) {
    case 'krippendorff-alpha':
      return LEVELS;
    case 'weighted-kappa':
      return ['ordinal', 'interval', 'ratio', 'nominal'];
    case 'gwet-ac2':
      return ['interval', 'ordinal', 'ratio', 'nominal'];
    case 'gamma':
      return ['nominal', 'ordinal', 'interval'];
    default:
      return ['nominal'];
  }
}
