import type { MarkKind } from '../../../core/text/structure.ts';
import { attribute, type Element, isElement, isText } from './tree.ts';

/** Elements whose content never becomes text: code, replaced content, form controls, metadata. */
const SKIPPED = new Set(
  (
    'script style template iframe frame frameset noframes noembed object embed applet param video audio source track ' +
    'canvas svg map area img picture head title meta link base select option optgroup datalist textarea input ' +
    'meter progress col colgroup annotation annotation-xml'
  ).split(' '),
);

/** Elements that begin and end a paragraph (display: block and its like in the standard’s style sheet). */
const BLOCKS = new Set(
  (
    'address article aside blockquote body button center dd details dialog dir div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup p plaintext pre search section ' +
    'summary table tbody td tfoot th thead tr caption ul xmp'
  ).split(' '),
);

export function isBlockElement(element: Element): boolean {
  return BLOCKS.has(element.tagName);
}

const INLINE_MARKS: Readonly<Record<string, MarkKind>> = {
  b: 'strong',
  strong: 'strong',
  i: 'emphasis',
  em: 'emphasis',
  cite: 'emphasis',
  dfn: 'emphasis',
  var: 'emphasis',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  sup: 'superscript',
  sub: 'subscript',
  code: 'code',
  kbd: 'code',
  samp: 'code',
  tt: 'code',
};

/** The marks that an element sets on its text, by its name and by inline styles as word processors write them. */
export function marksOf(element: Element): MarkKind[] {
  const kind = INLINE_MARKS[element.tagName];
  const style = attribute(element, 'style')?.toLowerCase();
  if (!style) return kind ? [kind] : [];
  const marks = new Set<MarkKind>(kind ? [kind] : []);
  const weight = /(?:^|;)\s*font-weight\s*:\s*([\w-]+)/.exec(style)?.[1];
  if (weight && !isBlockElement(element)) {
    if (/^(?:bold|bolder|[6-9]00)$/.test(weight)) marks.add('strong');
    else marks.delete('strong');
  }
  const slant = /(?:^|;)\s*font-style\s*:\s*([\w-]+)/.exec(style)?.[1];
  if (slant && !isBlockElement(element)) {
    if (slant === 'italic' || slant === 'oblique') marks.add('emphasis');
    else if (slant === 'normal') marks.delete('emphasis');
  }
  if (/(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*line-through/.test(style)) marks.add('strikethrough');
  return Array.from(marks);
}

/** Whether an element, with all that is in it, is kept out of the text because no reader of the page would see it. */
export function isUnseen(element: Element): boolean {
  if (SKIPPED.has(element.tagName)) return true;
  if (element.attrs.length === 0) return element.tagName === 'dialog';
  if (element.tagName === 'dialog' && attribute(element, 'open') === null) return true;
  const hidden = attribute(element, 'hidden');
  if (hidden !== null && hidden.toLowerCase() !== 'until-found') return true;
  const style = attribute(element, 'style');
  if (style && /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style)) return true;
  // “[edit]” beside every heading of a wiki.
  if (/(?:^|\s)mw-editsection(?:\s|$)/.test(attribute(element, 'class') ?? '')) return true;
  // Icons and ornaments; but some pages hide real text so and speak it elsewhere.
  return attribute(element, 'aria-hidden') === 'true' && !holdsWords(element);
}

/** Whether a picture is one that no reader of the page would see, or that says of itself that it only adorns. */
export function isOrnament(picture: Element): boolean {
  if (attribute(picture, 'hidden') !== null || attribute(picture, 'aria-hidden') === 'true') return true;
  if (/^(?:presentation|none)$/.test(attribute(picture, 'role') ?? '')) return true;
  if (/(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(attribute(picture, 'style') ?? ''))
    return true;
  // Pictures of a point or two count who has read the page.
  return ['width', 'height'].some((side) => /^\s*[0-2](?:px)?\s*$/.test(attribute(picture, side) ?? ''));
}

function holdsWords(element: Element): boolean {
  return element.childNodes.some((child) =>
    isText(child) ? /[\p{L}\p{N}]{2}/u.test(child.value) : isElement(child) && holdsWords(child),
  );
}

/** 1–6 for headings, also those made with a role; null for others. */
export function headingLevel(element: Element): number | null {
  const name = /^h([1-6])$/.exec(element.tagName);
  if (name) return Number(name[1]);
  if (attribute(element, 'role') !== 'heading') return null;
  const level = Number(attribute(element, 'aria-level') ?? 2);
  return Number.isInteger(level) && level >= 1 ? Math.min(level, 6) : 2;
}
