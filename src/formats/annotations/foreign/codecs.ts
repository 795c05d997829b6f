import { doccano } from '../doccano/codec.ts';
import type { Codec } from './format.ts';

/** Every format of other programs. A new one is one more line here. */
export const codecs: readonly Codec[] = [doccano];
