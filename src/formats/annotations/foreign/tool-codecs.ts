import { argilla } from '../argilla/codec.ts';
import { bioc, biocJson } from '../bioc/codec.ts';
import { doccano } from '../doccano/codec.ts';
import { gate, gateBdoc } from '../gate/codec.ts';
import { huggingFace } from '../hugging-face/codec.ts';
import { hypothesis } from '../hypothesis/codec.ts';
import { labelStudio } from '../label-studio/codec.ts';
import { prodigy } from '../prodigy/codec.ts';
import { pubAnnotation } from '../pubannotation/codec.ts';
import { pubTator } from '../pubtator/codec.ts';
import { spacy, spacyJson } from '../spacy/codec.ts';
import { tei } from '../tei/codec.ts';
import { w3c } from '../w3c/codec.ts';
import type { Codec } from './format.ts';

/** Formats of annotation tools, of training, of the life sciences and of the Web. */
export const toolCodecs: readonly Codec[] = [
  w3c,
  hypothesis,
  tei,
  labelStudio,
  doccano,
  spacy,
  spacyJson,
  huggingFace,
  gate,
  gateBdoc,
  bioc,
  biocJson,
  pubAnnotation,
  pubTator,
  prodigy,
  argilla,
];
