import { readFile } from 'node:fs/promises';
import { alphaUFamily } from '../../core/agreement/alpha-unitizing-2016.ts';
import type { WeightName } from '../../core/agreement/differences.ts';
import { LEVEL_WEIGHTS } from '../../core/agreement/differences.ts';
import { isRatingMeasure, PAIR_MEASURES } from '../../core/agreement/measures.ts';
import { measureSpanF1 } from '../../core/agreement/span-f1-measure.ts';
import { hindrance } from '../../core/agreement/span-measures.ts';
import { GlossatorError } from '../../core/errors.ts';
import { type ContinuumTable, readContinuumTable } from '../../formats/ratings/continuum-table.ts';
import { readUnitTable } from '../../formats/ratings/unit-table.ts';
import { type Evaluation, evaluateMarked, evaluateUnits } from './evaluate.ts';
import type { AgreementSettings } from './settings.ts';
import type { Watch } from './watch.ts';

/** A measure over a table from elsewhere, with the names that the table gives. */
export interface TableAgreement {
  readonly evaluation: Evaluation;
  readonly coders: readonly string[];
  readonly categories: readonly string[];
  /** units, or documents */
  readonly counted: { readonly what: 'units' | 'documents'; readonly count: number };
  readonly notes: readonly string[];
  /** what some measures tell besides */
  readonly more: object;
}

export interface TableWishes {
  /** all categories there could be, in the order of the scale where there is one */
  readonly categories: readonly string[];
  /** the length of every document of a table of spans */
  readonly length?: number | undefined;
}

const WEIGHT_WORDS: Readonly<Record<WeightName, string>> = {
  identity: 'none: all disagreements are alike',
  linear: 'linear',
  quadratic: 'quadratic',
  ratio: 'ratio',
  bipolar: 'bipolar',
  ordinal: 'ordinal',
  radical: 'radical',
};

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT') {
      throw new GlossatorError('file-missing', 'There is no such file.', { place: { path }, cause });
    }
    if (code === 'EISDIR') {
      throw new GlossatorError('file-is-directory', 'This is a folder, not a table.', {
        place: { path },
        cause,
      });
    }
    throw new GlossatorError('file-unreadable', 'The file cannot be read.', { place: { path }, cause });
  }
}

/** Errors about a line say the file as well. */
function inFile<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (thrown) {
    if (!(thrown instanceof GlossatorError)) throw thrown;
    const { code, message, remedy } = thrown;
    throw new GlossatorError(code, message, {
      place: { ...thrown.place, path },
      ...(remedy ? { remedy } : {}),
      cause: thrown,
    });
  }
}

/** Which weights a weighted measure took; null for the others. */
export function weightsOf({ measure, level, weights }: AgreementSettings): WeightName | null {
  if (measure !== 'weighted-kappa' && measure !== 'gwet-ac2') return null;
  return weights ?? LEVEL_WEIGHTS[level];
}

function commonNotes(settings: AgreementSettings, coders: number, passedOver: readonly string[]): string[] {
  const weights = weightsOf(settings);
  return [
    ...(coders > 2 && PAIR_MEASURES.includes(settings.measure)
      ? ['The value is the mean of all pairs of coders for which it is defined.']
      : []),
    ...(weights === null ? [] : [`Weights: ${WEIGHT_WORDS[weights]}.`]),
    ...(passedOver.length > 0 ? [`Columns passed over: ${passedOver.join(', ')}.`] : []),
  ];
}

/**
 * A measure over a table `unit,coder,value`.
 *
 * @throws GlossatorError table-… with file and line; usage for a measure of spans
 */
export async function unitTableAgreement(
  path: string,
  settings: AgreementSettings,
  { categories }: TableWishes,
  watch: Watch = {},
): Promise<TableAgreement> {
  const { measure } = settings;
  if (!isRatingMeasure(measure)) {
    throw new GlossatorError('usage', `${measure} measures spans in texts, not values of units.`, {
      remedy: 'Give a table document,coder,start,end,value with --continua.',
    });
  }
  const bytes = await bytesOf(path);
  const read = inFile(path, () => readUnitTable(bytes, { level: settings.level, categories }));
  return {
    evaluation: await evaluateUnits(read.table, measure, settings, watch),
    coders: read.coders,
    categories: read.categories,
    counted: { what: 'units', count: read.units },
    notes: commonNotes(settings, read.coders.length, read.passedOver),
    more: { weights: weightsOf(settings) },
  };
}

