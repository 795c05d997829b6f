import { isSafeHref } from '../../../core/text/check.ts';

/** Addresses longer than this are tracking, not citation. */
const HREF_MAX = 2_000;

/** Resolves the addresses of links and counts those that cannot be kept. Nothing is ever fetched. */
export class LinkResolver {
  readonly #base: string | null;
  /** links with an address of another kind (javascript, data, file …) */
  unsafe = 0;
  /** relative links of a page that does not say where it came from */
  homeless = 0;

  /** @param base address that relative links start from, if the page says it */
  constructor(base: string | null) {
    this.#base = base;
  }

  /** The address to keep, or null. A link within the page is none. */
  resolve(href: string): string | null {
    const trimmed = href.trim().replace(/[\t\n\r]/g, '');
    if (trimmed === '' || trimmed.startsWith('#')) return null;
    const absolute = parseAddress(trimmed, this.#base);
    if (!absolute) {
      if (/^[a-z][a-z0-9+.-]*:/i.test(trimmed)) this.unsafe += 1;
      else this.homeless += 1;
      return null;
    }
    if (isSafeHref(absolute) && absolute.length <= HREF_MAX) return absolute;
    this.unsafe += 1;
    return null;
  }
}

function parseAddress(href: string, base: string | null): string | null {
  return URL.canParse(href, base ?? undefined) ? new URL(href, base ?? undefined).href : null;
}

/** An http or https address in canonical spelling, or null. */
export function webAddress(text: string | null | undefined, base?: string | null): string | null {
  const address = text ? parseAddress(text.trim(), base ?? null) : null;
  return address && /^https?:/.test(address) && address.length <= HREF_MAX ? address : null;
}
