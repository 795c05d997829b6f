import type { AgreementRequest } from '../../contract/procedures.ts';
import { isRatingMeasure, levelsOf, MEASURES, type Measure } from '../../core/agreement/measures.ts';
import { MEASURE_NAMES } from '../../core/agreement/words.ts';
import type { Workspace } from '../workspace/workspace.ts';

export type AgreementSettings = Omit<AgreementRequest, 'level' | 'mode' | 'variant'> & {
  readonly level: NonNullable<AgreementRequest['level']>;
  readonly mode: NonNullable<AgreementRequest['mode']>;
  readonly variant: NonNullable<AgreementRequest['variant']>;
};

const FIRST: AgreementSettings = {
  unit: 'characters',
  measure: 'krippendorff-alpha',
  level: 'nominal',
  mode: 'strict',
  variant: '1995',
};

/** What was chosen last in each project that is open: one comes back to the page from a passage. */
const CHOSEN = new WeakMap<Workspace, AgreementSettings>();

export function settingsIn(workspace: Workspace): AgreementSettings {
  return CHOSEN.get(workspace) ?? FIRST;
}

export function keepSettings(workspace: Workspace, settings: AgreementSettings): void {
  CHOSEN.set(workspace, settings);
}

/** The same with another measure: at a level and of a unit that it knows. */
export function withMeasure(settings: AgreementSettings, measure: Measure): AgreementSettings {
  return {
    ...settings,
    measure,
    level: levelsOf(measure).includes(settings.level) ? settings.level : 'nominal',
    unit: isRatingMeasure(measure) ? settings.unit : 'characters',
  };
}

export const MEASURE_CHOICES = MEASURES.map((id) => ({ id, label: MEASURE_NAMES[id] }));

export const LEVEL_CHOICES = [
  { id: 'nominal', label: 'Nominal: codes are alike or not' },
  { id: 'ordinal', label: 'Ordinal: codes are a scale, in the order of the codebook' },
  { id: 'interval', label: 'Interval: the numbers in codes’ names, by distance' },
  { id: 'ratio', label: 'Ratio: the numbers in codes’ names, by proportion' },
] as const;

export const MODE_CHOICES = [
  { id: 'strict', label: 'Strict: same ends, same code' },
  { id: 'exact', label: 'Exact: same ends' },
  { id: 'partial', label: 'Partial: overlap counts half' },
  { id: 'type', label: 'Type: overlap of one code' },
  { id: 'positions', label: 'Characters' },
  { id: 'tokens', label: 'Words' },
] as const;

export const VARIANT_CHOICES = [
  { id: '1995', label: 'Krippendorff 1995, codes pooled' },
  { id: '2016', label: 'Krippendorff et al. 2016' },
] as const;

/** What the workbench is asked: without the choices that the measure does not know. */
export function requestOf(settings: AgreementSettings): AgreementRequest {
  const { mode, variant, ...request } = settings;
  return {
    ...request,
    ...(request.measure === 'span-f1' ? { mode } : {}),
    ...(request.measure === 'alpha-u' ? { variant } : {}),
  };
}
