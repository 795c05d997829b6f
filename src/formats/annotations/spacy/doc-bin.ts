import { inflateSync } from 'node:zlib';
import { decode } from '@msgpack/msgpack';
import { GlossatorError } from '../../../core/errors.ts';
import { isObject, type JsonObject, listOf } from '../foreign/json-value.ts';
import { StringTable, symbol } from './strings.ts';

/*
 * The binary format of `spacy.tokens.DocBin`, version 0.1: MessagePack in zlib. Numbers are little-endian, but for those of
 * span groups.
 */

/** Unpacked, a file may be so long, in bytes. */
const MAX_UNPACKED = 1_073_741_824;

export interface BinSpan {
  readonly label: string;
  readonly kbId: string;
  /** tokens, half-open */
  readonly first: number;
  readonly end: number;
}

export interface BinDocument {
  readonly words: readonly string[];
  /** whether a space follows each word */
  readonly spaces: readonly boolean[];
  readonly entities: readonly BinSpan[];
  readonly groups: readonly { readonly name: string; readonly spans: readonly BinSpan[] }[];
  readonly cats: JsonObject;
  /** members of its user data */
  readonly userData: number;
}

function bad(path: string, message: string, cause?: unknown): GlossatorError {
  return new GlossatorError('record-malformed', `The file is no DocBin of spaCy: ${message}.`, {
    place: { path },
    remedy: 'Write it again with DocBin.to_disk.',
    ...(cause === undefined ? {} : { cause }),
  });
}

function unpacked(bytes: Uint8Array, path: string): JsonObject {
  try {
    const value = decode(inflateSync(bytes, { maxOutputLength: MAX_UNPACKED }));
    if (isObject(value)) return value;
  } catch (cause) {
    throw bad(path, cause instanceof Error ? cause.message : 'it cannot be unpacked', cause);
  }
  throw bad(path, 'it does not begin with a map');
}

function binary(value: unknown, path: string, name: string): DataView {
  if (!(value instanceof Uint8Array)) throw bad(path, `“${name}” is missing`);
  return new DataView(value.buffer, value.byteOffset, value.byteLength);
}

/** Keys that are bytes are read as text of Latin letters, one for each byte. */
function packed(value: Uint8Array): unknown {
  return decode(value, {
    mapKeyConverter: (key) => (key instanceof Uint8Array ? Buffer.from(key).toString('latin1') : String(key)),
  });
}

/** Spans of a group: three or (before spaCy 3.4) two numbers of 64 bits, then places in tokens and characters. */
function groupFrom(bytes: Uint8Array, strings: StringTable): { name: string; spans: BinSpan[] } {
  const group = packed(bytes);
  if (!isObject(group)) return { name: '', spans: [] };
  const spans = listOf(group.spans).flatMap((span): readonly BinSpan[] => {
    if (!(span instanceof Uint8Array) || span.length < 32) return [];
    const view = new DataView(span.buffer, span.byteOffset, span.byteLength);
    const head = span.length - 16;
    const text = (at: number): string => strings.text(view.getBigUint64(at)) ?? '';
    return [
      {
        label: text(head - 8),
        kbId: text(head - 16),
        first: view.getInt32(head),
        end: view.getInt32(head + 4),
      },
    ];
  });
  return { name: String(group.name ?? ''), spans };
}

function groupsFrom(value: unknown, strings: StringTable): { name: string; spans: BinSpan[] }[] {
  if (!(value instanceof Uint8Array) || value.length === 0) return [];
  const groups = packed(value);
  if (Array.isArray(groups))
    return groups.filter((each) => each instanceof Uint8Array).map((each) => groupFrom(each, strings));
  if (!isObject(groups)) return [];
  // Since spaCy 3.4: the group's bytes, with the names under which it is known.
  return Object.entries(groups).flatMap(([bytes, names]) => {
    const { spans } = groupFrom(Buffer.from(bytes, 'latin1'), strings);
    return listOf(names).map((name) => ({ name: String(name), spans }));
  });
}

