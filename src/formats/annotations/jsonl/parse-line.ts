import { isUtf8 } from 'node:buffer';
import type { z } from 'zod';
import { GlossatorError } from '../../../core/errors.ts';
import { FORMAT_NAME, FORMAT_VERSION, MAX_LINE_BYTES } from './layout.ts';
import { malformed, type RecordPlace } from './malformed.ts';
import { headerSchema } from './records.ts';

export type RawRecord = Readonly<Record<string, unknown>>;

export function checked<S extends z.ZodType>(schema: S, raw: RawRecord, place: RecordPlace): z.output<S> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  throw malformed(`${field ? `‘${field}’: ` : ''}${issue?.message ?? 'malformed'}.`, place, field);
}

export function parseLine(bytes: Uint8Array | null, place: RecordPlace): RawRecord {
  if (!bytes) throw malformed(`The line is longer than ${MAX_LINE_BYTES} bytes.`, place);
  if (!isUtf8(bytes)) throw malformed('The line is not UTF-8.', place);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    throw malformed(`The line is not JSON: ${thrown instanceof Error ? thrown.message : ''}`, place);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as RawRecord;
  throw malformed('The line is not a JSON object.', place);
}

/** The first line. Raises `record-malformed`, `format-version-unknown`. */
export function readHeader(bytes: Uint8Array | null): void {
  const place = { line: 1, recordKind: 'header' };
  const header = checked(headerSchema, parseLine(withoutByteOrderMark(bytes), place), place);
  if (header.format !== FORMAT_NAME) {
    throw malformed(`‘${header.format.slice(0, 80)}’ is not ‘${FORMAT_NAME}’.`, place, 'format');
  }
  if (header.version > FORMAT_VERSION) {
    throw new GlossatorError(
      'format-version-unknown',
      `The file is of version ${header.version} of Glossator JSONL; this program knows version ${FORMAT_VERSION}.`,
      { place, remedy: 'Open it with a newer Glossator, or have it exported anew by this one.' },
    );
  }
}

function withoutByteOrderMark(bytes: Uint8Array | null): Uint8Array | null {
  const marked = bytes && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return marked ? bytes.subarray(3) : bytes;
}

/** Whether the first line is the header of Glossator JSONL, of whatever version. */
export function recognises(head: Uint8Array): boolean {
  const beginning = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, 4_096)).toString(
    'utf8',
  );
  return /^\uFEFF?\s*\{(?=[^\n]*"record"\s*:\s*"header")(?=[^\n]*"format"\s*:\s*"glossator-jsonl")/.test(
    beginning,
  );
}
