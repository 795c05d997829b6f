import type { Codec } from '../foreign/format.ts';
import { conlluReader } from './read.ts';
import { conlluWriter } from './write.ts';

export const conllu: Codec = {
  about: {
    format: 'conllu',
    title: 'CoNLL-U',
    description:
      'A word a line in ten columns; passages are marked in the last (Entity, as CorefUD). Columns of an imported file are written again.',
    loses: 'Relations, comments, memos and times are not in it; of numbers and lists the words are.',
    extensions: ['.conllu', '.conll', '.txt'],
    unit: 'tokens',
    holds: [
      'texts',
      'tokens',
      'sentences',
      'annotations',
      'discontinuous annotations',
      'overlaps',
      'attributes',
      'notes',
      'people',
    ],
    files: 'one',
    options: ['tokens'],
  },
  reader: conlluReader,
  writer: conlluWriter,
};
