import type { Codec } from '../foreign/format.ts';
import { refiQdaReader } from './read.ts';
import { refiQdaWriter } from './write.ts';

export const refiQda: Codec = {
  about: {
    format: 'refi-qda',
    title: 'REFI-QDA project',
    description:
      'The project exchange of ATLAS.ti, MAXQDA, NVivo, QualCoder and others: texts, codes, codings, notes and links.',
    loses: 'Attributes, entities, statuses, and what joins the parts of an annotation.',
    extensions: ['.qdpx', '.qde'],
    archive: '.qdpx',
    unit: 'code-points',
    holds: [
      'documents',
      'annotations',
      'codes',
      'notes',
      'people',
      'relations',
      'comments',
      'memos',
      'document codes',
      'document metadata',
    ],
    files: 'many',
    options: ['discontinuous'],
  },
  reader: refiQdaReader,
  writer: refiQdaWriter,
};
