import type { ForeignWriter, FormatAbout } from './format.ts';
import type { ForeignReader } from './types.ts';

/** A format of annotated sets of other programs: what is said of it, and how it is read and written. */
export interface Codec {
  readonly about: FormatAbout;
  readonly reader?: ForeignReader;
  readonly writer?: ForeignWriter;
}

/** Every format of other programs. A new one is one more line here. */
export const codecs: readonly Codec[] = [];
