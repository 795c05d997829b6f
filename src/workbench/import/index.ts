export type { ImportFile } from './find-files.ts';
export { readNames, readTable } from './given.ts';
export { labelWishes } from './label-mapping.ts';
export { previewImport } from './preview.ts';
export { runImport } from './run.ts';
