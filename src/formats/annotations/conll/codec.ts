import type { Codec } from '../foreign/format.ts';
import { conllReader } from './read.ts';
import { conll2003Writer, conllWriter } from './write.ts';

const COMMON = {
  loses: 'The white space between tokens, overlaps, notes, attributes, people and relations are not in it.',
  extensions: ['.conll', '.iob', '.bio', '.txt'],
  unit: 'tokens',
  holds: ['tokens', 'sentences', 'annotations'],
  files: 'one',
  options: ['overlap', 'discontinuous', 'tokens'],
} as const;

export const conll: Codec = {
  about: {
    ...COMMON,
    format: 'conll',
    title: 'CoNLL-2002 columns',
    description:
      'A token and its tag (IOB2) a line, for training. Reads columns in IOB1, IOB2, BIOES and BILOU, with any columns between.',
  },
  reader: conllReader,
  writer: conllWriter,
};

export const conll2003: Codec = {
  about: {
    ...COMMON,
    format: 'conll2003',
    title: 'CoNLL-2003 columns',
    description:
      'Four columns: token, part of speech (left open), chunk (what stands below the code Chunk), tag (IOB2).',
  },
  writer: conll2003Writer,
};
