import { brat } from '../brat/codec.ts';
import { conll, conll2003 } from '../conll/codec.ts';
import { conllu } from '../conll-u/codec.ts';
import { inception } from '../inception/codec.ts';
import { casJson, casXmi } from '../uima/codec.ts';
import { webannoTsv } from '../webanno-tsv/codec.ts';
import type { Codec } from './format.ts';

/** The formats of language processing. */
export const languageCodecs: readonly Codec[] = [
  brat,
  webannoTsv,
  casXmi,
  casJson,
  inception,
  conll,
  conll2003,
  conllu,
];
