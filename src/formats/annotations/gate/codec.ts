import type { Codec } from '../foreign/format.ts';
import { gateReader } from './read.ts';
import { gateBdocWriter, gateWriter } from './write.ts';

const SHARED = {
  loses: 'Relations, comments, and what joins the parts of an annotation.',
  holds: ['documents', 'annotations', 'attributes', 'notes', 'people', 'document codes', 'document metadata'],
  files: 'many',
  options: ['discontinuous'],
} as const;

export const gate: Codec = {
  about: {
    ...SHARED,
    format: 'gate',
    title: 'GATE',
    description:
      'XML of GATE documents with their annotation sets; bdocjs, bdocym and bdocmp (also .gz) are read as well.',
    extensions: ['.xml', '.bdocjs', '.bdocym', '.bdocmp', '.gz'],
    unit: 'utf16',
  },
  reader: gateReader,
  writer: gateWriter,
};

export const gateBdoc: Codec = {
  about: {
    ...SHARED,
    format: 'gate-bdoc',
    title: 'GATE bdocjs',
    description: 'JSON of GATE documents for python-gatenlp and the Format_Bdoc plugin; read as “gate”.',
    extensions: ['.bdocjs'],
    unit: 'code-points',
  },
  writer: gateBdocWriter,
};
