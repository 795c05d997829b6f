import { parseJson, wholeText } from '../foreign/decode.ts';
import { instantOf } from '../foreign/features.ts';
import { RecordLines } from '../foreign/json-lines.ts';
import { isObject, type JsonObject, listOf, objectsOf, partialJson, textOf } from '../foreign/json-value.ts';
import { pathOf } from '../foreign/label.ts';
import { oneOfSeveral } from '../foreign/one-of-several.ts';
import { problem, Unheld } from '../foreign/problem.ts';
import { headText, isBeside } from '../foreign/recognise.ts';
import type {
  Bundle,
  BundleFile,
  ForeignAnnotation,
  ForeignComment,
  ForeignItem,
  ForeignReader,
} from '../foreign/types.ts';
import { locate, quotesIn } from '../w3c/selectors.ts';
import { type FoundText, isText, noText, textAt } from '../w3c/texts.ts';

/*
 * What Hypothesis gives out: answers of its search (`rows`), the export of its sidebar (`annotations`), or a list. Positions are
 * UTF-16, as in the browser; the pages lie beside the file.
 */

function rowsIn(value: unknown): readonly JsonObject[] {
  if (Array.isArray(value)) return objectsOf(value);
  return isObject(value) ? objectsOf(value.rows ?? value.annotations) : [];
}

function isRow(row: JsonObject | undefined): boolean {
  return (
    row !== undefined &&
    typeof row.uri === 'string' &&
    (Array.isArray(row.target) || String(row.user ?? '').startsWith('acct:'))
  );
}

/** `acct:name@place`: the name. */
function personOf(row: JsonObject): { person?: string } {
  const shown = isObject(row.user_info) ? textOf(row.user_info.display_name) : undefined;
  const account = /^acct:(.+?)@[^@]*$/.exec(textOf(row.user) ?? '')?.[1];
  const person = shown ?? account ?? textOf(row.user);
  return person === undefined ? {} : { person };
}

function timesOf(row: JsonObject): { createdAt?: string; updatedAt?: string } {
  const createdAt = instantOf(row.created);
  const updatedAt = instantOf(row.updated);
  return {
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
  };
}

function commentOf(row: JsonObject, on?: string): ForeignComment {
  const { createdAt } = timesOf(row);
  return {
    key: textOf(row.id) ?? '',
    body: textOf(row.text) ?? '',
    ...(on === undefined ? {} : { on }),
    ...personOf(row),
    ...(createdAt === undefined ? {} : { createdAt }),
  };
}

class PageReader {
  readonly annotations: ForeignAnnotation[] = [];
  readonly comments: ForeignComment[] = [];
  readonly #text: FoundText;
  readonly #path: string;
  readonly #unheld: Unheld;
  readonly #lines: ReadonlyMap<JsonObject, number>;

  constructor(text: FoundText, path: string, unheld: Unheld, lines: ReadonlyMap<JsonObject, number>) {
    this.#lines = lines;
    this.#text = text;
    this.#path = path;
    this.#unheld = unheld;
  }

