import type { CutReason } from '../../../core/text/parsed.ts';
import { isUnseen } from './elements.ts';
import { type FlowBlock, isAltText } from './flow.ts';
import { attribute, type Element, isElement, isText, parentElement } from './tree.ts';
import { WORDINGS } from './wording.ts';

/**
 * What on a page is not its article: captions, menus, invitations to subscribe, related stories, share buttons, comments
 * and legal lines, told by elements, by class names and by wording in English, Russian, Belarusian, Ukrainian, German,
 * French and Polish.
 */

export interface Furniture {
  readonly reason: CutReason;
  /** false where the evidence is weak: within the article that is not enough */
  readonly certain: boolean;
}

/** Class names and ids, by whole words of them. */
const CLASS_REASONS: readonly (readonly [CutReason, RegExp])[] = [
  [
    'subscription',
    /(?:^|[-_ ])(?:newsletters?|subscri(?:be|ption|bers?)|paywall|signup|sign-up|mailchimp|donat(?:e|ion)|promo-?box)(?:$|[-_ ])/,
  ],
  [
    'share',
    /(?:^|[-_ ])(?:share|sharing|sharedaddy|social(?:-?(?:links|media|share|icons|bar|buttons))?|addthis|addtoany|likely|ya-share2?|pluso)(?:$|[-_ ])/,
  ],
  [
    'related',
    /(?:^|[-_ ])(?:(?:jp-?)?related-?(?:posts?|articles?|stories|news|content|links)?|recommend(?:ed|ations?)?|read-?(?:more|also|next)|more-?(?:news|stories|on)|most-?(?:read|popular)|popular|trending|teasers?|outbrain|taboola|see-?also)(?:$|[-_ ])/,
  ],
  [
    'comments',
    /(?:^|[-_ ])(?:comments?(?:-?(?:list|area|section|form|respond))?|respond|disqus(?:_thread)?|hypercomments?|cackle)(?:$|[-_ ])/,
  ],
  [
    'legal',
    /(?:^|[-_ ])(?:copyright|legal|disclaimer|cookies?(?:-?(?:banner|consent|notice|bar))?|gdpr|consent|imprint)(?:$|[-_ ])/,
  ],
  [
    'caption',
    /(?:^|[-_ ])(?:(?:image|img|photo|picture|figure|media|wp|gallery)-?(?:caption|credits?|desc(?:ription)?|author|copyright|legend)(?:-?text)?|captions?|photo-?credits?)(?:$|[-_ ])/,
  ],
  [
    'navigation',
    /(?:^|[-_ ])(?:nav(?:bar|igation|menu)?|menu|main-?menu|breadcrumbs?|pagination|pager|site-?(?:header|footer|nav)|top-?bar|skip-?link|tags?-?(?:list|cloud)?|toolbar)(?:$|[-_ ])/,
  ],
];

const ROLES: Readonly<Record<string, CutReason>> = {
  navigation: 'navigation',
  menu: 'navigation',
  menubar: 'navigation',
  search: 'navigation',
  banner: 'navigation',
  contentinfo: 'navigation',
};

/** Blocks longer than this (UTF-16 code units) are prose, whatever their words. */
const WORDING_MAX = 200;

/** Tells for the blocks of one page what they are besides the article. */
export class FurnitureFinder {
  readonly #known = new Map<Element, Furniture | null>();

  find(block: FlowBlock): Furniture | null {
    if (isAltText(block)) return this.#surroundings(block.origin);
    // The caption of a table names its figures; that of a picture stands without its picture.
    const isCaption = block.shape.kind === 'caption' && block.origin?.tagName !== 'caption';
    if (isCaption) return { reason: 'caption', certain: true };
    // In a table short words are figures and names, not buttons.
    const said = block.shape.cell ? null : wording(block.text);
    return said?.certain ? said : (this.#surroundings(block.origin) ?? said);
  }

  /** What the elements around a block say, the innermost first. */
  #surroundings(origin: Element | null): Furniture | null {
    const asked: Element[] = [];
    let found: Furniture | null = null;
    for (let element = origin; element && element.tagName !== 'body'; element = parentElement(element)) {
      const known = this.#known.get(element);
      found = known === undefined ? judge(element) : known;
      asked.push(element);
      if (found || known === null) break;
    }
    for (const element of asked) this.#known.set(element, found);
    return found;
  }
}

function wording(text: string): Furniture | null {
  if (text.length > WORDING_MAX) return null;
  const plain = text
    .replace(/\s+/gu, ' ')
    .replace(/^[^\p{L}\p{N}©(]+/u, '')
    .trim();
  for (const { reason, certain, likely } of WORDINGS) {
    if (certain.some((expression) => expression.test(plain))) return { reason, certain: true };
    if (likely?.some((expression) => expression.test(plain))) return { reason, certain: false };
  }
  return null;
}

function judge(element: Element): Furniture | null {
  const { tagName } = element;
  if (tagName === 'nav') return { reason: 'navigation', certain: true };
  if (tagName === 'footer' && !insideArticle(element)) return { reason: 'navigation', certain: false };
  const role = ROLES[attribute(element, 'role') ?? ''];
  if (role) return { reason: role, certain: true };
  // A class on the whole page or article speaks of all of it: “single-post comments-open”.
  if (/^(?:html|body|main|article)$/.test(tagName)) return null;
  const names = `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`
    .toLowerCase()
    .slice(0, 500);
  if (names === ' ') return null;
  for (const [reason, expression] of CLASS_REASONS) {
    if (expression.test(names)) return { reason, certain: isShorterThan(element, SMALL_BOX) };
  }
  return null;
}

/** Text of a box within the article (UTF-16 code units) that a class name alone may mark as furniture. */
const SMALL_BOX = 1_500;

function isShorterThan(element: Element, length: number): boolean {
  return textLength(element, length) < length;
}

/** Length of the text under an element, counted no further than the limit. */
function textLength(element: Element, limit: number): number {
  let length = 0;
  for (const child of element.childNodes) {
    if (isText(child)) length += child.value.trim().length;
    else if (isElement(child) && !isUnseen(child)) length += textLength(child, limit - length);
    if (length >= limit) break;
  }
  return length;
}

function insideArticle(element: Element): boolean {
  for (let outer = parentElement(element); outer; outer = parentElement(outer)) {
    if (outer.tagName === 'article') return true;
  }
  return false;
}
