import { parseJson, wholeText } from '../foreign/decode.ts';
import { isObject, type JsonObject, partialJson, textOf } from '../foreign/json-value.ts';
import { pathOf } from '../foreign/label.ts';
import { metadataFrom } from '../foreign/metadata.ts';
import { oneOfSeveral } from '../foreign/one-of-several.ts';
import { problem, Unheld } from '../foreign/problem.ts';
import { headText, isBeside } from '../foreign/recognise.ts';
import type {
  Bundle,
  BundleFile,
  ForeignAnnotation,
  ForeignComment,
  ForeignDocument,
  ForeignDocumentCode,
  ForeignItem,
  ForeignReader,
  ForeignRelation,
} from '../foreign/types.ts';
import { type BodiesSaid, each, readBodies } from './bodies.ts';
import { locate, quotesIn } from './selectors.ts';
import { type FoundText, isText, noText, textAt } from './texts.ts';
import { faultsOf, hasContext, typesOf } from './validate.ts';

/*
 * Web annotations as JSON-LD: one, a list, a page or a collection with its pages. Positions count code points, as the data model
 * has it.
 */

function sniff(value: unknown): number {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (!isObject(first)) return 0;
  if (hasContext(first)) return 0.95;
  return typesOf(first).some((type) => type === 'Annotation' || type === 'AnnotationPage') ? 0.7 : 0;
}

/** The annotations of a file, however they are wrapped. */
function* annotationsIn(
  value: unknown,
  outermost: boolean,
): Generator<{ annotation: unknown; outermost: boolean }> {
  if (Array.isArray(value)) for (const one of value) yield* annotationsIn(one, outermost);
  else if (
    isObject(value) &&
    (isObject(value.first) || Array.isArray(value.items)) &&
    !typesOf(value).includes('Annotation')
  ) {
    yield* annotationsIn(value.items ?? [], false);
    yield* annotationsIn(value.first ?? [], false);
  } else yield { annotation: value, outermost };
}

interface Target {
  readonly source: string;
  /** absent: the whole of it */
  readonly selector?: unknown;
}

function targetsOf(target: unknown): readonly Target[] {
  return each(target).flatMap((one): readonly Target[] => {
    if (typeof one === 'string') return [{ source: one }];
    if (!isObject(one)) return [];
    if (one.items !== undefined) return targetsOf(one.items);
    const source = textOf(isObject(one.source) ? one.source.id : one.source) ?? textOf(one.id);
    return source === undefined
      ? []
      : [one.selector === undefined ? { source } : { source, selector: one.selector }];
  });
}

interface Read {
  readonly id: string;
  readonly line: number;
  readonly said: BodiesSaid;
  readonly annotation: JsonObject;
  readonly targets: readonly Target[];
}

/** One document's worth of what is on a source. */
class SourceReader {
  readonly annotations: ForeignAnnotation[] = [];
  readonly documentCodes: ForeignDocumentCode[] = [];
  readonly comments: ForeignComment[] = [];
  metadata: JsonObject = {};
  readonly #text: FoundText;
  readonly #path: string;
  readonly #unheld: Unheld;

  constructor(text: FoundText, path: string, unheld: Unheld) {
    this.#text = text;
    this.#path = path;
    this.#unheld = unheld;
  }

