import type { Interval, IntervalOrReason } from '../../core/agreement/bootstrap.ts';
import { LEVELS, type Level, type WeightName } from '../../core/agreement/differences.ts';
import type { Estimate } from '../../core/agreement/estimate.ts';
import { CHANCE_MODELS } from '../../core/agreement/gamma/chance.ts';
import { GAMMA_WEIGHTS } from '../../core/agreement/gamma/dissimilarity.ts';
import { MEASURES, type Measure } from '../../core/agreement/measures.ts';
import type { F1Mode } from '../../core/agreement/span-f1-measure.ts';
import { SPAN_MODES } from '../../core/agreement/span-match.ts';
import { ALPHA_U_VARIANTS } from '../../core/agreement/span-measures.ts';
import { MEASURE_NAMES, REASON_WORDS } from '../../core/agreement/words.ts';
import { GlossatorError } from '../../core/errors.ts';
import { type AgreementSettings, settingsFor } from '../../workbench/agreement/settings.ts';
import {
  continuumTableAgreement,
  type TableAgreement,
  type TableWishes,
  unitTableAgreement,
} from '../../workbench/agreement/tables.ts';
import { type CommandContext, numbered, type Outcome } from '../outcome.ts';

/** What the arguments of `agreement` say. */
export interface AgreementWishes {
  readonly units?: string;
  readonly continua?: string;
  readonly measure?: string;
  readonly level?: string;
  readonly length?: string;
  readonly categories?: string;
  readonly weights?: string;
  readonly variant?: string;
  readonly mode?: string;
  readonly alpha?: string;
  readonly beta?: string;
  readonly deltaEmpty?: string;
  readonly chance?: string;
  readonly precision?: string;
  readonly bootstrap?: string;
  readonly partIntervals?: boolean;
  readonly seed?: string;
  readonly code?: readonly string[];
  readonly person?: readonly string[];
  readonly document?: readonly string[];
  readonly unit?: string;
}

const WEIGHT_NAMES: readonly WeightName[] = [
  'identity',
  'linear',
  'quadratic',
  'radical',
  'ratio',
  'ordinal',
  'bipolar',
];
const MODES: readonly F1Mode[] = [...SPAN_MODES, 'positions'];

function oneOf<Word extends string>(
  option: string,
  word: string | undefined,
  words: readonly Word[],
): Word | undefined {
  if (word === undefined) return undefined;
  const found = words.find((each) => each === word);
  if (found !== undefined) return found;
  throw new GlossatorError('usage', `--${option} ${word} is not known.`, {
    remedy: `There are: ${words.join(', ')}.`,
  });
}

function numberOf(
  option: string,
  word: string | undefined,
  allowed: (number: number) => boolean,
): number | undefined {
  if (word === undefined) return undefined;
  const number = word.trim() === '' ? Number.NaN : Number(word);
  if (Number.isFinite(number) && allowed(number)) return number;
  throw new GlossatorError('usage', `--${option} ${word} is no number that fits here.`, {
    remedy: 'glossator agreement --help says what each option takes.',
  });
}

const atLeastZero = (number: number): boolean => number >= 0;
const aboveZero = (number: number): boolean => number > 0;
const whole = (number: number): boolean => Number.isSafeInteger(number) && number >= 0;

export function agreementSettings(wishes: AgreementWishes): AgreementSettings {
  if (wishes.measure === undefined) {
    throw new GlossatorError('usage', 'Name the measure with --measure.', {
      remedy: `There are: ${MEASURES.join(', ')}.`,
    });
  }
  const measure = oneOf('measure', wishes.measure, MEASURES) as Measure;
  const level = oneOf<Level>('level', wishes.level, LEVELS);
  const weights = oneOf('weights', wishes.weights, WEIGHT_NAMES);
  const variant = oneOf('variant', wishes.variant, ALPHA_U_VARIANTS);
  // Tokens need the text, which a project has: see the command for projects.
  const mode = oneOf(
    'mode',
    wishes.mode === 'tokens' && wishes.units === undefined && wishes.continua === undefined
      ? 'positions'
      : wishes.mode,
    MODES,
  );
  oneOf('unit', wishes.unit, ['characters', 'documents']);
  const chance = oneOf('chance', wishes.chance, CHANCE_MODELS);
  const precision = numberOf('precision', wishes.precision, aboveZero);
  const resamples = numberOf('bootstrap', wishes.bootstrap, whole);
  const seed = numberOf('seed', wishes.seed, whole);
  return settingsFor(measure, {
    ...(level === undefined ? {} : { level }),
    ...(weights === undefined ? {} : { weights }),
    ...(variant === undefined ? {} : { variant }),
    ...(mode === undefined ? {} : { mode }),
    ...(chance === undefined ? {} : { chance }),
    ...(precision === undefined ? {} : { precision }),
    ...(resamples === undefined ? {} : { resamples }),
    partIntervals: wishes.partIntervals === true,
    ...(seed === undefined ? {} : { seed }),
    gamma: {
      alpha: numberOf('alpha', wishes.alpha, atLeastZero) ?? GAMMA_WEIGHTS.alpha,
      beta: numberOf('beta', wishes.beta, atLeastZero) ?? GAMMA_WEIGHTS.beta,
      empty: numberOf('delta-empty', wishes.deltaEmpty, aboveZero) ?? GAMMA_WEIGHTS.empty,
    },
  });
}

