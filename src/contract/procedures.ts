import type { z } from 'zod';
import type { Returns } from './procedure.ts';
import { agreementProcedures } from './procedures/agreement.ts';
import { annotationProcedures } from './procedures/annotations.ts';
import { codeProcedures } from './procedures/codes.ts';
import { discussionProcedures } from './procedures/discussion.ts';
import { documentProcedures } from './procedures/documents.ts';
import { entityProcedures } from './procedures/entities.ts';
import { exchangeProcedures } from './procedures/exchange.ts';
import { importingProcedures } from './procedures/importing.ts';
import { journalProcedures } from './procedures/journal.ts';
import { mergingProcedures } from './procedures/merging.ts';
import { peopleProcedures } from './procedures/people.ts';
import { projectProcedures } from './procedures/project.ts';
import { relationProcedures } from './procedures/relations.ts';
import { reviewProcedures } from './procedures/review.ts';
import { searchProcedures } from './procedures/search.ts';
import { textProcedures } from './procedures/texts.ts';

export * from './procedures/agreement.ts';
export type * from './procedures/annotations.ts';
export type * from './procedures/codes.ts';
export type * from './procedures/discussion.ts';
export * from './procedures/documents.ts';
export type * from './procedures/entities.ts';
export * from './procedures/exchange.ts';
export type * from './procedures/importing.ts';
export type * from './procedures/merging.ts';
export type * from './procedures/people.ts';
export type * from './procedures/project.ts';
export * from './procedures/relations.ts';
export * from './procedures/review.ts';
export type * from './procedures/search.ts';
export type { Done, DoneWithLoss } from './procedures/shared.ts';
export * from './procedures/texts.ts';

/** All that the renderer can ask of the workbench. The name says the record and what is done with it. */
export const procedures = {
  ...projectProcedures,
  ...documentProcedures,
  ...annotationProcedures,
  ...relationProcedures,
  ...entityProcedures,
  ...codeProcedures,
  ...discussionProcedures,
  ...journalProcedures,
  ...exchangeProcedures,
  ...importingProcedures,
  ...reviewProcedures,
  ...agreementProcedures,
  ...textProcedures,
  ...mergingProcedures,
  ...peopleProcedures,
  ...searchProcedures,
} as const;

export type Procedures = typeof procedures;
export type ProcedureName = keyof Procedures;
export type InputOf<N extends ProcedureName> = z.input<Procedures[N]['input']>;
export type OutputOf<N extends ProcedureName> =
  Procedures[N]['output'] extends Returns<infer Output> ? Output : never;
