import {
  ANNOTATION_STATUSES,
  type AnnotationStatus,
  CONTEXT_LENGTH,
  type Span,
} from '../../../core/annotation/annotation.ts';
import { GlossatorError } from '../../../core/errors.ts';
import { isId } from '../../../core/ids.ts';
import { describeSpan, verifySpan } from '../../../core/text/anchor.ts';
import type { ReadAnnotation } from '../reader.ts';
import { fault, malformed, type RecordPlace } from './malformed.ts';
import type { RawRecord } from './parse-line.ts';
import type { KnownCode } from './record-readers.ts';
import { INSTANT } from './records.ts';

/** A document's text as the spans of its annotations are checked against it. */
export interface CheckedText {
  readonly documentId: string;
  readonly text: string;
  readonly sha256: string;
  readonly codePoints: (utf16: number) => number;
}

/*
 * A set has a thousand times more annotations than anything else, so that their lines are checked by hand: a schema
 * takes longer than reading the JSON.
 */

function textField(raw: RawRecord, field: string, place: RecordPlace): string {
  const value = raw[field];
  if (typeof value === 'string') return value;
  throw malformed(`‘${field}’ is not text.`, place, field);
}

function offsetField(raw: RawRecord, field: string, place: RecordPlace): number {
  const value = raw[field];
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw malformed(`‘${field}’ is not a whole number.`, place, field);
}

function instantField(raw: RawRecord, field: string, place: RecordPlace): string {
  const value = textField(raw, field, place);
  if (INSTANT.test(value)) return value;
  throw malformed(`‘${field}’ is not an instant like 2025-01-31T12:00:00.000Z.`, place, field);
}

/** Whether the offset stands between the halves of a surrogate pair. */
export function isInsidePair(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}

function checkCodePoints(raw: RawRecord, field: string, expected: number, place: RecordPlace): void {
  const found = offsetField(raw, field, place);
  if (found === expected) return;
  throw malformed(`‘${field}’ is ${found}, but the UTF-16 offset says ${expected}.`, place, field);
}

function checkSpan(raw: unknown, previousEnd: number, text: CheckedText, place: RecordPlace): Span {
  if (typeof raw !== 'object' || raw === null) throw malformed('A span is not an object.', place, 'spans');
  const fields = raw as RawRecord;
  const start = offsetField(fields, 'start', place);
  const end = offsetField(fields, 'end', place);
  const quote = textField(fields, 'quote', place);
  const wrong = verifySpan(text.text, { start, end, quote, prefix: '', suffix: '' });
  if (wrong) {
    throw GlossatorError.fromValue({ ...wrong, place: { ...wrong.place, ...place, field: 'spans' } });
  }
  for (const offset of [start, end]) {
    if (!isInsidePair(text.text, offset)) continue;
    throw fault('offset-inside-character', `Offset ${offset} stands inside a character.`, place, 'spans');
  }
  if (start < previousEnd) {
    throw malformed('The spans overlap or are not in the order of the text.', place, 'spans');
  }
  checkCodePoints(fields, 'codePointStart', text.codePoints(start), place);
  checkCodePoints(fields, 'codePointEnd', text.codePoints(end), place);
  return describeSpan(text.text, { start, end });
}

const MAX_OFFSET = 2 ** 31 - 1;

/** A span without a place in this text: only its form can be checked, and its context is the file's. */
function lostSpan(raw: unknown, previousEnd: number, place: RecordPlace): Span {
  if (typeof raw !== 'object' || raw === null) throw malformed('A span is not an object.', place, 'spans');
  const fields = raw as RawRecord;
  const start = offsetField(fields, 'start', place);
  const end = offsetField(fields, 'end', place);
  const quote = textField(fields, 'quote', place);
  if (start < previousEnd || end <= start || end > MAX_OFFSET) {
    throw malformed('The spans are empty, overlap or are not in order.', place, 'spans');
  }
  const prefix = textField(fields, 'prefix', place).slice(-CONTEXT_LENGTH);
  const suffix = textField(fields, 'suffix', place).slice(0, CONTEXT_LENGTH);
  return { start, end, quote, prefix, suffix };
}

/** What most annotations do not have. Attributes are the caller's to check. */
function furtherFields(
  raw: RawRecord,
  code: KnownCode,
  place: RecordPlace,
): Pick<ReadAnnotation, 'codeVersion' | 'status' | 'entityId' | 'lost'> {
  const { codeVersion = code.version, status = 'draft', entity = null, lost = false } = raw;
  if (typeof codeVersion !== 'number' || !Number.isSafeInteger(codeVersion) || codeVersion < 1) {
    throw malformed('‘codeVersion’ is not a whole number from 1.', place, 'codeVersion');
  }
  if (!isStatus(status)) {
    throw malformed(`‘status’ is none of ${ANNOTATION_STATUSES.join(', ')}.`, place, 'status');
  }
  if (entity !== null && typeof entity !== 'string') {
    throw malformed('‘entity’ is not the id of an entity.', place, 'entity');
  }
  if (typeof lost !== 'boolean') throw malformed('‘lost’ is neither true nor false.', place, 'lost');
  return { codeVersion, status, entityId: entity, lost };
}

function isStatus(value: unknown): value is AnnotationStatus {
  return ANNOTATION_STATUSES.some((status) => status === value);
}

/**
 * An annotation's line against the text it stands in. Its references are not checked here, nor its attributes,
 * which are left out.
 * Raises `record-malformed`, `text-hash-mismatch`, `offset-outside-text`, `offset-inside-character`, `span-empty`,
 * `quotation-mismatch`.
 */
export function checkAnnotation(
  raw: RawRecord,
  text: CheckedText,
  code: KnownCode,
  place: RecordPlace,
): ReadAnnotation {
  const id = textField(raw, 'id', place);
  if (!isId(id)) throw malformed('‘id’ is not a UUIDv7.', place, 'id');
  if (raw.textSha256 !== text.sha256) {
    throw fault(
      'text-hash-mismatch',
      'The annotation was made on another text than the document has here.',
      place,
      'textSha256',
    );
  }
  const { spans: rawSpans } = raw;
  if (!Array.isArray(rawSpans) || rawSpans.length === 0) {
    throw malformed('‘spans’ is not a list of at least one span.', place, 'spans');
  }
  const further = furtherFields(raw, code, place);
  let previousEnd = 0;
  const spans = rawSpans.map((rawSpan) => {
    const span = further.lost
      ? lostSpan(rawSpan, previousEnd, place)
      : checkSpan(rawSpan, previousEnd, text, place);
    previousEnd = span.end;
    return span;
  });
  return {
    id,
    documentId: text.documentId,
    codeId: textField(raw, 'code', place),
    personId: textField(raw, 'person', place),
    spans,
    attributes: {},
    ...further,
    note: textField(raw, 'note', place),
    createdAt: instantField(raw, 'createdAt', place),
    updatedAt: instantField(raw, 'updatedAt', place),
  };
}
