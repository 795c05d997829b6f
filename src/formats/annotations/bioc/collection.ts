import { FileText } from '../foreign/canonical.ts';
import { fromFeatures } from '../foreign/features.ts';
import { pathOf } from '../foreign/label.ts';
import { metadataFrom } from '../foreign/metadata.ts';
import { problem } from '../foreign/problem.ts';
import type { ForeignAnnotation, ForeignItem, ForeignRelation } from '../foreign/types.ts';

/*
 * A BioC document, from XML or JSON. Offsets count characters (code points) of the document; some programs count those of the sentence or
 * bytes of UTF-8 instead, which the quotations tell.
 */

export type Infons = Readonly<Record<string, string>>;

export interface BiocAnnotation {
  readonly id: string;
  readonly infons: Infons;
  readonly locations: readonly { readonly offset: number; readonly length: number }[];
  readonly text: string | undefined;
  readonly line: number;
}

export interface BiocRelation {
  readonly id: string;
  readonly infons: Infons;
  readonly nodes: readonly { readonly refid: string; readonly role: string }[];
  readonly line: number;
}

/** A document, a passage or a sentence: what stands in it, and at what offset. */
export interface BiocPart {
  readonly infons: Infons;
  readonly offset: number;
  readonly text: string | undefined;
  readonly annotations: readonly BiocAnnotation[];
  readonly relations: readonly BiocRelation[];
  readonly parts: readonly BiocPart[];
}

export interface BiocDocument extends BiocPart {
  readonly id: string;
  readonly line: number;
}

/** A stretch of text with the offset that the file gives it. */
interface Placed {
  readonly part: BiocPart;
  /** UTF-16 in the text of the whole */
  readonly start: number;
  readonly text: FileText;
}

type Unit = 'code-points' | 'bytes';

/** Puts the texts of a document in a row, each at its offset where there is room for it, else in a line of its own. */
function assemble(document: BiocDocument): { raw: string; placed: readonly Placed[] } {
  const placed: Placed[] = [];
  let raw = '';
  let length = 0;
  const add = (part: BiocPart): void => {
    if (part.text !== undefined && part.text !== '') {
      const text = new FileText(part.text);
      const gap = part.offset - length;
      const filling =
        placed.length === 0
          ? ''
          : gap > 0 && gap < 1_000
            ? `\n${' '.repeat(gap - 1)}`
            : gap === 0
              ? ''
              : '\n';
      raw += filling;
      placed.push({ part, start: raw.length, text });
      raw += text.text;
      length = part.offset + Array.from(text.text).length;
    }
    for (const within of part.parts) add(within);
  };
  add(document);
  return { raw, placed };
}

/** The offset in UTF-16 of a place that the file counts in its unit, from the beginning of a text. */
function converter(text: FileText, unit: Unit): (offset: number) => number {
  if (unit === 'code-points') return (offset) => text.codePoint(offset);
  const places = bytePlaces(text.text);
  const length = places.length - 1;
  return (offset) =>
    offset > length ? text.text.length + offset - length : (places[Math.max(0, offset)] ?? 0);
}

/** For each byte of a text in UTF-8, and its end, the UTF-16 offset there; inside a character that of its end. */
function bytePlaces(text: string): Uint32Array {
  const places = new Uint32Array(Buffer.byteLength(text) + 1);
  let byte = 0;
  let start = 0;
  for (const character of text) {
    const end = start + character.length;
    places[byte] = start;
    const next = byte + Buffer.byteLength(character);
    places.fill(end, byte + 1, next);
    byte = next;
    start = end;
  }
  places[byte] = start;
  return places;
}

class DocumentReader {
  readonly #placed: readonly Placed[];
  readonly #within = new Map<BiocPart, readonly Placed[]>();
  readonly #converters = new Map<string, (offset: number) => number>();

  constructor(placed: readonly Placed[]) {
    this.#placed = placed;
    for (const each of placed) this.#within.set(each.part, [each]);
  }

  /** The texts that a part has, itself or in its parts. */
  #textsOf(part: BiocPart): readonly Placed[] {
    const known = this.#within.get(part);
    if (known) return known;
    const texts = part.parts.flatMap((each) => this.#textsOf(each));
    this.#within.set(part, texts);
    return texts;
  }

  range(
    part: BiocPart,
    { offset, length }: { offset: number; length: number },
    unit: Unit,
  ): { start: number; end: number } | undefined {
    const own = this.#textsOf(part);
    const texts = own.length > 0 ? own : this.#placed;
    const last = texts.findLast((each) => each.part.offset <= offset) ?? texts[0];
    if (!last) return undefined;
    const key = `${this.#placed.indexOf(last)} ${unit}`;
    const known = this.#converters.get(key);
    const convert = known ?? converter(last.text, unit);
    this.#converters.set(key, convert);
    const from = offset - last.part.offset;
    return { start: last.start + convert(from), end: last.start + convert(from + length) };
  }
}

