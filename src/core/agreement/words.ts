import type { UndefinedReason } from './estimate.ts';
import type { Measure } from './measures.ts';

/** Why there is no value, in a sentence. */
export const REASON_WORDS: Readonly<Record<UndefinedReason, string>> = {
  'one-person': 'Agreement needs two coders, and there are fewer.',
  'no-shared-document': 'No document was worked on by both: there is no shared document.',
  'no-pairable-values': 'No unit was given values by two coders: there are no pairable values.',
  'one-category': 'Only one category was used, so that chance alone would give full agreement.',
  'no-expected-disagreement': 'Chance would give no disagreement, so that there is nothing to compare with.',
  'no-spans': 'Nobody marked anything in the shared documents.',
  'negative-ratio-values': 'There are values below 0, and the ratio level needs a scale that begins at 0.',
  'fewer-than-two-documents':
    'Documents are drawn again for an interval, and there is only one that is shared.',
  'too-few-paragraphs':
    'Paragraphs of the document are drawn again for an interval, and it has fewer than ten that can be told apart.',
  'not-by-paragraphs': 'The figure of a document is not made up of what is counted in its paragraphs.',
  'nothing-to-resample': 'There is nothing to draw again for an interval.',
  'solver-stopped': 'There are too many possible alignments to search.',
};

export const MEASURE_NAMES: Readonly<Record<Measure, string>> = {
  percent: 'Percent agreement',
  'cohen-kappa': 'Cohen’s κ',
  'weighted-kappa': 'Weighted κ (Cohen)',
  'scott-pi': 'Scott’s π',
  'fleiss-kappa': 'Fleiss’ κ',
  'randolph-kappa': 'Randolph’s κ',
  'gwet-ac1': 'Gwet’s AC1',
  'gwet-ac2': 'Gwet’s AC2',
  'krippendorff-alpha': 'Krippendorff’s α',
  'alpha-u': 'Krippendorff’s unitizing α',
  gamma: 'γ (Mathet et al.)',
  'span-f1': 'F1 of spans',
};
