import type { Annotation, Span } from '../../../core/annotation/annotation.ts';
import {
  ID_LENGTH,
  type PackedAnnotation,
  type PackedSpan,
  TIME_LENGTH,
} from '../../../core/annotation/packed.ts';
import type { AttributeValues } from '../../../core/attribute/attribute.ts';
import type { Id } from '../../../core/ids.ts';
import type { TextRange } from '../../../core/text/structure.ts';
import type { ByteGatherer } from '../byte-gatherer.ts';
import { codePointsOf } from '../code-points.ts';
import type { ExportSource, PathedCode, SourceDocument } from '../source.ts';
import {
  BEGINNING,
  CODE_POINT_END,
  CODE_POINT_START,
  END,
  NOTE,
  PREFIX,
  QUOTE,
  SUFFIX,
  UPDATED,
  utf8,
} from './annotation-parts.ts';
import { orderedValues, otherVersion } from './record-lines.ts';

const json = JSON.stringify;

type CodePoints = (utf16: number) => number;

/** The place of a span up to its quotation: ASCII. Where it lies in no text there are no code points to count. */
function spanStart({ start, end }: TextRange, codePoints: CodePoints | null): string {
  if (!codePoints) return `{"start":${start},"end":${end},"quote":`;
  return `{"start":${start},"end":${end},"codePointStart":${codePoints(start)},"codePointEnd":${codePoints(end)},"quote":`;
}

/** A span from its quotation on. */
function spanEnd({ quote, prefix, suffix }: Span): string {
  // One call for the three is quicker than three, and spanStart has written the first name.
  return json({ quote, prefix, suffix }).slice('{"quote":'.length);
}

/** What of an annotation's line all those with the same code have in common. */
export interface CodeParts {
  readonly code: PathedCode;
  /** ASCII */
  readonly id: string;
  /** the path and the beginning of the spans, in UTF-8 */
  readonly path: Uint8Array;
}

export function codePartsOf(code: PathedCode): CodeParts {
  const { id, path } = code;
  return { code, id: `,"code":${json(id)}`, path: Buffer.from(`,"codePath":${json(path)},"spans":[`) };
}

function isEmpty(values: AttributeValues): boolean {
  for (const _ in values) return false;
  return true;
}

/** What most annotations do not have: another version than their code, values, a status, an entity, a lost place. */
function furtherFields(annotation: Annotation, code: PathedCode): string {
  const { codeVersion, attributes, status, entityId, lost } = annotation;
  const isPlain = status === 'draft' && entityId === null && !lost && codeVersion === code.version;
  if (isPlain && isEmpty(attributes)) {
    return '}\n';
  }
  const fields = json({
    codeVersion: otherVersion(codeVersion, code),
    attributes: orderedValues(attributes, code.attributes),
    status: status === 'draft' ? undefined : status,
    entity: entityId ?? undefined,
    lost: lost || undefined,
  });
  return `,${fields.slice(1)}\n`;
}

/** A span from its quotation on; copied. */
function copySpanEnd(out: ByteGatherer, span: PackedSpan): void {
  out.part(span.bytes, span.quote, span.quoteEnd);
  out.part(PREFIX, 0, PREFIX.length);
  out.part(span.bytes, span.prefix, span.prefixEnd);
  out.part(SUFFIX, 0, SUFFIX.length);
  out.part(span.bytes, span.suffix, span.suffixEnd);
}

/** Of an annotation that has nothing more to say than most. */
const NO_NOTE = utf8('}],"note":""}\n');

/** What of one document's annotations those with the same code and person have in common, in UTF-8. */
interface Shared {
  readonly codeId: Id;
  readonly personId: Id;
  readonly code: PathedCode;
  /** from behind the id to the time when it was made */
  readonly place: Uint8Array;
  /** from behind the time of the last change to the start of the span */
  readonly path: Uint8Array;
}

/**
 * Writes the lines of one document's annotations. A set has many more of these than of anything else, so that what they
 * have in common is put into JSON once, and what is stored as JSON is copied.
 */
