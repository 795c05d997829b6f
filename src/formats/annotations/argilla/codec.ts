import type { Codec } from '../foreign/format.ts';
import { argillaReader } from './read.ts';
import { argillaWriter } from './write.ts';

export const argilla: Codec = {
  about: {
    format: 'argilla',
    title: 'Argilla',
    description:
      'JSON lines of records with spans and labels by each annotator: version 2 is written, version 1 read as well.',
    loses:
      'Attributes, notes, statuses, entities, relations, comments, and what joins the parts of an annotation.',
    extensions: ['.jsonl', '.json'],
    unit: 'code-points',
    holds: ['documents', 'annotations', 'people', 'document codes', 'document metadata'],
    files: 'one',
    options: ['discontinuous'],
  },
  reader: argillaReader,
  writer: argillaWriter,
};
