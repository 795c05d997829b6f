import { countForbidden, xmlAttribute, xmlText } from '../../xml/escape.ts';
import { codePointCounter } from '../code-points.ts';
import { Describer, LossCounter } from '../foreign/describe.ts';
import { type Features, toFeatures } from '../foreign/features.ts';
import type { ForeignWriter, OutputFile, WriteOptions } from '../foreign/format.ts';
import { metadataOf } from '../foreign/metadata.ts';
import { partsOf } from '../foreign/parts.ts';
import type { ForeignValue } from '../foreign/types.ts';
import type { ExportSource, SourceDocument } from '../source.ts';
import { fileNames } from '../w3c/text-files.ts';
import type { ExportTally } from '../writer.ts';
import { CODES_FEATURE } from './document.ts';

interface Written {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly id: number;
  readonly features: Features;
}

interface Document {
  readonly name: string;
  readonly text: string;
  readonly features: Features;
  readonly sets: ReadonlyMap<string, readonly Written[]>;
}

/** Writes each document by itself, one set for each person; UTF-16 offsets. */
function documentsWriter(
  format: string,
  extension: string,
  encode: (document: Document, tally: ExportTally) => Iterable<string>,
): ForeignWriter {
  function documentOf(
    entry: SourceDocument,
    name: string,
    source: ExportSource,
    describer: Describer,
    losses: LossCounter,
    tally: ExportTally,
    options: WriteOptions,
  ): Document {
    const sets = new Map<string, Written[]>();
    let id = 0;
    losses.document(entry);
    for (const annotation of losses.annotations(entry.document.id)) {
      const { person = '', ...said } = describer.said(annotation);
      const features = toFeatures(said);
      const set = sets.get(person) ?? [];
      sets.set(person, set);
      for (const { start, end } of partsOf(annotation, options.discontinuous, tally)) {
        set.push({ type: describer.label(annotation.codeId), start, end, id, features });
        id += 1;
      }
    }
    const codes = Array.from(source.documentCodes(entry.document.id), ({ codeId }) =>
      describer.label(codeId),
    );
    const features = {
      ...metadataOf(entry.document),
      ...(codes.length > 0 ? { [CODES_FEATURE]: codes } : {}),
    };
    return { name, text: describer.text(entry), features, sets };
  }

  function* write(source: ExportSource, tally: ExportTally, options: WriteOptions): Generator<OutputFile> {
    const describer = new Describer(source);
    const holds = { features: true, persons: true, metadata: true, documentCodes: true };
    const losses = new LossCounter(source, tally, describer, holds);
    const names = fileNames(source, extension);
    for (const entry of source.documents()) {
      const path = names.get(entry.document.id) ?? '';
      const document = documentOf(entry, path, source, describer, losses, tally, options);
      yield { path, pieces: inBytes(encode(document, tally)) };
    }
    losses.set();
  }
  return { format, write };
}

function* inBytes(texts: Iterable<string>): Generator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

/** A value with its Java class; lists with `;` between their items. */
function xmlValue(value: ForeignValue): string {
  if (typeof value === 'object') {
    const items = value.map((item) => item.replace(/[\\;]/g, '\\$&')).join(';');
    return `<Value className="java.util.ArrayList" itemClassName="java.lang.String">${xmlText(items)}</Value>`;
  }
  const whole = typeof value === 'number' && Number.isInteger(value);
  const name =
    typeof value === 'boolean'
      ? 'Boolean'
      : typeof value === 'string'
        ? 'String'
        : whole && Math.abs(value) < 2_147_483_648
          ? 'Integer'
          : whole && Number.isSafeInteger(value)
            ? 'Long'
            : 'Double';
  return `<Value className="java.lang.${name}">${xmlText(String(value))}</Value>`;
}

function* xmlFeatures(features: Features): Generator<string> {
  for (const [name, value] of Object.entries(features)) {
    yield `<Feature>\n  <Name className="java.lang.String">${xmlText(name)}</Name>\n  ${xmlValue(value)}\n</Feature>\n`;
  }
}

function textWithNodes({ text, sets }: Document): string {
  const places = new Set([...sets.values()].flat().flatMap(({ start, end }) => [start, end]));
  let from = 0;
  let marked = '';
  for (const place of [...places].sort((a, b) => a - b)) {
    marked += `${xmlText(text.slice(from, place))}<Node id="${place}"/>`;
    from = place;
  }
  return marked + xmlText(text.slice(from));
}

function* xmlOf(document: Document, tally: ExportTally): Generator<string> {
  tally.lose('characters that XML cannot hold (written as U+FFFD)', countForbidden(document.text));
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<GateDocument version="3">\n<GateDocumentFeatures>\n';
  yield* xmlFeatures(document.features);
  yield `</GateDocumentFeatures>\n<TextWithNodes>${textWithNodes(document)}</TextWithNodes>\n`;
  for (const [name, annotations] of document.sets.size > 0 ? document.sets : [['', []] as const]) {
    yield name === '' ? '<AnnotationSet>\n' : `<AnnotationSet Name="${xmlAttribute(name)}">\n`;
    for (const { id, type, start, end, features } of annotations) {
      yield `<Annotation Id="${id}" Type="${xmlAttribute(type)}" StartNode="${start}" EndNode="${end}">\n`;
      yield* xmlFeatures(features);
      yield '</Annotation>\n';
    }
    yield '</AnnotationSet>\n';
  }
  yield '</GateDocument>\n';
}

/** With code points, the unit of Python, whose programs read this. */
function* bdocOf({ name, text, features, sets }: Document): Generator<string> {
  const count = codePointCounter(text);
  const head = JSON.stringify({ name, text, features, offset_type: 'p' });
  yield `${head.slice(0, -1)},"annotation_sets":{`;
  let firstSet = true;
  for (const [set, annotations] of sets) {
    const next = annotations.reduce((highest, { id }) => Math.max(highest, id + 1), 0);
    yield `${firstSet ? '' : ','}${JSON.stringify(set)}:{"name":${JSON.stringify(set)},"next_annid":${next},"annotations":[`;
    firstSet = false;
    for (const [index, annotation] of annotations.entries()) {
      const { start, end } = annotation;
      yield `${index === 0 ? '' : ','}${JSON.stringify({ ...annotation, start: count(start), end: count(end) })}`;
    }
    yield ']}';
  }
  yield '}}\n';
}

export const gateWriter = documentsWriter('gate', '.xml', xmlOf);
export const gateBdocWriter = documentsWriter('gate-bdoc', '.bdocjs', bdocOf);
