import { qualcoder } from '../qualcoder/codec.ts';
import { refiQda } from '../refi-qda/codec.ts';
import { taguette } from '../taguette/codec.ts';
import type { Codec } from './format.ts';
import { languageCodecs } from './language-codecs.ts';
import { toolCodecs } from './tool-codecs.ts';

/** Every format of other programs. A new one is one more line here, or in one of the lists. */
export const codecs: readonly Codec[] = [...languageCodecs, ...toolCodecs, refiQda, qualcoder, taguette];
