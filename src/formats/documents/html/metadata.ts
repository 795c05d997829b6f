import type { DocumentMetadata } from '../../../core/project/records.ts';
import { dateIn, dateOfFileName, dateOfStamp } from '../metadata/dates.ts';
import { languageByLetters, languageOf } from '../metadata/language.ts';
import { titleOfFileName } from '../txt/heading.ts';
import type { FlowBlock } from './flow.ts';
import { readLinkedData } from './json-ld.ts';
import { webAddress } from './links.ts';
import { attribute, type Element, elementsUnder, type ParentNode, textUnder } from './tree.ts';

/** What the head of a page and its attributes say, before anything is made of it. */
export interface PageFacts {
  /** meta name, property or itemprop, lower case, to content; the first of each counts */
  readonly meta: ReadonlyMap<string, string>;
  readonly title: string;
  readonly language: string;
  /** http(s) address that relative links start from, or null */
  readonly base: string | null;
  /** http(s) address of the page itself, or null */
  readonly address: string | null;
  readonly linkedData: readonly string[];
  /** `datetime` of the first `time` element, or its text */
  readonly time: string;
  /** text of the first element that says that it holds the author */
  readonly byline: string;
}

/** @param savedFrom address that the browser noted when it saved the page, or null */
export function factsOf(root: ParentNode, savedFrom: string | null): PageFacts {
  const meta = new Map<string, string>();
  const linkedData: string[] = [];
  let title = '';
  let language = '';
  let base: string | null = null;
  let canonical: string | null = null;
  let time = '';
  let byline = '';
  for (const element of elementsUnder(root)) {
    switch (element.tagName) {
      case 'html':
        language = attribute(element, 'lang') ?? attribute(element, 'xml:lang') ?? '';
        break;
      case 'title':
        title ||= oneLine(textUnder(element));
        break;
      case 'base':
        base ??= webAddress(attribute(element, 'href'), savedFrom);
        break;
      case 'link':
        if (/\bcanonical\b/i.test(attribute(element, 'rel') ?? ''))
          canonical ??= webAddress(attribute(element, 'href'), savedFrom);
        break;
      case 'meta':
        noteMeta(element, meta);
        break;
      case 'script':
        if (/^application\/ld\+json/i.test(attribute(element, 'type') ?? ''))
          linkedData.push(textUnder(element));
        break;
      case 'time':
        time ||= attribute(element, 'datetime') ?? textUnder(element);
        break;
      default:
    }
    byline ||= bylineOf(element);
  }
  const address = savedFrom ?? canonical ?? webAddress(meta.get('og:url'));
  return {
    meta,
    title,
    language,
    base: base ?? address,
    address: canonical ?? address,
    linkedData,
    time,
    byline,
  };
}

function noteMeta(element: Element, meta: Map<string, string>): void {
  const name = attribute(element, 'name') ?? attribute(element, 'property') ?? attribute(element, 'itemprop');
  const content = oneLine(attribute(element, 'content') ?? '');
  if (name && content && !meta.has(name.toLowerCase())) meta.set(name.toLowerCase(), content);
}

const BYLINE_MAX = 100;