  *add(row: JsonObject): Generator<ForeignItem> {
    const id = textOf(row.id) ?? '';
    const line = this.#lines.get(row) ?? 1;
    const [target] = objectsOf(row.target);
    if (!Array.isArray(target?.selector)) {
      this.comments.push(commentOf(row));
      return;
    }
    const located = locate(target.selector, this.#text.text, 'utf16');
    if (!located) {
      const message = 'It cannot be told which passage the annotation is on.';
      yield problem('error', 'quotation-mismatch', message, { path: this.#path, line, recordId: id });
      return;
    }
    if (located.moved) this.#unheld.add('offsets at which something else stands (placed by the quotation)');
    const tags = listOf(row.tags)
      .map(textOf)
      .filter((tag) => tag !== undefined);
    const note = textOf(row.text);
    for (const [index, tag] of (tags.length > 0
      ? tags
      : [note === undefined ? 'Highlight' : 'Annotation']
    ).entries()) {
      this.annotations.push({
        key: index === 0 ? id : `${id}:${index + 1}`,
        code: pathOf(tag),
        ranges: [located.range],
        ...(located.quote === undefined ? {} : { quotes: [located.quote] }),
        ...(note === undefined ? {} : { note }),
        ...personOf(row),
        ...timesOf(row),
        line,
      });
    }
  }
}

async function* readPage(
  uri: string,
  rows: readonly JsonObject[],
  path: string,
  bundle: Bundle,
  unheld: Unheld,
  lines: ReadonlyMap<JsonObject, number>,
): AsyncGenerator<ForeignItem> {
  const title = rows
    .map(({ document }) => (isObject(document) ? textOf(listOf(document.title)[0]) : undefined))
    .find((each) => each !== undefined);
  const quotes = rows.flatMap(({ target }) =>
    objectsOf(target).flatMap(({ selector }) => quotesIn(selector)),
  );
  const wanted = { source: uri, quotes, ...(title === undefined ? {} : { title }) };
  const text = await textAt(wanted, bundle);
  if (!('text' in text)) {
    yield noText(uri, text, rows.length, { path, line: (rows[0] && lines.get(rows[0])) ?? 1 });
    return;
  }
  const reader = new PageReader(text, path, unheld, lines);
  const replies = rows.filter(({ references }) => listOf(references).length > 0);
  for (const row of rows) if (!replies.includes(row)) yield* reader.add(row);
  const keys = new Set(reader.annotations.map(({ key }) => key));
  for (const reply of replies) {
    const on = listOf(reply.references)
      .map(textOf)
      .find((id) => id !== undefined && keys.has(id));
    if (on === undefined) unheld.add('replies to what is not there');
    else reader.comments.push(commentOf(reply, on));
  }
  const named = text.title ?? title;
  yield {
    kind: 'document',
    document: {
      key: uri,
      metadata: { source: uri, ...(named === undefined ? {} : { title: named }) },
      structured: text.structured,
      original: text.original,
      annotations: reader.annotations,
      relations: [],
      comments: reader.comments,
    },
  };
}

/** @throws GlossatorError record-malformed, encoding-mismatch, file-too-large */
async function* readFile(file: BundleFile, bundle: Bundle): AsyncGenerator<ForeignItem> {
  const { path } = file;
  const unheld = new Unheld();
  const byPage = new Map<string, JsonObject[]>();
  const ids = new Set<string>();
  const content = await wholeText(file);
  const places = new RecordLines(content);
  const lines = new Map<JsonObject, number>();
  for (const row of rowsIn(parseJson(content, path, 1))) {
    const [uri, id] = [textOf(row.uri), textOf(row.id)];
    const line = typeof row.id === 'string' ? places.of('id', row.id) : 1;
    lines.set(row, line);
    if (uri === undefined || id === undefined || ids.has(id)) {
      const message =
        id !== undefined && ids.has(id)
          ? `The id ${id} is given twice.`
          : 'An annotation has no id or no address.';
      yield problem('error', 'record-malformed', message, {
        path,
        line,
        ...(id === undefined ? {} : { recordId: id }),
      });
      continue;
    }
    ids.add(id);
    if (byPage.get(uri)?.push(row) === undefined) byPage.set(uri, [row]);
  }
  for (const [uri, rows] of byPage) yield* readPage(uri, rows, path, bundle, unheld, lines);
  yield* unheld.items(path);
}

export const hypothesisReader: ForeignReader = {
  format: 'hypothesis',
  title: 'Hypothesis',
  async recognise(bundle) {
    let found = 0;
    for (const file of bundle.files) {
      if (isBeside(file.path) || isText(file)) continue;
      if (!isRow(rowsIn(partialJson(await headText(file)))[0])) return 0;
      found = 0.95;
    }
    return found;
  },
  async *read(bundle) {
    const files = bundle.files.filter((file) => !isBeside(file.path) && !isText(file));
    for (const file of files) yield* oneOfSeveral(readFile(file, bundle), file.path, files.length > 1);
  },
};
