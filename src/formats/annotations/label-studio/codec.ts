import type { Codec } from '../foreign/format.ts';
import { labelStudioReader } from './read.ts';
import { labelStudioWriter } from './write.ts';

export const labelStudio: Codec = {
  about: {
    format: 'label-studio',
    title: 'Label Studio',
    description:
      'The JSON export of Label Studio: tasks with the regions, choices and relations of each annotator.',
    loses: 'Comments, memos, and what joins the parts of an annotation.',
    extensions: ['.json', '.csv', '.tsv', '.xml'],
    unit: 'utf16',
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
  reader: labelStudioReader,
  writer: labelStudioWriter,
};
