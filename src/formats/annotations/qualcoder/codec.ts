import type { Codec } from '../foreign/format.ts';
import { qualcoderReader } from './read.ts';

export const qualcoder: Codec = {
  about: {
    format: 'qualcoder',
    title: 'QualCoder project',
    description:
      'The project folder of QualCoder, or the database in it, with its texts, codings, notes, cases and journals; it is read, not written.',
    loses: 'Codings in pictures, sound and film, and graphs are not read.',
    extensions: ['.qda'],
    unit: 'code-points',
    holds: ['documents', 'annotations', 'codes', 'notes', 'people', 'memos', 'document metadata'],
    files: 'one',
    options: [],
  },
  reader: qualcoderReader,
};
