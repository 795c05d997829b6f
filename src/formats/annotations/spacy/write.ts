import { deflateSync } from 'node:zlib';
import { encode } from '@msgpack/msgpack';
import { codePointCounter } from '../code-points.ts';
import { Describer, LossCounter } from '../foreign/describe.ts';
import type { ForeignWriter, WriteOptions } from '../foreign/format.ts';
import type { ExportSource } from '../source.ts';
import type { ExportTally } from '../writer.ts';
import { catsOf, SPAN_GROUP, type SpacySpan, spansOf } from './spans.ts';
import { numberOf, symbol } from './strings.ts';
import { inTokens, type SpacyToken, spacyTokens } from './tokens.ts';

const ATTRIBUTES = ['ORTH', 'ENT_IOB', 'ENT_TYPE', 'ENT_KB_ID'].map(symbol);
const [INSIDE, OUTSIDE, BEGINS] = [1n, 2n, 3n] as const;

/** Gathers numbers of texts; each text is hashed once. */
class Strings {
  readonly #numbers = new Map<string, bigint>([['', 0n]]);

  number(text: string): bigint {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = numberOf(text);
    this.#numbers.set(text, number);
    return number;
  }

  get texts(): readonly string[] {
    return [...this.#numbers.keys()].sort();
  }
}

/** Rows of the table of tokens. */
function rowsOf(
  text: string,
  tokens: readonly SpacyToken[],
  entities: readonly SpacySpan[],
  strings: Strings,
): BigUint64Array {
  const rows = new BigUint64Array(tokens.length * ATTRIBUTES.length);
  for (const [index, { start, end }] of tokens.entries()) {
    rows[index * ATTRIBUTES.length] = strings.number(text.slice(start, end));
    rows[index * ATTRIBUTES.length + 1] = OUTSIDE;
  }
  const places = inTokens(tokens);
  for (const entity of entities) {
    const { first, end } = places(entity);
    for (let token = first; token < end; token += 1) {
      rows[token * ATTRIBUTES.length + 1] = token === first ? BEGINS : INSIDE;
      rows[token * ATTRIBUTES.length + 2] = strings.number(entity.label);
      rows[token * ATTRIBUTES.length + 3] = strings.number(entity.kbId);
    }
  }
  return rows;
}

/** The span groups of a document: big-endian id, knowledge base id, label; then places in tokens and in code points. */
function groupsOf(
  text: string,
  tokens: readonly SpacyToken[],
  spans: readonly SpacySpan[],
  strings: Strings,
): Uint8Array {
  if (spans.length === 0) return encode([]);
  const places = inTokens(tokens);
  const count = codePointCounter(text);
  const packed = spans.map((span) => {
    const bytes = new Uint8Array(40);
    const view = new DataView(bytes.buffer);
    const { first, end } = places(span);
    view.setBigUint64(8, strings.number(span.kbId));
    view.setBigUint64(16, strings.number(span.label));
    for (const [index, place] of [first, end, count(span.start), count(span.end)].entries())
      view.setInt32(24 + index * 4, place);
    return bytes;
  });
  return encode([encode({ name: SPAN_GROUP, attrs: {}, spans: packed })]);
}

/** The file as a whole: it begins with all tokens of all documents. */
function* docBin(source: ExportSource, tally: ExportTally, options: WriteOptions): Generator<Uint8Array> {
  const describer = new Describer(source);
  const losses = new LossCounter(source, tally, describer, { documentCodes: true });
  const strings = new Strings();
  const rows: Uint8Array[] = [];
  const spaces: Uint8Array[] = [];
  const lengths: number[] = [];
  const groups: Uint8Array[] = [];
  const cats: Record<string, number>[] = [];
  for (const entry of source.documents()) {
    losses.document(entry);
    const text = describer.text(entry);
    const { entities, others } = spansOf(entry.document.id, describer, losses, tally, options);
    const tokens = spacyTokens(text, [...entities, ...others]);
    rows.push(new Uint8Array(rowsOf(text, tokens, entities, strings).buffer));
    spaces.push(Uint8Array.from(tokens, ({ space }) => Number(space)));
    lengths.push(tokens.length);
    groups.push(groupsOf(text, tokens, others, strings));
    cats.push(catsOf(source, entry.document.id, describer, tally));
  }
  losses.set();
  const bin = {
    version: '0.1',
    attrs: ATTRIBUTES,
    tokens: Buffer.concat(rows),
    spaces: Buffer.concat(spaces),
    lengths: new Uint8Array(Int32Array.from(lengths).buffer),
    strings: strings.texts,
    cats,
    flags: lengths.map(() => ({ has_unknown_spaces: false })),
    span_groups: groups,
  };
  yield deflateSync(encode(bin));
}

export const spacyWriter: ForeignWriter = {
  format: 'spacy',
  write: (source, tally, options) => [{ path: 'export.spacy', pieces: docBin(source, tally, options) }],
};
