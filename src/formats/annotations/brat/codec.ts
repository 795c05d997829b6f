import type { Codec } from '../foreign/format.ts';
import { bratReader } from './read.ts';
import { bratWriter } from './write.ts';

export const brat: Codec = {
  about: {
    format: 'brat',
    title: 'brat standoff',
    description:
      'A text and a file of annotations for each document, with the configuration of types, as brat keeps them.',
    loses: 'Who annotated, statuses, document codes, comments and memos are not in it.',
    extensions: ['.ann'],
    unit: 'code-points',
    holds: [
      'documents',
      'annotations',
      'several parts',
      'relations',
      'events',
      'attributes',
      'notes',
      'entities',
    ],
    files: 'many',
    options: [],
  },
  reader: bratReader,
  writer: bratWriter,
};
