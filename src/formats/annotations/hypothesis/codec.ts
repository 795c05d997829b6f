import type { Codec } from '../foreign/format.ts';
import { hypothesisReader } from './read.ts';
import { hypothesisWriter } from './write.ts';

export const hypothesis: Codec = {
  about: {
    format: 'hypothesis',
    title: 'Hypothesis',
    description: 'JSON of Hypothesis, with the annotated pages or texts beside it.',
    loses:
      'Attributes, entities, relations, document codes, metadata, and what joins the parts of an annotation.',
    extensions: ['.json'],
    unit: 'utf16',
    holds: ['documents', 'annotations', 'notes', 'people', 'comments'],
    files: 'many',
    options: ['discontinuous'],
  },
  reader: hypothesisReader,
  writer: hypothesisWriter,
};
