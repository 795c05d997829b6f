import { hash } from 'node:crypto';
import type { Id } from '../../../core/ids.ts';

function formatted(hex: string): Id {
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * An id in the form of a UUIDv7 that follows from content alone, so that what is imported again is known again. Where the records of one
 * `family` are many, their ids begin alike and lie side by side in the file's indexes.
 */
export function stableId(family: Id | null, ...parts: readonly string[]): Id {
  const hex = hash('sha256', `glossator\u0000${family ?? ''}\u0000${parts.join('\u0000')}`, 'hex');
  return formatted(family === null ? hex : family.replaceAll('-', '').slice(0, 12) + hex.slice(12));
}
