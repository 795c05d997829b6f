import type { Article } from './article.ts';
import type { Verdict } from './assemble.ts';
import { type FlowBlock, isAltText } from './flow.ts';
import { type Furniture, FurnitureFinder } from './furniture.ts';
import { type Element, parentElement } from './tree.ts';

/** Prose of at least this length (UTF-16 code units) among the article’s blocks is not cut without asking. */
const PROSE = 80;
const LINKS_IN_PROSE = 0.33;
/** Text (UTF-16 code units) below which what was found is no article: the page is short, or is none of news. */
const ARTICLE_MIN = 250;

/**
 * What becomes of each block of a page. Everything stays in the text; what does not belong to the article is proposed
 * for cutting, with the reason, and selected unless it may be wanted.
 * @param title the page’s title as its metadata say it; the heading that repeats it belongs to the article
 */
export function judge(blocks: readonly FlowBlock[], article: Article | null, title: string): Verdict[] {
  const finder = new FurnitureFinder();
  const furniture = withFollowers(
    blocks,
    blocks.map((block) => finder.find(block)),
  );
  if (!article)
    return furniture.map((found, index) => {
      if (found) return { reason: found.reason, selected: isCut(found) };
      const block = blocks[index];
      return block && isAltText(block) ? CAPTION : null;
    });

  const belongs = blocks.map(({ origin }) => isOf(article, origin));
  const first = belongs.indexOf(true);
  const last = belongs.lastIndexOf(true);
  const articleLength = blocks.reduce((sum, { text }, index) => sum + (belongs[index] ? text.length : 0), 0);
  if (articleLength < ARTICLE_MIN) return judge(blocks, null, title);
  const titleAt = titleIndex(blocks, first, last, title);
  const prose = blocks.findIndex((block, index) => belongs[index] && isProse(block) && !isAltText(block));
  const root = commonAncestor(
    blocks[Math.min(first, titleAt < 0 ? first : titleAt)]?.origin,
    blocks[last]?.origin,
  );

  return blocks.map((block, index): Verdict => {
    const found = furniture[index] ?? null;
    const stays = isAltText(block) ? CAPTION : null;
    if (belongs[index]) return found?.certain ? { reason: found.reason, selected: isCut(found) } : stays;
    if (index === titleAt) return null;
    if (found) return { reason: found.reason, selected: isCut(found) };
    // The standfirst, the byline and the date stand between the title and the article’s first paragraph.
    if (titleAt >= 0 && index > titleAt && index < prose) return stays;
    const amidst = index > first && index < last && isInside(block.origin, root);
    return { reason: 'outside-article', selected: !(amidst && isProse(block) && !isAltText(block)) };
  });
}

function isOf(article: Article, origin: Element | null): boolean {
  if (origin === null) return false;
  // Of the choice of sources for a picture nothing is looked at but what is around it.
  const choice = parentElement(origin);
  const around = origin.tagName === 'img' && choice?.tagName === 'picture' ? parentElement(choice) : null;
  return article.has(origin) || (around !== null && article.has(around));
}

/** What a picture of the article is called tells something, as captions do. */
const CAPTION: Verdict = { reason: 'caption', selected: false };

function isProse(block: FlowBlock): boolean {
  return block.text.length >= PROSE && linkShare(block) < LINKS_IN_PROSE;
}

/** Captions tell something; the rest of the furniture does not. */
function isCut({ reason }: Furniture): boolean {
  return reason !== 'caption';
}

function titleIndex(blocks: readonly FlowBlock[], first: number, last: number, title: string): number {
  const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  const wanted = plain(title);
  const headings = blocks.flatMap(({ shape, text }, index) =>
    shape.kind === 'heading' && index <= last ? [{ index, level: shape.level ?? 6, text: plain(text) }] : [],
  );
  const same = headings.find(({ text }) => wanted !== '' && text === wanted);
  if (same) return same.index;
  const above = headings.filter(({ index, level }) => index < first && level === 1);
  return above.at(-1)?.index ?? -1;
}

/** Share of a block’s text that is links. */
function linkShare({ text, linked }: FlowBlock): number {
  return linked / Math.max(1, text.length);
}

/** Blocks that are links and follow “Read also” belong to it. */
const LINKS_IN_LIST = 0.8;

function withFollowers(
  blocks: readonly FlowBlock[],
  furniture: readonly (Furniture | null)[],
): (Furniture | null)[] {
  let heading: Furniture | null = null;
  return blocks.map((block, index) => {
    const found = furniture[index] ?? null;
    // A picture among links neither begins nor ends them.
    if (isAltText(block)) return found ?? heading;
    if (found?.reason === 'related' && found.certain) heading = found;
    else if (found || linkShare(block) < LINKS_IN_LIST) heading = null;
    return found ?? heading;
  });
}

function ancestors(element: Element | null | undefined): Element[] {
  const found: Element[] = [];
  for (let outer = element ?? null; outer; outer = parentElement(outer)) found.push(outer);
  return found.reverse();
}

function commonAncestor(one: Element | null | undefined, other: Element | null | undefined): Element | null {
  const [a, b] = [ancestors(one), ancestors(other)];
  let common: Element | null = null;
  for (let at = 0; at < a.length && a[at] === b[at]; at += 1) common = a[at] ?? null;
  return common;
}

function isInside(element: Element | null, root: Element | null): boolean {
  for (let outer = element; outer; outer = parentElement(outer)) if (outer === root) return true;
  return false;
}
