import { FileText } from '../foreign/canonical.ts';
import { decodeText } from '../foreign/decode.ts';
import { offsetOf } from '../foreign/json-value.ts';
import { pathOf } from '../foreign/label.ts';
import { problem } from '../foreign/problem.ts';
import { isBeside, leastCertainty } from '../foreign/recognise.ts';
import { byteLines, RUN_LIMIT } from '../foreign/runs.ts';
import type {
  BundleFile,
  ForeignAnnotation,
  ForeignEntity,
  ForeignItem,
  ForeignReader,
  ForeignRelation,
} from '../foreign/types.ts';

/*
 * PubTator: title and abstract of an article on a line each, a line for each mention, a line for each relation between concepts, a blank
 * line after each article. Offsets are code points of the title, a line end and the abstract.
 */

const TEXT = /^([^|\t]+)\|([ta])\|([\s\S]*)$/;

interface Article {
  readonly id: string;
  readonly line: number;
  title: string;
  abstract: string | undefined;
  readonly mentions: { readonly cells: readonly string[]; readonly line: number }[];
  readonly relations: { readonly cells: readonly string[]; readonly line: number }[];
}

/** Identifiers of a concept: several are set apart by `|`, `;` or `,`; `-` is none. */
function entityOf(identifier: string | undefined, mention: string): ForeignEntity | undefined {
  if (!identifier || identifier === '-') return undefined;
  const identifiers = identifier.split(/[|;,]/).map((each) => {
    const [, scheme, value] = /^([A-Za-z]+):(.+)$/.exec(each.trim()) ?? [];
    return scheme && value ? { scheme, value } : { scheme: 'pubtator', value: each.trim() };
  });
  return { name: mention, identifiers };
}

function* itemsOf(article: Article, path: string, key: string): Generator<ForeignItem> {
  const raw = article.abstract === undefined ? article.title : `${article.title}\n${article.abstract}`;
  const text = new FileText(raw);
  if (raw.trim() === '') {
    yield problem('error', 'record-malformed', `The article ${article.id} has no text.`, {
      path,
      line: article.line,
    });
    return;
  }
  const annotations: ForeignAnnotation[] = [];
  const names = new Map<string, string>();
  const byConcept = new Map<string, string>();
  for (const { cells, line } of article.mentions) {
    const [, from, to, mention = '', type = '', identifier] = cells;
    const [start, end] = [offsetOf(from), offsetOf(to)];
    if (start === undefined || end === undefined || type === '') {
      yield problem('error', 'record-malformed', 'A mention has no place and type.', {
        path,
        line,
        recordKind: 'annotation',
      });
      continue;
    }
    const key = `m${line}`;
    const name = identifier === undefined ? mention : (names.get(identifier) ?? mention);
    if (identifier !== undefined) names.set(identifier, name);
    const entity = entityOf(identifier, name);
    for (const concept of identifier?.split(/[|;,]/) ?? [])
      if (!byConcept.has(concept)) byConcept.set(concept, key);
    annotations.push({
      key,
      code: pathOf(type),
      ranges: [{ start: text.codePoint(start), end: text.codePoint(end) }],
      quotes: [mention],
      ...(entity ? { entity } : {}),
      line,
    });
  }
  const relations: ForeignRelation[] = [];
  for (const { cells, line } of article.relations) {
    const [from, to] = [byConcept.get(cells[2] ?? ''), byConcept.get(cells[3] ?? '')];
    if (from === undefined || to === undefined || from === to) {
      const message = 'A relation is not between two concepts that are mentioned.';
      yield problem('warning', 'record-unknown-reference', message, { path, line, recordKind: 'relation' });
    } else relations.push({ key: `r${line}`, code: pathOf(cells[1] || 'relation'), from, to, line });
  }
  const title = article.title.trim();
  yield {
    kind: 'document',
    document: {
      key,
      path,
      metadata: { ...(title === '' ? {} : { title }), fields: { id: article.id } },
      structured: text.structured(),
      original: { bytes: new TextEncoder().encode(raw), mediaType: 'text/plain', encoding: 'utf-8' },
      annotations,
      relations,
    },
  };
}

/** @throws GlossatorError encoding-mismatch */
async function* readFile(file: BundleFile, several: boolean): AsyncGenerator<ForeignItem> {
  const { path } = file;
  const taken = new Set<string>();
  let article = null as Article | null;
  const finish = function* (): Generator<ForeignItem> {
    if (!article) return;
    const key = several ? `${path}#${article.id}` : article.id;
    if (taken.has(key)) {
      yield problem('error', 'record-malformed', `The article ${article.id} is given twice.`, {
        path,
        line: article.line,
      });
    } else {
      taken.add(key);
      yield* itemsOf(article, path, key);
    }
  };
  for await (const each of byteLines(file.pieces())) {
    if ('tooLong' in each) {
      const message = `The line is longer than ${RUN_LIMIT / 1_048_576} MB.`;
      yield problem('error', 'record-malformed', message, { path, line: each.tooLong });
      continue;
    }
    const { line } = each;
    const content = decodeText(each.bytes, path, line).replace(/\r$/, '');
    const [, id, part, words] = TEXT.exec(content) ?? [];
    if (id !== undefined) {
      if (part === 't' || article?.id !== id) {
        yield* finish();
        article = { id, line, title: '', abstract: undefined, mentions: [], relations: [] };
      }
      if (part === 't') article.title = words ?? '';
      else article.abstract = words ?? '';
      continue;
    }
    const cells = content.split('\t');
    if (!article || cells[0] !== article.id || cells.length < 4) {
      yield problem(
        'error',
        'record-malformed',
        'The line is neither a text, a mention nor a relation of an article.',
        { path, line },
      );
    } else if (cells.length > 4 && /^\d+$/.test(cells[1] ?? '')) article.mentions.push({ cells, line });
    else article.relations.push({ cells, line });
  }
  yield* finish();
}

export const pubTatorReader: ForeignReader = {
  format: 'pubtator',
  title: 'PubTator',
  recognise: (bundle) =>
    leastCertainty(bundle, (head) => (/^\uFEFF?\s*[^|\t\n]+\|t\|/.test(head) ? 0.95 : 0)),
  async *read(bundle) {
    const files = bundle.files.filter(({ path }) => !isBeside(path));
    for (const file of files) yield* readFile(file, files.length > 1);
  },
};
