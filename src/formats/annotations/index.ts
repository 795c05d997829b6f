import { csvDocumentsWriter } from './csv/documents.ts';
import { csvEntitiesWriter } from './csv/entities.ts';
import { csvRelationsWriter } from './csv/relations.ts';
import { csvWriter } from './csv/write.ts';
import { jsonlReader } from './jsonl/read.ts';
import { jsonlWriter } from './jsonl/write.ts';
import type { AnnotationReader } from './reader.ts';
import type { AnnotationWriter } from './writer.ts';

/** Every format in which annotated sets are written, by the name that the contract and the command line use. */
export const annotationWriters: readonly AnnotationWriter[] = [
  jsonlWriter,
  csvWriter,
  csvRelationsWriter,
  csvDocumentsWriter,
  csvEntitiesWriter,
];

/** Every format of annotated sets that is recognised by its first bytes and read. */
export const annotationReaders: readonly AnnotationReader[] = [jsonlReader];