function bylineOf(element: Element): string {
  const isAuthor =
    /\bauthor\b/.test(attribute(element, 'rel') ?? '') ||
    /\bauthor\b/.test(attribute(element, 'itemprop') ?? '') ||
    /(?:^|[-_ ])(?:byline|author-?name|article-?author|post-?author)(?:$|[-_ ])/i.test(
      attribute(element, 'class') ?? '',
    );
  if (!isAuthor || element.tagName === 'link' || element.tagName === 'meta') return '';
  const text = oneLine(textUnder(element)).replace(/^(?:by|von|par|автор:?|аўтар:?)\s+/iu, '');
  return text.length <= BYLINE_MAX && /\p{L}/u.test(text) ? text : '';
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** The first that is not empty. */
function firstOf(...candidates: readonly (string | null | undefined)[]): string {
  for (const candidate of candidates) if (candidate) return candidate;
  return '';
}

const DATE_NAMES = [
  'article:published_time',
  'datepublished',
  'og:published_time',
  'publishdate',
  'pubdate',
  'parsely-pub-date',
  'sailthru.date',
  'dc.date.issued',
  'dcterms.created',
  'dc.date',
  'dcterms.date',
  'date',
];

/** Document metadata out of the page’s facts; where the page says nothing, out of its first blocks and its file name. */
export function metadataOf(
  facts: PageFacts,
  blocks: readonly FlowBlock[],
  text: string,
  fileName: string,
): DocumentMetadata {
  const { meta } = facts;
  const data = readLinkedData(facts.linkedData);
  const site = firstOf(meta.get('og:site_name'), data?.publisher, meta.get('application-name'));
  const heading = blocks.find(({ shape }) => shape.kind === 'heading' && shape.level === 1);
  const title = firstOf(
    withoutSite(oneLine(data?.title ?? ''), site),
    withoutSite(meta.get('og:title') ?? meta.get('twitter:title') ?? '', site),
    headlineInTitle(blocks, facts.title),
    withoutSite(facts.title, site),
    heading && oneLine(heading.text),
    titleOfFileName(fileName),
  );
  const stamps = [data?.date, ...DATE_NAMES.map((name) => meta.get(name)), facts.time];
  const date = firstOf(
    ...stamps.map((stamp) => (stamp ? dateOfStamp(stamp) : '')),
    dateOfAddress(facts.address),
    dateOfFileName(fileName),
    datelineOf(blocks),
  );
  return {
    title,
    source: firstOf(facts.address, site),
    author: firstOf(data?.author, authorOf(meta), facts.byline),
    date,
    language: languageTag(
      firstOf(facts.language, data?.language, meta.get('og:locale'), meta.get('content-language')),
      text,
    ),
    fields: fieldsOf({
      site,
      section: firstOf(meta.get('article:section'), data?.section),
      description: firstOf(meta.get('description'), meta.get('og:description')),
      keywords: firstOf(meta.get('keywords'), meta.get('news_keywords')),
      modified: dateOfStamp(firstOf(meta.get('article:modified_time'), data?.modified)),
    }),
  };
}

function fieldsOf(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

function authorOf(meta: ReadonlyMap<string, string>): string {
  const named = firstOf(
    meta.get('author'),
    meta.get('article:author'),
    meta.get('parsely-author'),
    meta.get('dc.creator'),
    meta.get('byl'),
  );
  return /^https?:/.test(named) ? '' : named.replace(/^by\s+/i, '');
}

/** A title without “ | The Site” or “ — The Site”, where the site is known or the rest is by far the longer part. */
export function withoutSite(title: string, site: string): string {
  const match = /^(.{12,}?)\s+(?:[|–—·»•]|::|-)\s+([^|–—·»•]{2,60})$/u.exec(title);
  if (!match) return title;
  const [, rest = '', suffix = ''] = match;
  const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  if (site) return plain(suffix) === plain(site) ? withoutSite(rest, site) : title;
  return /[|»•]|::/.test(title.slice(rest.length, rest.length + 4)) && rest.length > suffix.length
    ? rest
    : title;
}

/** A line that the page’s title begins with before a sign such as “ - ”: the headline, whatever it is set in. */
function headlineInTitle(blocks: readonly FlowBlock[], title: string): string {
  const stated = title.split(/\s+[-|–—·»•:]+\s+/u)[0] ?? '';
  if (stated.length < 8) return '';
  for (const { text } of blocks.slice(0, HEADLINE_WITHIN)) {
    if (text.split('\n').some((line) => oneLine(line) === stated)) return stated;
  }
  const heading = blocks.find(({ shape }) => shape.kind === 'heading' && shape.level === 1);
  const text = heading ? oneLine(heading.text) : '';
  return text.length >= 8 && title.startsWith(text) ? text : '';
}

/** Blocks among which a headline is sought. */
const HEADLINE_WITHIN = 100;

/** Addresses of news often hold the day: /2024/12/31/. */
function dateOfAddress(address: string | null): string {
  const match = address ? /\/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/_-]|$)/.exec(address) : null;
  return match ? dateOfStamp(`${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`) : '';
}

const DATELINE_MAX = 80;

/** A date on a short line just below the main heading. */
function datelineOf(blocks: readonly FlowBlock[]): string {
  const from = Math.max(
    0,
    blocks.findIndex(({ shape }) => shape.kind === 'heading' && shape.level === 1),
  );
  for (const { text } of blocks.slice(from, from + 6)) {
    const date = text.length <= DATELINE_MAX ? dateIn(text) : '';
    if (date.length === 10) return date;
  }
  return '';
}

/** The declared language as a BCP 47 tag where it is one and the text’s own letters do not contradict it. */
function languageTag(declared: string, text: string): string {
  const tag = canonicalTag(declared.replace('_', '-').split(',')[0]?.trim() ?? '');
  if (!tag) return languageOf(text);
  // Templates say “en” of pages in any language.
  const byLetters = languageByLetters(text);
  return byLetters && byLetters !== tag.split('-')[0] ? byLetters : tag;
}

function canonicalTag(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? '';
  } catch (thrown) {
    if (thrown instanceof RangeError) return '';
    throw thrown;
  }
}
