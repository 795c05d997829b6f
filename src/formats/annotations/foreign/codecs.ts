import { argilla } from '../argilla/codec.ts';
import { doccano } from '../doccano/codec.ts';
import { huggingFace } from '../hugging-face/codec.ts';
import { labelStudio } from '../label-studio/codec.ts';
import { prodigy } from '../prodigy/codec.ts';
import { refiQda } from '../refi-qda/codec.ts';
import { w3c } from '../w3c/codec.ts';
import type { Codec } from './format.ts';
import { languageCodecs } from './language-codecs.ts';

/** Every format of other programs. A new one is one more line here. */
export const codecs: readonly Codec[] = [
  ...languageCodecs,
  w3c,
  labelStudio,
  doccano,
  huggingFace,
  prodigy,
  argilla,
  refiQda,
];
