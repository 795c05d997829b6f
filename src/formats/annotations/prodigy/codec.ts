import type { Codec } from '../foreign/format.ts';
import { prodigyReader } from './read.ts';
import { prodigyWriter } from './write.ts';

export const prodigy: Codec = {
  about: {
    format: 'prodigy',
    title: 'Prodigy',
    description:
      'JSON lines of tasks with tokens, spans, relations and accepted choices, as Prodigy stores them.',
    loses: 'Comments, notes on relations, and what joins the parts of an annotation.',
    extensions: ['.jsonl'],
    unit: 'code-points',
    holds: [
      'documents',
      'annotations',
      'attributes',
      'notes',
      'people',
      'relations',
      'document codes',
      'document metadata',
    ],
    files: 'one',
    options: ['discontinuous'],
  },
  reader: prodigyReader,
  writer: prodigyWriter,
};