function spanNotes(read: ContinuumTable, settings: AgreementSettings, length: number | undefined): string[] {
  const { measure } = settings;
  const byCharacter = isRatingMeasure(measure);
  return [
    ...(byCharacter && settings.level === 'nominal'
      ? ['Units are characters: each category is present or absent on each; the categories are pooled.']
      : []),
    ...(byCharacter && settings.level !== 'nominal'
      ? [
          'Units are characters: the value is the one category that stands on it; none or several count as missing.',
        ]
      : []),
    ...(length === undefined && measure !== 'span-f1' && measure !== 'gamma'
      ? ['Without --length each document is taken to end where its last span ends.']
      : []),
    ...(length === undefined && measure === 'gamma'
      ? ['Without --length each continuum is taken to reach from its first span to its last.']
      : []),
    ...(read.empty > 0 && (byCharacter || measure === 'alpha-u')
      ? [`Spans without extent were left out: ${read.empty}.`]
      : []),
    ...(read.repeated > 0
      ? [`Rows that repeat another word for word were counted once: ${read.repeated}.`]
      : []),
  ];
}

function moreOf(read: ContinuumTable, settings: AgreementSettings, evaluation: Evaluation): object {
  const { continua, categories } = read;
  if (settings.measure === 'alpha-u') {
    if (hindrance(continua)) return { variant: settings.variant };
    const { u, binary, cu, byCategory } = alphaUFamily(continua, categories.length);
    return {
      variant: settings.variant,
      family2016: {
        u: u.value,
        binary: binary.value,
        cu: cu.value,
        byCategory: categories.map((category, at) => ({ category, value: byCategory[at]?.value ?? null })),
      },
    };
  }
  if (settings.measure === 'span-f1') {
    const modes = ['strict', 'exact', 'partial', 'type', 'positions'] as const;
    return {
      mode: settings.mode,
      modes: Object.fromEntries(modes.map((mode) => [mode, measureSpanF1(continua, 0, mode).overall.value])),
    };
  }
  if (settings.measure === 'gamma' && evaluation.gamma) {
    const { gap, samples, precision } = evaluation.gamma;
    const { gamma, chance } = settings;
    return { ...gamma, chance, gap, samples, precision };
  }
  return { weights: weightsOf(settings) };
}

/**
 * A measure over a table `document,coder,start,end,value`.
 *
 * @throws GlossatorError table-… with file and line
 */
export async function continuumTableAgreement(
  path: string,
  settings: AgreementSettings,
  { categories, length }: TableWishes,
  watch: Watch = {},
): Promise<TableAgreement> {
  const bytes = await bytesOf(path);
  const read = inFile(path, () => readContinuumTable(bytes, { level: settings.level, categories, length }));
  if (settings.measure === 'alpha-u' && read.fractions) {
    throw new GlossatorError(
      'table-value-invalid',
      'Unitizing alpha needs starts and ends in whole units, and the table has fractions.',
      { place: { path }, remedy: 'Give offsets in characters, or in another smallest unit.' },
    );
  }
  const continua =
    settings.measure === 'gamma' && length === undefined
      ? read.continua.map(({ coders }) => ({ length: 0, coders }))
      : read.continua;
  const evaluation = await evaluateMarked(
    { continua, categories: read.categories.length, numbers: read.numbers },
    settings,
    watch,
  );
  return {
    evaluation,
    coders: read.coders,
    categories: read.categories,
    counted: { what: 'documents', count: read.documents.length },
    notes: [
      ...spanNotes(read, settings, length),
      ...commonNotes(settings, read.coders.length, read.passedOver),
    ],
    more: moreOf(read, settings, evaluation),
  };
}
