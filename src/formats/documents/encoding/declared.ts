import { encodingName } from './labels.ts';

/** Bytes in which a page or an XML file must say its encoding; HTML says 1024, real pages are later. */
const PRESCAN = 4_096;

export interface Declared {
  /** as it is written */
  readonly label: string;
  /** WHATWG name, or null where the label means nothing */
  readonly encoding: string | null;
}

/**
 * The encoding that a file declares itself: an XML declaration or an HTML `meta` (HTML Standard, “prescan a byte stream
 * to determine its encoding”). What declares UTF-16 in ASCII bytes is UTF-8.
 */
export function declaredEncoding(bytes: Uint8Array): Declared | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, PRESCAN)).toString(
    'latin1',
  );
  const visible = head.replace(/<!--[\s\S]*?(?:-->|$)/g, '');
  const label =
    /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([^"']{1,40})["']/i.exec(visible)?.[1] ??
    /<meta\s[^>]*?charset\s*=\s*["']?\s*([^\s"'/>;]{1,40})/i.exec(visible)?.[1];
  if (!label) return null;
  const encoding = encodingName(label);
  return {
    label,
    encoding: encoding?.startsWith('utf-16') || encoding?.startsWith('utf-32') ? 'utf-8' : encoding,
  };
}