export function annotationWriter(
  out: ByteGatherer,
  { document, text }: SourceDocument,
  codes: ReadonlyMap<Id, CodeParts>,
  source: Pick<ExportSource, 'chunks'>,
  saidBy: ((annotation: Annotation) => readonly string[]) | null = null,
): (annotation: PackedAnnotation) => void {
  const codePoints = codePointsOf(source, text);
  const place = `,"document":${json(document.id)},"textSha256":${json(text.sha256)}`;
  const said = (annotation: Annotation) => (saidBy ? `,"saidBy":${json(saidBy(annotation))}` : '');
  const partsOf = ({ id, codeId }: PackedAnnotation): CodeParts => {
    const code = codes.get(codeId);
    if (!code) throw new Error(`The annotation ${id} has no code of the set.`);
    return code;
  };
  const known = new Map<Id, Map<Id, Shared>>();
  let latest: Shared | undefined;
  const sharedBy = (annotation: PackedAnnotation): Shared => {
    const { codeId, personId } = annotation;
    if (latest?.codeId === codeId && latest.personId === personId) return latest;
    const ofCode = known.get(codeId) ?? new Map<Id, Shared>();
    latest = ofCode.get(personId);
    if (latest) return latest;
    const { code, id, path } = partsOf(annotation);
    latest = {
      codeId,
      personId,
      code,
      place: utf8(`"${place}${id},"person":${json(personId)},"createdAt":"`),
      path: Buffer.concat([utf8('"'), path, utf8('{"start":')]),
    };
    known.set(codeId, ofCode.set(personId, latest));
    return latest;
  };

  /** As it is stored, where that is all in one piece; else nothing, and false. */
  const copied = (annotation: PackedAnnotation): boolean => {
    const head = annotation.packedHead();
    const span = head && annotation.packedSpan();
    if (!span) return false;
    const { start, end } = annotation;
    const { code, place, path } = sharedBy(annotation);
    out.part(BEGINNING, 0, BEGINNING.length);
    out.part(head.bytes, head.id, head.id + ID_LENGTH);
    out.bytes(place);
    out.part(head.bytes, head.createdAt, head.createdAt + TIME_LENGTH);
    out.part(UPDATED, 0, UPDATED.length);
    out.part(head.bytes, head.updatedAt, head.updatedAt + TIME_LENGTH);
    out.bytes(path);
    out.number(start);
    out.part(END, 0, END.length);
    out.number(end);
    out.part(CODE_POINT_START, 0, CODE_POINT_START.length);
    out.number(codePoints(start));
    out.part(CODE_POINT_END, 0, CODE_POINT_END.length);
    out.number(codePoints(end));
    out.part(QUOTE, 0, QUOTE.length);
    copySpanEnd(out, span);
    const isPlain = annotation.isPlain && annotation.codeVersion === code.version;
    const { note } = annotation;
    if (isPlain && note === '') {
      out.part(NO_NOTE, 0, NO_NOTE.length);
      return true;
    }
    out.part(NOTE, 0, NOTE.length);
    out.text(`${json(note)}${furtherFields(annotation, code)}`);
    return true;
  };

  /** Field by field. */
  const made = (annotation: PackedAnnotation): void => {
    const { id, personId, note, createdAt, updatedAt } = annotation;
    const code = partsOf(annotation);
    const times = `"createdAt":${json(createdAt)},"updatedAt":${json(updatedAt)}`;
    out.text(`{"record":"annotation","id":${json(id)}${place}${code.id},"person":${json(personId)},${times}`);
    out.bytes(code.path);
    const counter = annotation.lost ? null : codePoints;
    const further = `${said(annotation)}${furtherFields(annotation, code.code)}`;
    const spans = annotation.spans.map((span) => `${spanStart(span, counter)}${spanEnd(span)}`);
    out.text(`${spans.join(',')}],"note":${json(note)}${further}`);
  };

  return (annotation) => {
    if (saidBy || !copied(annotation)) made(annotation);
  };
}
