import type { StoreReader } from '../types.ts';
import { annotationReader } from './annotations.ts';
import type { ReadContext } from './context.ts';
import { discussionReader } from './discussion.ts';
import { documentCodeReader } from './document-codes.ts';
import { entityReader } from './entities.ts';
import { journalReader } from './journal.ts';
import { recordReader } from './records.ts';
import { relationReader } from './relations.ts';
import { reviewReader } from './review.ts';
import { textReader } from './texts.ts';

export function createReader(context: ReadContext): StoreReader {
  return {
    ...recordReader(context),
    ...textReader(context),
    ...annotationReader(context),
    ...relationReader(context),
    ...entityReader(context),
    ...documentCodeReader(context),
    ...discussionReader(context),
    ...reviewReader(context),
    ...journalReader(context),
    hidesOthers: () => false,
  };
}