/** Columns of the table of tokens by the names of attributes. */
class TokenTable {
  readonly #view: DataView;
  readonly #columns: ReadonlyMap<number, number>;

  constructor(view: DataView, attributes: readonly unknown[]) {
    this.#view = view;
    this.#columns = new Map(attributes.map((attribute, column) => [Number(attribute), column]));
  }

  /** 0 where the file does not say. */
  at(row: number, attribute: number): bigint {
    const column = this.#columns.get(attribute);
    return column === undefined ? 0n : this.#view.getBigUint64((row * this.#columns.size + column) * 8, true);
  }
}

const [ORTH, ENT_IOB, ENT_TYPE, ENT_KB_ID] = ['ORTH', 'ENT_IOB', 'ENT_TYPE', 'ENT_KB_ID'].map(symbol) as [
  number,
  number,
  number,
  number,
];
/** Values of ENT_IOB. */
const [INSIDE, BEGINS] = [1n, 3n];

function entitiesOf(
  table: TokenTable,
  from: number,
  count: number,
  strings: StringTable,
): readonly BinSpan[] {
  const entities: { label: string; kbId: string; first: number; end: number }[] = [];
  let open: (typeof entities)[number] | undefined;
  for (let token = 0; token < count; token += 1) {
    const iob = table.at(from + token, ENT_IOB);
    const label = strings.text(table.at(from + token, ENT_TYPE)) ?? '';
    if (iob === BEGINS || (iob === INSIDE && !open)) {
      open = {
        label,
        kbId: strings.text(table.at(from + token, ENT_KB_ID)) ?? '',
        first: token,
        end: token + 1,
      };
      // spaCy marks “certainly no entity” as one that begins and has no label.
      if (label !== '') entities.push(open);
    } else if (iob === INSIDE && open) open.end = token + 1;
    else open = undefined;
  }
  return entities;
}

/**
 * The documents of a DocBin.
 * @throws GlossatorError record-malformed
 */
export function* readDocBin(bytes: Uint8Array, path: string): Generator<BinDocument> {
  const bin = unpacked(bytes, path);
  const attributes = listOf(bin.attrs);
  const tokens = binary(bin.tokens, path, 'tokens');
  const spaces = binary(bin.spaces, path, 'spaces');
  const lengths = binary(bin.lengths, path, 'lengths');
  const strings = new StringTable(listOf(bin.strings).filter((text) => typeof text === 'string'));
  const table = new TokenTable(tokens, attributes);
  const [cats, flags, groups, userData] = [bin.cats, bin.flags, bin.span_groups, bin.user_data].map(
    listOf,
  ) as [unknown[], unknown[], unknown[], unknown[]];
  let row = 0;
  for (let index = 0; index * 4 + 4 <= lengths.byteLength; index += 1) {
    const count = lengths.getInt32(index * 4, true);
    if (
      count < 0 ||
      (row + count) * attributes.length * 8 > tokens.byteLength ||
      row + count > spaces.byteLength
    ) {
      throw bad(path, 'it breaks off');
    }
    const words: string[] = [];
    const after: boolean[] = [];
    const flag = flags[index];
    const unknown = isObject(flag) && flag.has_unknown_spaces === true;
    for (let token = 0; token < count; token += 1) {
      const word = strings.text(table.at(row + token, ORTH));
      if (word === undefined)
        throw bad(path, `word ${token + 1} of document ${index + 1} is not among its texts`);
      words.push(word);
      after.push(unknown ? token < count - 1 : spaces.getUint8(row + token) !== 0);
    }
    const classes = cats[index];
    const own = userData[index];
    const data = own instanceof Uint8Array && own.length > 1 ? own[0] : undefined;
    yield {
      words,
      spaces: after,
      entities: entitiesOf(table, row, count, strings),
      groups: groupsFrom(groups[index], strings),
      cats: isObject(classes) ? classes : {},
      userData: data === undefined || data < 0x80 || data > 0x8f ? 0 : data - 0x80,
    };
    row += count;
  }
}