/** A value as people read it: three decimals, or why there is none. */
export function valueWords({ value, reason }: Pick<Estimate, 'value' | 'reason'>): string {
  if (value !== null) return value.toFixed(3);
  return `undefined${reason === null ? '' : `: ${REASON_WORDS[reason]}`}`;
}

/** An interval as it stands behind a figure. */
export function intervalWords(interval: Interval | null | undefined): string {
  return interval ? ` (${interval.low.toFixed(3)} to ${interval.high.toFixed(3)})` : '';
}

/** Of a pair or a category, where it was asked for. */
function partInterval(found: IntervalOrReason | undefined): object {
  return found ? { interval: found.interval, intervalReason: found.reason } : {};
}

function jsonOf(settings: AgreementSettings, notes: readonly string[], agreement: TableAgreement): object {
  const { evaluation, coders, categories, counted, more } = agreement;
  const { overall, interval, intervals, pairs, parts } = evaluation;
  const { value, reason, disagreement, chanceDisagreement } = overall;
  return {
    measure: settings.measure,
    level: settings.level,
    value,
    reason,
    message: reason === null ? null : REASON_WORDS[reason],
    interval: interval.interval,
    intervalReason: interval.reason,
    observedDisagreement: value === null ? null : disagreement,
    expectedDisagreement: value === null ? null : chanceDisagreement,
    [counted.what]: counted.count,
    coders,
    ...more,
    seed: settings.seed,
    pairs: pairs.map(({ first, second, estimate }, at) => ({
      coders: [coders[first], coders[second]],
      value: estimate.value,
      reason: estimate.reason,
      ...partInterval(intervals?.pairs[at]),
    })),
    categories: categories.map((category, at) => ({
      category,
      value: parts[at]?.value ?? null,
      reason: parts[at]?.reason ?? null,
      ...partInterval(intervals?.parts[at]),
    })),
    notes,
  };
}

function textOf(settings: AgreementSettings, notes: readonly string[], agreement: TableAgreement): string {
  const { evaluation, coders, categories, counted } = agreement;
  const { overall, interval, intervals, pairs, parts } = evaluation;
  const level = settings.level === 'nominal' ? '' : `, ${settings.level}`;
  const range = interval.interval;
  const many =
    counted.what === 'units'
      ? numbered(counted.count, 'unit', 'units')
      : numbered(counted.count, 'document', 'documents');
  return [
    `${MEASURE_NAMES[settings.measure]}${level}: ${valueWords(overall)}`,
    ...(range
      ? [
          `  ${Math.round(100 * range.level)} % interval: ${range.low.toFixed(3)} to ${range.high.toFixed(3)} (bootstrap, ${numbered(range.resamples, 'resample', 'resamples')}, seed ${range.seed})`,
        ]
      : []),
    `  ${many}, ${numbered(coders.length, 'coder', 'coders')}`,
    ...(pairs.length > 1
      ? pairs.map(
          ({ first, second, estimate }, at) =>
            `  ${coders[first]} and ${coders[second]}: ${valueWords(estimate)}${intervalWords(intervals?.pairs[at]?.interval)}`,
        )
      : []),
    ...(parts.length > 1
      ? parts.map(
          (part, at) =>
            `  ${categories[at] === '' ? '(no name)' : categories[at]}: ${valueWords(part)}${intervalWords(intervals?.parts[at]?.interval)}`,
        )
      : []),
    ...notes,
    '',
  ].join('\n');
}

function said(wishes: AgreementWishes, settings: AgreementSettings, agreement: TableAgreement): Outcome {
  const notes =
    wishes.level !== undefined && wishes.level !== settings.level
      ? [
          `${settings.measure} knows no ${wishes.level} level; it was taken as ${settings.level}.`,
          ...agreement.notes,
        ]
      : agreement.notes;
  return {
    json: jsonOf(settings, notes, agreement),
    text: textOf(settings, notes, agreement),
    failed: false,
  };
}

/** `agreement --units TABLE` and `agreement --continua TABLE` */
export async function tableAgreement(wishes: AgreementWishes, context: CommandContext): Promise<Outcome> {
  const settings = agreementSettings(wishes);
  const categories = (wishes.categories ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const table: TableWishes = { categories, length: numberOf('length', wishes.length, aboveZero) };
  const watch = {
    signal: context.signal,
    onProgress: (done: number, total: number, what: string) =>
      context.onProgress({ phase: 'measuring', done, total, detail: what }),
  };
  if (wishes.units !== undefined) {
    return said(wishes, settings, await unitTableAgreement(wishes.units, settings, table, watch));
  }
  const path = wishes.continua ?? '';
  return said(wishes, settings, await continuumTableAgreement(path, settings, table, watch));
}
