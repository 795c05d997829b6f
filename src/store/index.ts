export { createProject } from './create.ts';
export { openProject } from './open.ts';
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
