import { createHash } from 'node:crypto';
import { type Id, isId } from '../../core/ids.ts';

const GUID = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/i;

/** An id of version 7 made from a text: always the same for the same text. It bears no time. */
export function idFrom(text: string): Id {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = (8 + (Number.parseInt(hex.charAt(16), 16) % 4)).toString(16);
  return `00000000-0000-7${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * The id for a GUID of another program, with or without braces: itself in lower case where it is a UUIDv7, else one made from it, the same each time, so
 * that a codebook read again finds its codes. null where it is no GUID.
 */
export function idOfGuid(guid: string): Id | null {
  const bare = GUID.exec(guid.trim())?.[1]?.toLowerCase();
  if (bare === undefined) return null;
  return isId(bare) ? bare : idFrom(`guid:${bare}`);
}
