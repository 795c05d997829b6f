import { z } from 'zod';
import type { Interval } from '../../core/agreement/bootstrap.ts';
import type { Level } from '../../core/agreement/differences.ts';
import type { UndefinedReason } from '../../core/agreement/estimate.ts';
import type { Measure } from '../../core/agreement/measures.ts';
import { once } from '../once.ts';
import { job, query, returns } from '../procedure.ts';
import { MEASUREMENT_LEVELS, MEASURES } from '../vocabulary.ts';
import { id, path } from './shared.ts';

/** Whose work on what is measured. Absent: all. */
export const agreementScope = once(() => ({
  /** characters: what is marked in texts; documents: codes of whole documents */
  unit: z.enum(['characters', 'documents']),
  documentIds: z.array(id()).optional(),
  personIds: z.array(id()).optional(),
  /** codes, and all below them */
  codeIds: z.array(id()).optional(),
}));

/** All that a figure depends on. */
export const agreementRequest = once(() =>
  z.strictObject({
    ...agreementScope(),
    measure: z.enum(MEASURES),
    level: z.enum(MEASUREMENT_LEVELS).optional(),
    variant: z.enum(['1995', '2016']).optional(),
    mode: z.enum(['strict', 'exact', 'partial', 'type', 'positions', 'tokens']).optional(),
    resamples: z.number().int().min(0).max(100_000).optional(),
    /** intervals by pair, by code and by document too */
    partIntervals: z.boolean().optional(),
    seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  }),
);

export type AgreementRequest = z.output<ReturnType<typeof agreementRequest>>;

/** A figure, or why there is none. */
export interface AgreementValue {
  readonly value: number | null;
  readonly reason: UndefinedReason | null;
}

/** A figure with its interval; both null where none was asked for. */
export interface AgreementFigure extends AgreementValue {
  readonly interval: Interval | null;
  /** why there is none */
  readonly intervalReason: UndefinedReason | null;
}

export interface PairAgreement extends AgreementFigure {
  readonly first: string;
  readonly second: string;
  /** documents that both worked on */
  readonly documents: number;
}

/** How often the first person's code met the second's; null is nothing. */
export interface ConfusionCell {
  readonly first: string | null;
  readonly second: string | null;
  readonly count: number;
}

export interface AgreementReport extends AgreementFigure {
  readonly measure: Measure;
  readonly level: Level;
  readonly unit: 'characters' | 'documents';
  /** who took part, with the number of documents on which they did */
  readonly people: readonly { readonly id: string; readonly documents: number }[];
  /** documents that two people or more worked on, in order; with those people */
  readonly documents: readonly (AgreementFigure & {
    readonly id: string;
    readonly people: readonly string[];
  })[];
  /** codes that somebody used in these */
  readonly codes: readonly (AgreementFigure & { readonly id: string })[];
  readonly pairs: readonly PairAgreement[];
  /** over all pairs of people, the first being the one who stands first in `people` */
  readonly confusion: readonly ConfusionCell[];
  /** what was counted, and how, in sentences */
  readonly notes: readonly string[];
  /** what γ alone has to tell */
  readonly gamma: { readonly gap: number; readonly samples: number; readonly precision: number } | null;
  readonly seed: number;
}

/** Two people's marks that were held against each other; null: the other has none there. */
export interface AgreementPassage {
  readonly documentId: string;
  readonly start: number;
  readonly end: number;
  /** what is marked, shortened */
  readonly quote: string;
  readonly first: {
    readonly personId: string;
    readonly annotationId: string | null;
    readonly codeId: string;
  } | null;
  readonly second: {
    readonly personId: string;
    readonly annotationId: string | null;
    readonly codeId: string;
  } | null;
  /** same ends and same code */
  readonly same: boolean;
}

export const PASSAGES_LIMIT = 2_000;

/** Which passages a cell of a table stands on. */
export const passageChoice = once(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('pair'), first: id(), second: id() }),
    z.strictObject({ kind: z.literal('code'), codeId: id() }),
    z.strictObject({ kind: z.literal('document'), documentId: id() }),
    z.strictObject({ kind: z.literal('confusion'), first: id().nullable(), second: id().nullable() }),
  ]),
);

export type PassageChoice = z.output<ReturnType<typeof passageChoice>>;

export const agreementProcedures = {
  'agreement.measure': job(() => agreementRequest(), returns<AgreementReport>()),
  'agreement.passages': query(
    () => z.strictObject({ ...agreementScope(), choice: passageChoice() }),
    /** those that differ first; at most PASSAGES_LIMIT of `total` */
    returns<{
      readonly passages: readonly AgreementPassage[];
      readonly total: number;
      readonly differing: number;
    }>(),
  ),
  /** Writes the report with its settings: a page that stands by itself, or tables. */
  'agreement.save': job(
    () => z.strictObject({ request: agreementRequest(), path: path(), format: z.enum(['html', 'csv']) }),
    returns<{ readonly path: string }>(),
  ),
} as const;
