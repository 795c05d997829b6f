import { PASSAGES_AT_ONCE } from '../../contract/vocabulary.ts';
import { GlossatorError } from '../../core/errors.ts';
import type { FoundPassage, QueryKind, TextQuery } from '../../core/query/text-query.ts';
import type { TextRange } from '../../core/text/structure.ts';
import { filterOf } from '../../workbench/export/choose.ts';
import { withProjectToRead } from '../../workbench/project-file.ts';
import type { ProjectSearch } from '../../workbench/search/project-search.ts';
import { type CommandContext, numbered, type Outcome } from '../outcome.ts';

/** What the arguments of `search` say. */
export interface SearchWishes {
  readonly text?: boolean;
  readonly pattern?: boolean;
  readonly caseSensitive?: boolean;
  readonly wholeWord?: boolean;
  readonly document?: readonly string[];
  readonly limit?: string;
  readonly count?: boolean;
}

interface Search {
  readonly path: string;
  readonly query: TextQuery;
  readonly documentIds: readonly string[] | undefined;
  readonly title: (documentId: string) => string;
  /** of a stretch of a document's text */
  readonly textOf: (documentId: string, range: TextRange) => string;
  readonly search: ProjectSearch;
  readonly signal: AbortSignal;
}

const USUAL_LIMIT = 100;

function queryOf(query: string, { text, pattern, caseSensitive, wholeWord }: SearchWishes): TextQuery {
  const kind: QueryKind = pattern ? 'pattern' : text ? 'text' : 'words';
  const refused =
    wholeWord && kind !== 'text'
      ? '--whole-word'
      : caseSensitive && kind === 'words'
        ? '--case-sensitive'
        : null;
  if (refused !== null) {
    throw new GlossatorError(
      'usage',
      `${refused} does not go with a search for ${kind === 'words' ? 'words' : 'a pattern'}.`,
      {
        remedy: 'Search for the text as it stands with --text.',
      },
    );
  }
  return { kind, query, caseSensitive: caseSensitive === true, wholeWord: wholeWord === true };
}

function limitOf(word: string | undefined): number {
  if (word === undefined) return USUAL_LIMIT;
  const limit = /^\d+$/.test(word) ? Number(word) : 0;
  if (limit >= 1 && Number.isSafeInteger(limit)) return limit;
  throw new GlossatorError('usage', `--limit ${word} is no whole number of passages, 1 or more.`);
}

async function counted({ path, query, documentIds, title, search, signal }: Search): Promise<Outcome> {
  const { passages, documents } = await search.count(query, { documentIds }, signal);
  const lines = documents.map(({ documentId, passages: count }) => `${count}\t${title(documentId)}\n`);
  const sum = `${numbered(passages, 'passage', 'passages')} in ${numbered(documents.length, 'document', 'documents')}`;
  return {
    json: {
      path,
      kind: query.kind,
      query: query.query,
      passages,
      documents: documents.map(({ documentId, passages: count }) => ({
        id: documentId,
        title: title(documentId),
        passages: count,
      })),
    },
    text: `${lines.join('')}${sum}\n`,
    failed: false,
  };
}

/** The first passages, page by page. */
async function gathered(
  { query, documentIds, search, signal }: Search,
  limit: number,
): Promise<{ readonly found: readonly FoundPassage[]; readonly more: boolean }> {
  const found: FoundPassage[] = [];
  let after: string | null = null;
  do {
    const page = {
      order: 'text',
      after,
      limit: Math.min(limit - found.length, PASSAGES_AT_ONCE),
      documentIds,
    } as const;
    const { passages, next } = await search.passages(query, page, signal);
    found.push(...passages);
    after = next;
  } while (after !== null && found.length < limit);
  return { found, more: after !== null };
}

async function listed(asked: Search, limit: number): Promise<Outcome> {
  const { path, query, title, textOf } = asked;
  const { found, more } = await gathered(asked, limit);
  const passages = found.map(({ documentId, start, end, ranges, snippet }) => ({
    documentId,
    title: title(documentId),
    start,
    end,
    ranges: Array.from({ length: ranges.length / 2 }, (_, at) => [ranges[2 * at], ranges[2 * at + 1]]),
    text: textOf(documentId, { start, end }),
    snippet: snippet.text,
  }));
  const lines = passages.map(
    (passage) =>
      `${passage.title}: ${passage.start}–${passage.end}\n  ${passage.snippet.replaceAll(/\s+/g, ' ')}\n`,
  );
  const sum = more
    ? `The first ${numbered(found.length, 'passage', 'passages')}; there are more.`
    : `${numbered(found.length, 'passage', 'passages')}.`;
  return {
    json: {
      path,
      kind: query.kind,
      query: query.query,
      unit: 'utf16',
      passages: passages.map(({ snippet: _, ...passage }) => passage),
      more,
    },
    text: `${lines.join('')}${sum}\n`,
    failed: false,
  };
}

/** `search P.gloss QUERY` */
export function searchProject(
  path: string,
  words: string,
  wishes: SearchWishes,
  { warn, signal }: CommandContext,
): Promise<Outcome> {
  const query = queryOf(words, wishes);
  const limit = limitOf(wishes.limit);
  return withProjectToRead(path, warn, async ({ store: { read }, search: searchOf }) => {
    const { documentIds } = filterOf(read, wishes.document ? { documents: wishes.document } : {});
    const titles = new Map(read.documents().map(({ id, title }) => [id, title]));
    const title = (id: string) => titles.get(id) ?? id;
    const search = await searchOf();
    const textOf = (id: string, range: TextRange) => read.slice(read.document(id)?.textId ?? '', range);
    const asked = { path, query, documentIds, title, textOf, search, signal };
    return wishes.count ? counted(asked) : listed(asked, limit);
  });
}