interface Found {
  readonly annotation: BiocAnnotation;
  readonly part: BiocPart;
}

function gather(part: BiocPart, annotations: Found[], relations: BiocRelation[]): void {
  for (const annotation of part.annotations) annotations.push({ annotation, part });
  relations.push(...part.relations);
  for (const within of part.parts) gather(within, annotations, relations);
}

function agreeing(found: readonly Found[], reader: DocumentReader, raw: string, unit: Unit): number {
  return found.filter(({ annotation: { locations, text }, part }) => {
    const [location] = locations;
    const range = location && locations.length === 1 ? reader.range(part, location, unit) : undefined;
    return range !== undefined && raw.slice(range.start, range.end) === text;
  }).length;
}

/** The code: the infon `type`; where there is none, of the annotation as such. */
function codeOf({ type, ...others }: Infons, otherwise: string): { code: readonly string[]; others: Infons } {
  return { code: pathOf(type || otherwise), others };
}

function relationOf(relation: BiocRelation, keys: ReadonlySet<string>): ForeignRelation | undefined {
  const [from, to] = relation.nodes;
  if (!from || !to || !keys.has(from.refid) || !keys.has(to.refid)) return undefined;
  const { code, others } = codeOf(relation.infons, 'relation');
  const { person, note, attributes } = fromFeatures(others);
  const roles = [from.role, to.role].some((role) => role !== '' && role !== 'source' && role !== 'target');
  const said = { ...attributes, ...(roles ? { roles: [from.role, to.role] } : {}) };
  return {
    key: `r${relation.id}`,
    code,
    from: from.refid,
    to: to.refid,
    ...(person === undefined ? {} : { person }),
    ...(note === undefined ? {} : { note }),
    ...(Object.keys(said).length > 0 ? { attributes: said } : {}),
    line: relation.line,
  };
}

/** The label under which codes of a whole document stand among its infons. */
export const CODES_INFON = 'document_codes';

export function* itemsOf(
  document: BiocDocument,
  path: string,
  key: string,
  bytes: Uint8Array,
): Generator<ForeignItem> {
  const { raw, placed } = assemble(document);
  if (raw === '') {
    yield problem('error', 'record-malformed', `The document ${document.id} has no text.`, {
      path,
      line: document.line,
    });
    return;
  }
  const reader = new DocumentReader(placed);
  const found: Found[] = [];
  const biocRelations: BiocRelation[] = [];
  gather(document, found, biocRelations);
  const inBytes = agreeing(found, reader, raw, 'bytes') > agreeing(found, reader, raw, 'code-points');
  if (inBytes) {
    yield problem(
      'warning',
      'offset-inside-character',
      `Offsets of the document ${document.id} count bytes of UTF-8, as its quotations show.`,
      { path, line: document.line },
    );
  }
  const annotations: ForeignAnnotation[] = [];
  const keys = new Set<string>();
  for (const { annotation, part } of found) {
    const { id, line, locations, text, infons } = annotation;
    const ranges = locations.map((location) =>
      reader.range(part, location, inBytes ? 'bytes' : 'code-points'),
    );
    const sound = ranges.filter((range) => range !== undefined);
    if (sound.length === 0 || sound.length < ranges.length || keys.has(id)) {
      const message = keys.has(id)
        ? `The id ${id} is given twice.`
        : `The annotation ${id} has no place in the text.`;
      yield problem('error', 'record-malformed', message, {
        path,
        line,
        recordKind: 'annotation',
        recordId: id,
      });
      continue;
    }
    keys.add(id);
    const { code, others } = codeOf(infons, 'annotation');
    const quoted = text !== undefined && sound.length === 1 ? { quotes: [text.replace(/\r\n?/g, '\n')] } : {};
    annotations.push({ ...fromFeatures(others), key: id, code, ranges: sound, ...quoted, line });
  }
  const relations: ForeignRelation[] = [];
  for (const each of biocRelations) {
    const relation = relationOf(each, keys);
    if (relation) relations.push(relation);
    else
      yield problem(
        'error',
        'record-unknown-reference',
        `The relation ${each.id} is not between two annotations.`,
        { path, line: each.line, recordKind: 'relation', recordId: each.id },
      );
    if (each.nodes.length > 2)
      yield problem(
        'warning',
        'record-malformed',
        `Of the relation ${each.id} the first two ends are taken.`,
        { path, line: each.line },
      );
  }
  const { [CODES_INFON]: codes = '', ...infons } = document.infons;
  const text = new FileText(raw);
  yield {
    kind: 'document',
    document: {
      key,
      metadata: metadataFrom(infons),
      structured: text.structured(),
      original: { bytes, mediaType: 'text/plain', encoding: 'utf-8' },
      annotations,
      relations,
      documentCodes: codes
        .split('\n')
        .filter((label) => label !== '')
        .map((label, index) => ({ key: `c${index + 1}`, code: pathOf(label) })),
    },
  };
}
