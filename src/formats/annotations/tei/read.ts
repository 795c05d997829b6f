import type { TextRange } from '../../../core/text/structure.ts';
import {
  childElements,
  childNamed,
  childrenNamed,
  descendantsNamed,
  parseXml,
  textOf,
  XML_SET_LIMITS,
  type XmlElement,
} from '../../xml/tree.ts';
import { wholeText } from '../foreign/decode.ts';
import { fromFeatures } from '../foreign/features.ts';
import { pathOf } from '../foreign/label.ts';
import { oneOfSeveral } from '../foreign/one-of-several.ts';
import { problem, Unheld } from '../foreign/problem.ts';
import { headText, isBeside, leastCertainty } from '../foreign/recognise.ts';
import { codePointOffsets } from '../foreign/text.ts';
import type {
  Bundle,
  BundleFile,
  ForeignAnnotation,
  ForeignItem,
  ForeignReader,
  ForeignRelation,
  ForeignValue,
} from '../foreign/types.ts';
import { categoriesIn, classesIn, featuresIn, metadataOf, peopleIn } from './header.ts';
import { readText, type TeiText } from './text.ts';

/*
 * TEI P5: what elements in the text say of it, and what `standOff` says by pointers. Offsets of string-range() are code points.
 */

function sniff(head: string): number {
  const [, name = ''] =
    /^\uFEFF?\s*(?:<\?[\s\S]*?\?>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?>\s*)*<([\w:]+)/.exec(
      head,
    ) ?? [];
  if (!/^(?:\w+:)?(?:TEI|teiCorpus)$/.test(name)) return 0;
  return head.includes('http://www.tei-c.org/ns/1.0') ? 0.95 : 0.7;
}

const pointers = (value: string | undefined): readonly string[] =>
  (value ?? '').split(/\s+/).filter((each) => each !== '');
