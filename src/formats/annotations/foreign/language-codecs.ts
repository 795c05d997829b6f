import { brat } from '../brat/codec.ts';
import type { Codec } from './format.ts';

/** The formats of language processing. */
export const languageCodecs: readonly Codec[] = [brat];
