import type { Codec } from '../foreign/format.ts';
import { huggingFaceReader } from './read.ts';
import { huggingFaceWriter } from './write.ts';

export const huggingFace: Codec = {
  about: {
    format: 'hugging-face',
    title: 'Hugging Face token classification',
    description:
      'JSON lines of tokens with IOB2 tags, and of the text with its spans, as data sets for training have them.',
    loses: 'Relations, document codes, comments, and what joins the parts of an annotation.',
    extensions: ['.jsonl', '.json'],
    unit: 'code-points',
    holds: ['documents', 'annotations', 'attributes', 'notes', 'people', 'document metadata'],
    files: 'one',
    options: ['overlap', 'discontinuous'],
  },
  reader: huggingFaceReader,
  writer: huggingFaceWriter,
};