const idOf = (pointer: string): string => pointer.replace(/^#/, '');

class TeiReader {
  readonly annotations: ForeignAnnotation[] = [];
  readonly relations: ForeignRelation[] = [];
  readonly #text: TeiText;
  readonly #path: string;
  readonly #categories: ReadonlyMap<string, readonly string[]>;
  readonly #people: ReadonlyMap<string, string>;
  readonly #features: ReadonlyMap<string, Readonly<Record<string, ForeignValue>>>;
  readonly #keys = new Set<string>();
  #count: ((offset: number) => number) | undefined;

  constructor(root: XmlElement, text: TeiText, path: string) {
    this.#text = text;
    this.#path = path;
    this.#categories = categoriesIn(root);
    this.#people = peopleIn(root);
    this.#features = featuresIn(root);
  }

  get categories(): ReadonlyMap<string, readonly string[]> {
    return this.#categories;
  }

  /** A key that is still free; null where an id is given twice. */
  #key(id: string | undefined): string | null {
    const key = id ?? `n${this.#keys.size + 1}`;
    if (this.#keys.has(key)) return null;
    this.#keys.add(key);
    return key;
  }

  #person(resp: string | undefined): { person?: string } {
    const [first] = pointers(resp);
    if (first === undefined) return {};
    const name = this.#people.get(idOf(first)) ?? idOf(first);
    return name === '' ? {} : { person: name };
  }

  /** The codes, features and other pointers that `ana` names. */
  #analysis(ana: string | undefined) {
    const codes: (readonly string[])[] = [];
    let features: Readonly<Record<string, ForeignValue>> = {};
    const others: string[] = [];
    for (const pointer of pointers(ana)) {
      const code = this.#categories.get(idOf(pointer));
      const own = this.#features.get(idOf(pointer));
      if (code) codes.push(code);
      else if (own) features = { ...features, ...own };
      else others.push(pointer);
    }
    return { codes, features: others.length > 0 ? { ...features, ana: others.join(' ') } : features };
  }

  *inline(): Generator<ForeignItem> {
    for (const { element, range } of this.#text.placed) {
      const { 'xml:id': id, type, resp, ana, ...attributes } = element.attributes;
      const key = this.#key(id);
      if (key === null) {
        yield problem('error', 'record-malformed', `The id ${id} is given twice.`, {
          path: this.#path,
          line: element.line,
          recordId: id ?? '',
        });
        continue;
      }
      const { codes, features } = this.#analysis(ana);
      const own = [element.name, ...(type ? pathOf(type) : [])];
      const kept = Object.entries(attributes).filter(
        ([name]) => !name.startsWith('xmlns') && name !== 'xml:space',
      );
      for (const [index, code] of (codes.length > 0 ? codes : [own]).entries()) {
        this.annotations.push({
          ...fromFeatures({ ...Object.fromEntries(kept), ...features }),
          ...this.#person(resp),
          key: index === 0 ? key : `${key}:${index + 1}`,
          code,
          ranges: [range],
          line: element.line,
        });
      }
    }
  }

  /** The ranges that a pointer names: an element, or stretches of one. */
  #pointed(pointer: string): readonly TextRange[] | undefined {
    const [, within, numbers] = /^#?string-range\(\s*#?([^,\s]+)\s*((?:,\s*\d+\s*)+)\)$/.exec(pointer) ?? [];
    if (within === undefined) {
      const range = this.#text.byId.get(idOf(pointer));
      return range && [range];
    }
    const base = this.#text.byId.get(within);
    if (!base) return undefined;
    const places = (numbers ?? '').split(',').slice(1).map(Number);
    this.#count ??= codePointOffsets(this.#text.structured.text);
    const before = Array.from(this.#text.structured.text.slice(0, base.start)).length;
    const ranges: TextRange[] = [];
    for (let at = 0; at + 1 < places.length; at += 2) {
      const from = before + (places[at] ?? 0);
      ranges.push({ start: this.#count(from), end: this.#count(from + (places[at + 1] ?? 0)) });
    }
    return ranges.length > 0 ? ranges : undefined;
  }

  *standOff(standOff: XmlElement): Generator<ForeignItem> {
    for (const element of [
      ...descendantsNamed(standOff, 'span'),
      ...descendantsNamed(standOff, 'annotation'),
    ]) {
      const { 'xml:id': id, target, from, to, type, ana, resp } = element.attributes;
      const pointed = (target === undefined ? [] : (target.match(/#?string-range\([^)]*\)|\S+/g) ?? [])).map(
        (each) => this.#pointed(each),
      );
      const ends = [from, to ?? from].map((end) => (end === undefined ? undefined : this.#pointed(end)?.[0]));
      const stretch = ends[0] && ends[1] ? [{ start: ends[0].start, end: ends[1].end }] : undefined;
      const ranges = stretch ?? (pointed.includes(undefined) ? [] : pointed.flatMap((each) => each ?? []));
      const key = this.#key(id);
      if (ranges.length === 0 || key === null) {
        const code = key === null ? 'record-malformed' : 'record-unknown-reference';
        const message =
          key === null
            ? `The id ${id} is given twice.`
            : `The ${element.name} points at no passage of the text.`;
        yield problem('error', code, message, {
          path: this.#path,
          line: element.line,
          recordKind: 'annotation',
        });
        continue;
      }
      const { codes, features } = this.#analysis(ana);
      const said =
        childElements(element).length === 0
          ? textOf(element)
          : childrenNamed(element, 'note').map(textOf).join('\n\n') || '';
      for (const [index, code] of (codes.length > 0 ? codes : [pathOf(type ?? element.name)]).entries()) {
        this.annotations.push({
          ...fromFeatures(features),
          ...(said === '' ? {} : { note: said }),
          ...this.#person(resp),
          key: index === 0 ? key : `${key}:${index + 1}`,
          code,
          ranges,
          line: element.line,
        });
      }
    }
  }

  *related(standOff: XmlElement): Generator<ForeignItem> {
    for (const [index, element] of [...descendantsNamed(standOff, 'relation')].entries()) {
      const { active, passive, ana, name, resp } = element.attributes;
      const [from, to] = [idOf(pointers(active)[0] ?? ''), idOf(pointers(passive)[0] ?? '')];
      if (!this.#keys.has(from) || !this.#keys.has(to)) {
        const message = 'A relation is not between two passages.';
        yield problem('warning', 'record-unknown-reference', message, {
          path: this.#path,
          line: element.line,
          recordKind: 'relation',
        });
        continue;
      }
      const { codes, features } = this.#analysis(ana);
      const note = textOf(childNamed(element, 'desc'));
      const { attributes } = fromFeatures(features);
      this.relations.push({
        key: `r${index + 1}`,
        code: codes[0] ?? pathOf(name ?? 'relation'),
        from,
        to,
        ...this.#person(resp),
        ...(note === '' ? {} : { note }),
        ...(attributes ? { attributes } : {}),
        line: element.line,
      });
    }
  }
}

function* readTei(
  tei: XmlElement,
  root: XmlElement,
  path: string,
  key: string,
  bytes: Uint8Array,
  unheld: Unheld,
): Generator<ForeignItem> {
  const element = childNamed(tei, 'text');
  const text = element && readText(element);
  if (!text || text.structured.text.trim() === '') {
    yield problem('error', 'record-malformed', 'The TEI document has no text.', { path, line: tei.line });
    return;
  }
  const reader = new TeiReader(root, text, path);
  yield* reader.inline();
  const outside = childrenNamed(tei, 'standOff');
  for (const standOff of outside) yield* reader.standOff(standOff);
  for (const standOff of outside) yield* reader.related(standOff);
  unheld.add('further readings of “choice”', tei.line, text.otherReadings);
  const header = childNamed(tei, 'teiHeader');
  yield {
    kind: 'document',
    document: {
      key,
      metadata: metadataOf(header),
      structured: text.structured,
      original: { bytes, mediaType: 'application/tei+xml', encoding: 'utf-8' },
      annotations: reader.annotations,
      relations: reader.relations,
      documentCodes: classesIn(header, reader.categories).map((code, index) => ({
        key: `c${index + 1}`,
        code,
      })),
    },
  };
}

/** @throws GlossatorError file-damaged with the line, structure-too-deep, encoding-mismatch, file-too-large */
async function* readFile(file: BundleFile, several: boolean): AsyncGenerator<ForeignItem> {
  const { path } = file;
  const content = await wholeText(file);
  const root = parseXml(content, { names: 'local', path, limits: XML_SET_LIMITS });
  const documents = root.name === 'TEI' ? [root] : [...descendantsNamed(root, 'TEI')];
  if (documents.length === 0)
    yield problem('error', 'record-malformed', 'The XML is no TEI document.', { path, line: root.line });
  const unheld = new Unheld();
  for (const [index, tei] of documents.entries()) {
    const id = tei.attributes['xml:id'] ?? (documents.length > 1 ? String(index + 1) : path);
    const bytes = new TextEncoder().encode(documents.length > 1 ? textOf(tei) : content);
    yield* readTei(tei, root, path, several && id !== path ? `${path}#${id}` : id, bytes, unheld);
  }
  yield* unheld.items(path);
}

export const teiReader: ForeignReader = {
  format: 'tei',
  title: 'TEI',
  recognise: (bundle: Bundle) => leastCertainty(bundle, sniff),
  async *read(bundle) {
    const files = bundle.files.filter(({ path }) => !isBeside(path));
    for (const file of files) {
      if (sniff(await headText(file)) > 0 || files.length === 1)
        yield* oneOfSeveral(readFile(file, files.length > 1), file.path, files.length > 1);
      else
        yield problem('warning', 'file-format-unknown', 'The file is no TEI document and is not read.', {
          path: file.path,
        });
    }
  },
};
