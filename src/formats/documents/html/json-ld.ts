/** What schema.org data of a page says of its article (JSON-LD 1.1, as search engines read it). */
export interface LinkedData {
  readonly title: string;
  readonly author: string;
  readonly date: string;
  readonly modified: string;
  readonly language: string;
  readonly publisher: string;
  readonly address: string;
  readonly section: string;
}

type Json = { readonly [name: string]: unknown };

const ARTICLES =
  /^(?:News|Blog|Opinion|Analysis|Reportage|Review|Scholarly|Tech|Background|AskPublicNews)?(?:NewsArticle|Article|Posting|BlogPosting|SocialMediaPosting|Report|Interview|WebPage|CreativeWork)$/;
const DEPTH_MAX = 16;
const OBJECTS_MAX = 2_000;

/** Reads the scripts of type application/ld+json of a page; what is no JSON is passed over. Null where none tells anything. */
export function readLinkedData(scripts: readonly string[]): LinkedData | null {
  const objects: Json[] = [];
  for (const script of scripts) collect(parse(script), 0, objects);
  const articles = objects.filter((object) => typesOf(object).some((type) => ARTICLES.test(type)));
  const article =
    articles.find((object) =>
      typesOf(object).some((type) => /Article|Posting|Report|Interview/.test(type)),
    ) ?? articles[0];
  if (!article) return null;
  return {
    title: textOf(article.headline) || textOf(article.name),
    author: namesOf(article.author ?? article.creator, objects).join(', '),
    date: textOf(article.datePublished) || textOf(article.dateCreated),
    modified: textOf(article.dateModified),
    language: textOf(article.inLanguage),
    publisher: namesOf(article.publisher, objects).join(', '),
    address: textOf(article.url) || idOf(article.mainEntityOfPage),
    section: textOf(
      Array.isArray(article.articleSection) ? article.articleSection[0] : article.articleSection,
    ),
  };
}

function parse(script: string): unknown {
  // Editors wrap the data in comments or CDATA, and leave raw newlines in strings.
  const bare = script.replace(
    /^\s*(?:<!--|\/\*<!\[CDATA\[\*\/|<!\[CDATA\[)|(?:-->|\/\*\]\]>\*\/|\]\]>)\s*$/g,
    '',
  );
  for (const text of [bare, bare.replace(/[\n\r\t]+/g, ' ')]) {
    try {
      return JSON.parse(text) as unknown;
    } catch (thrown) {
      if (!(thrown instanceof SyntaxError)) throw thrown;
    }
  }
  return null;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** All objects, in the order in which they stand. */
function collect(value: unknown, depth: number, objects: Json[]): void {
  if (depth > DEPTH_MAX || objects.length > OBJECTS_MAX) return;
  if (Array.isArray(value)) for (const item of value) collect(item, depth + 1, objects);
  else if (isObject(value)) {
    objects.push(value);
    for (const inner of Object.values(value))
      if (typeof inner === 'object') collect(inner, depth + 1, objects);
  }
}

function typesOf(object: Json): string[] {
  const types = object['@type'];
  return (Array.isArray(types) ? types : [types])
    .filter((type) => typeof type === 'string')
    .map((type) => type.replace(/^https?:\/\/schema\.org\//, ''));
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return textOf(value[0]);
  if (isObject(value)) return textOf(value['@value'] ?? value.name);
  return typeof value === 'string' ? value.trim() : '';
}

function idOf(value: unknown): string {
  return isObject(value) ? textOf(value['@id']) : textOf(value);
}

/** Names of persons or organisations, given whole, by name only, or by the id of another object. */
function namesOf(value: unknown, objects: readonly Json[]): string[] {
  const names = (Array.isArray(value) ? value : [value]).map((item) => {
    if (!isObject(item)) return textOf(item);
    const named = textOf(item.name);
    if (named) return named;
    const id = textOf(item['@id']);
    const other = id
      ? objects.find((object) => object['@id'] === id && object.name !== undefined)
      : undefined;
    return other ? textOf(other.name) : '';
  });
  return Array.from(new Set(names.filter((name) => name !== '' && !/^https?:/.test(name)))).slice(0, 20);
}
