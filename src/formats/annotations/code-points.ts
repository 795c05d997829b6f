import type { TextRecord } from '../../core/project/records.ts';
import { OffsetIndex } from '../../core/text/offsets.ts';
import type { ExportSource } from './source.ts';

/**
 * Converts UTF-16 offsets of a text to code points. The text is only read where the two differ, and not before the first
 * offset is asked for.
 */
export function codePointsOf(source: ExportSource, text: TextRecord): (offset: number) => number {
  if (text.codePoints === text.length) return (offset) => offset;
  let index: OffsetIndex | undefined;
  return (offset) => {
    index ??= new OffsetIndex(Array.from(source.chunks(text.id), (chunk) => chunk.text).join(''));
    return index.convert(offset, 'utf-16', 'code-point');
  };
}
