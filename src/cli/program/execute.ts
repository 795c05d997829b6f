import type { ErrorValue } from '../../core/errors.ts';
import type { CommandContext, Outcome } from '../outcome.ts';

export type Work = (context: CommandContext) => Promise<Outcome>;

/** What a command prints as JSON beside an error that ended it, so that its object always has the same fields. */
export type EmptyJson = (error: ErrorValue) => object;

/** Does what the arguments asked for. */
export type Execute = (work: Work, empty?: EmptyJson) => Promise<void>;
