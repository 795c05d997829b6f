import type { StoreReader } from '../types.ts';
import { annotationReader } from './annotations.ts';
import type { ReadContext } from './context.ts';
import { journalReader } from './journal.ts';
import { recordReader } from './records.ts';
import { textReader } from './texts.ts';

export function createReader(context: ReadContext): StoreReader {
  return {
    ...recordReader(context),
    ...textReader(context),
    ...annotationReader(context),
    ...journalReader(context),
  };
}
