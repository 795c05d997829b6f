import type { Annotation, Span } from '../../../core/annotation/annotation.ts';
import type { PackedAnnotation, PackedSpan } from '../../../core/annotation/packed.ts';
import type { AttributeValues } from '../../../core/attribute/attribute.ts';
import type { Id } from '../../../core/ids.ts';
import type { TextRange } from '../../../core/text/structure.ts';
import type { ByteGatherer } from '../byte-gatherer.ts';
import type { PathedCode, SourceDocument } from '../source.ts';
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

/** A span from its quotation on, and the end of the spans; copied. */
function copySpanEnd(out: ByteGatherer, span: PackedSpan): void {
  out.part(span.bytes, span.quote, span.quoteEnd);
  out.ascii(',"prefix":');
  out.part(span.bytes, span.prefix, span.prefixEnd);
  out.ascii(',"suffix":');
  out.part(span.bytes, span.suffix, span.suffixEnd);
}

/**
 * Writes the lines of one document's annotations. A set has many more of these than of anything else, so that what they
 * have in common is put into JSON once, and what is ASCII is written as such.
 */
export function annotationWriter(
  out: ByteGatherer,
  { document, text }: SourceDocument,
  codes: ReadonlyMap<Id, CodeParts>,
  codePoints: CodePoints,
  saidBy: ((annotation: Annotation) => readonly string[]) | null = null,
): (annotation: PackedAnnotation) => void {
  const place = `,"document":${json(document.id)},"textSha256":${json(text.sha256)}`;
  const persons = new Map<Id, string>();
  const personPart = (id: Id): string => {
    const part = `,"person":${json(id)}`;
    persons.set(id, part);
    return part;
  };
  const said = (annotation: Annotation) => (saidBy ? `,"saidBy":${json(saidBy(annotation))}` : '');
  return (annotation) => {
    const { id, codeId, personId, note, createdAt, updatedAt } = annotation;
    const code = codes.get(codeId);
    if (!code) throw new Error(`The annotation ${id} has no code of the set.`);
    const person = persons.get(personId) ?? personPart(personId);
    const created = json(createdAt);
    const updated = updatedAt === createdAt ? created : json(updatedAt);
    out.ascii(
      `{"record":"annotation","id":${json(id)}${place}${code.id}${person},"createdAt":${created},"updatedAt":${updated}`,
    );
    out.bytes(code.path);
    const counter = annotation.lost ? null : codePoints;
    const further = `${said(annotation)}${furtherFields(annotation, code.code)}`;
    const packed = annotation.packedSpan();
    if (packed) {
      out.ascii(spanStart(annotation, counter));
      copySpanEnd(out, packed);
      out.text(`}],"note":${json(note)}${further}`);
      return;
    }
    const spans = annotation.spans.map((span) => `${spanStart(span, counter)}${spanEnd(span)}`);
    out.text(`${spans.join(',')}],"note":${json(note)}${further}`);
  };
}
