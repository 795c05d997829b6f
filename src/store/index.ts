export { createProject } from './create.ts';
export { openProject } from './open.ts';
export type { Loss, RecoveryReport } from './recovery/losses.ts';
export { recoverProject } from './recovery/recover.ts';
export type {
  ActionDraft,
  AnnotationFilter,
  AnnotationQuery,
  CheckReport,
  CreateOptions,
  NewText,
  ProjectStore,
  RecordCounts,
  StoreOptions,
  StoreReader,
  TransactionResult,
  WriteTransaction,
} from './types.ts';
