const VOID = new Set(
  'area base br col embed hr img input link meta param source track wbr path circle rect line use image'.split(
    ' ',
  ),
);

/** A start tag that ends itself; an attribute’s value may hold `>` but, in XML, no `<`. */
const SELF_CLOSING = /<([A-Za-z][\w.-]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)\/>/g;

/**
 * XHTML as HTML reads it: `<title/>`, `<a id="x"/>` and the like begin and end an element in XML, but only begin one in
 * HTML, which would then swallow what follows.
 */
export function xhtmlAsHtml(source: string): string {
  return source.replace(SELF_CLOSING, (tag, name: string, attributes: string) =>
    VOID.has(name.toLowerCase()) ? tag : `<${name}${attributes}></${name}>`,
  );
}