  *add({ id, line, said, annotation, targets }: Read): Generator<ForeignItem> {
    const { tags, metadata, ...rest } = said;
    if (metadata && tags.length === 0) {
      this.metadata = { ...this.metadata, ...metadata };
      return;
    }
    const selected = targets.filter((target) => target.selector !== undefined);
    if (selected.length === 0) {
      this.#onWhole(id, tags, rest);
      return;
    }
    const located = selected.map(({ selector }) => locate(selector, this.#text.text, 'codePoint'));
    if (located.includes(undefined)) {
      const message = 'It cannot be told which passage the annotation is on.';
      yield problem('error', 'quotation-mismatch', message, { path: this.#path, line, recordId: id });
      return;
    }
    const found = located.filter((each) => each !== undefined).sort((a, b) => a.range.start - b.range.start);
    if (found.some(({ moved }) => moved))
      this.#unheld.add('offsets at which something else stands (placed by the quotation)', line);
    const motive = textOf(each(annotation.motivation)[0]) ?? 'annotation';
    const quotes = found.map(({ quote }) => quote).filter((quote) => quote !== undefined);
    for (const [index, tag] of (tags.length > 0 ? tags : [motive]).entries()) {
      this.annotations.push({
        ...rest,
        key: index === 0 ? id : `${id}:${index + 1}`,
        code: pathOf(tag),
        ranges: found.map(({ range }) => range),
        ...(quotes.length === found.length ? { quotes } : {}),
        line,
      });
    }
  }

  #onWhole(id: string, tags: readonly string[], { person, note, createdAt }: Omit<BodiesSaid, 'tags'>): void {
    const by = person === undefined ? {} : { person };
    for (const [index, tag] of tags.entries())
      this.documentCodes.push({ key: `${id}:${index + 1}`, code: pathOf(tag), ...by });
    if (note !== undefined)
      this.comments.push({ key: id, body: note, ...by, ...(createdAt === undefined ? {} : { createdAt }) });
  }
}

/** The line that an annotation's id stands in; 1 where it cannot be told. */
function lineFinder(content: string): (id: unknown) => number {
  let from = 0;
  let line = 1;
  return (id) => {
    const at = typeof id === 'string' ? content.indexOf(JSON.stringify(id), from) : -1;
    if (at < 0) return line;
    for (
      let next = content.indexOf('\n', from);
      next >= 0 && next < at;
      next = content.indexOf('\n', next + 1)
    )
      line += 1;
    // An id that is given twice stands at two places.
    from = at + 1;
    return line;
  };
}

/** @throws GlossatorError record-malformed, encoding-mismatch, file-too-large */
async function* readFile(file: BundleFile, bundle: Bundle): AsyncGenerator<ForeignItem> {
  const { path } = file;
  const content = await wholeText(file);
  const lineOf = lineFinder(content);
  const bySource = new Map<string, Read[]>();
  const links: Read[] = [];
  const ids = new Set<string>();
  for (const { annotation, outermost } of annotationsIn(parseJson(content, path, 1), true)) {
    if (!isObject(annotation)) {
      yield problem('error', 'record-malformed', 'What stands here is no annotation.', { path, line: 1 });
      continue;
    }
    const line = lineOf(annotation.id);
    const [fault] = faultsOf(annotation, outermost);
    const id = String(annotation.id);
    if (fault || ids.has(id)) {
      const { field, message } = fault ?? { field: 'id', message: `The id ${id} is given twice.` };
      yield problem('error', 'record-malformed', message, {
        path,
        line,
        field,
        recordId: id,
        recordKind: 'annotation',
      });
      continue;
    }
    ids.add(id);
    const targets = targetsOf(annotation.target);
    const read: Read = { id, line, said: readBodies(annotation), annotation, targets };
    const source = targets[0]?.source ?? '';
    if (each(annotation.motivation).some((motive) => motive === 'linking' || motive === 'replying'))
      links.push(read);
    else if (targets.some((target) => target.source !== source)) {
      yield problem('warning', 'record-malformed', 'An annotation of several texts is not taken over.', {
        path,
        line,
        recordId: id,
      });
    } else if (bySource.get(source)?.push(read) === undefined) bySource.set(source, [read]);
  }
  yield* readSources(bySource, links, path, bundle);
}

async function* readSources(
  bySource: ReadonlyMap<string, readonly Read[]>,
  links: readonly Read[],
  path: string,
  bundle: Bundle,
): AsyncGenerator<ForeignItem> {
  const unheld = new Unheld();
  const taken = new Set<Read>();
  for (const [source, reads] of bySource) {
    const quotes = reads.flatMap(({ targets }) => targets.flatMap(({ selector }) => quotesIn(selector)));
    const text = await textAt({ source, quotes }, bundle);
    if (!('text' in text)) {
      yield noText(source, text, reads.length, { path, line: reads[0]?.line ?? 1 });
      continue;
    }
    const reader = new SourceReader(text, path, unheld);
    for (const read of reads) yield* reader.add(read);
    const keys = new Set(reader.annotations.map(({ key }) => key));
    const mine = links.filter(
      ({ targets, annotation }) => keys.has(targets[0]?.source ?? '') && endOf(annotation, keys),
    );
    for (const link of mine) taken.add(link);
    const { annotations, documentCodes, comments, metadata } = reader;
    const document: ForeignDocument = {
      key: source,
      metadata: {
        source,
        ...metadataFrom(metadata),
        ...(text.title === undefined ? {} : { title: text.title }),
      },
      structured: text.structured,
      original: text.original,
      annotations,
      documentCodes,
      relations: mine.flatMap((link) => relationOf(link, keys)),
      comments: [...comments, ...mine.flatMap(commentOf)],
    };
    yield { kind: 'document', document };
  }
  const left = links.filter((link) => !taken.has(link));
  const what = 'links and replies to annotations that are not there';
  unheld.add(what, left[0]?.line, left.length, 'record-unknown-reference');
  yield* unheld.items(path);
}

/** A reply needs its target only; a link the annotation that it leads to as well. */
function endOf(annotation: JsonObject, keys: ReadonlySet<string>): boolean {
  if (each(annotation.motivation).includes('replying')) return true;
  return each(annotation.body).some((body) => keys.has(textOf(isObject(body) ? body.id : body) ?? ''));
}

function relationOf(
  { id, line, said, annotation, targets }: Read,
  keys: ReadonlySet<string>,
): readonly ForeignRelation[] {
  if (!each(annotation.motivation).includes('linking')) return [];
  const to = each(annotation.body)
    .map((body) => textOf(isObject(body) ? body.id : body) ?? '')
    .find((end) => keys.has(end));
  if (to === undefined) return [];
  const { body: _body, ...attributes } = said.attributes ?? {};
  return [
    {
      key: id,
      code: pathOf(said.tags[0] ?? 'linking'),
      from: targets[0]?.source ?? '',
      to,
      ...(said.person === undefined ? {} : { person: said.person }),
      ...(said.note === undefined ? {} : { note: said.note }),
      ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
      line,
    },
  ];
}

function commentOf({ id, said, annotation, targets }: Read): readonly ForeignComment[] {
  if (!each(annotation.motivation).includes('replying')) return [];
  const { person, createdAt, note = '' } = said;
  const by = {
    ...(person === undefined ? {} : { person }),
    ...(createdAt === undefined ? {} : { createdAt }),
  };
  return [{ key: id, on: targets[0]?.source ?? '', body: note, ...by }];
}

export const w3cReader: ForeignReader = {
  format: 'w3c',
  title: 'Web annotations (W3C)',
  async recognise(bundle) {
    let least = 0;
    for (const file of bundle.files) {
      if (isBeside(file.path) || isText(file)) continue;
      const certainty = sniff(partialJson(await headText(file)));
      if (certainty === 0) return 0;
      least = least === 0 ? certainty : Math.min(least, certainty);
    }
    return least;
  },
  async *read(bundle) {
    const files = bundle.files.filter((file) => !isBeside(file.path) && !isText(file));
    for (const file of files) yield* oneOfSeveral(readFile(file, bundle), file.path, files.length > 1);
  },
};
