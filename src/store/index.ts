export { bytesHash, hashAhead, textHash } from './content-hash.ts';
export { createProject } from './create.ts';
export { lockHolder, lockPathOf } from './lock.ts';
export { openProject } from './open.ts';
export type { ProjectStore, StoreOptions } from './types.ts';
