import type { Id } from '../../../core/ids.ts';
import { countForbidden, xmlAttribute, xmlText } from '../../xml/escape.ts';
import { ByteGatherer } from '../byte-gatherer.ts';
import { codePointCounter } from '../code-points.ts';
import { Describer, LossCounter } from '../foreign/describe.ts';
import { toFeatures } from '../foreign/features.ts';
import type { ForeignWriter } from '../foreign/format.ts';
import { jsonList } from '../foreign/json-write.ts';
import { metadataOf } from '../foreign/metadata.ts';
import type { ForeignValue } from '../foreign/types.ts';
import type { ExportSource } from '../source.ts';
import { type ExportTally, PIECE_LENGTH } from '../writer.ts';
import { CODES_INFON, type Infons } from './collection.ts';

interface Annotation {
  readonly id: string;
  readonly infons: Infons;
  readonly locations: readonly { readonly offset: number; readonly length: number }[];
  readonly text: string;
}

interface Relation {
  readonly id: string;
  readonly infons: Infons;
  readonly nodes: readonly { readonly refid: string; readonly role: string }[];
}

interface Document {
  readonly id: string;
  readonly infons: Infons;
  readonly text: string;
  readonly annotations: readonly Annotation[];
  readonly relations: readonly Relation[];
}

/** Infons are texts; a list is joined, and its separator counted as lost where an item has it. */
function infonsFrom(features: Readonly<Record<string, ForeignValue>>): Infons {
  return Object.fromEntries(
    Object.entries(features).map(([name, value]) => [
      name === 'type' ? 'attribute:type' : name,
      Array.isArray(value) ? value.join('; ') : String(value),
    ]),
  );
}

function* documentsOf(source: ExportSource, tally: ExportTally): Generator<Document> {
  const describer = new Describer(source);
  const holds = { features: true, persons: true, relations: true, metadata: true, documentCodes: true };
  const losses = new LossCounter(source, tally, describer, holds);
  let number = 0;
  for (const entry of source.documents()) {
    losses.document(entry);
    const text = describer.text(entry);
    const count = codePointCounter(text);
    const ids = new Map<Id, string>();
    const annotations = Array.from(losses.annotations(entry.document.id), (annotation): Annotation => {
      const id = String(ids.size + 1);
      ids.set(annotation.id, id);
      const said = describer.said(annotation);
      const typed = Object.values(said.attributes ?? {}).filter((value) => typeof value !== 'string').length;
      tally.lose('types of attribute values (written as text)', typed);
      return {
        id,
        infons: { type: describer.label(annotation.codeId), ...infonsFrom(toFeatures(said)) },
        locations: annotation.spans.map(({ start, end }) => ({
          offset: count(start),
          length: count(end) - count(start),
        })),
        text: annotation.spans.map(({ quote }) => quote).join(' '),
      };
    });
    const relations = describer.relations(entry.document.id).map((relation, index): Relation => {
      const person = describer.person(relation.personId);
      const features = toFeatures({
        person,
        note: relation.note,
        attributes: describer.attributes(relation),
      });
      return {
        id: `R${index + 1}`,
        infons: { type: describer.label(relation.codeId), ...infonsFrom(features) },
        nodes: [
          { refid: ids.get(relation.fromId) ?? '', role: 'source' },
          { refid: ids.get(relation.toId) ?? '', role: 'target' },
        ],
      };
    });
    const codes = Array.from(source.documentCodes(entry.document.id), ({ codeId }) =>
      describer.label(codeId),
    );
    number += 1;
    yield {
      id: String(number),
      infons: {
        ...metadataOf(entry.document),
        ...(codes.length > 0 ? { [CODES_INFON]: codes.join('\n') } : {}),
      },
      text,
      annotations,
      relations,
    };
  }
  losses.set();
}

function infonElements(infons: Infons): string {
  return Object.entries(infons)
    .map(([key, value]) => `<infon key="${xmlAttribute(key)}">${xmlText(value)}</infon>`)
    .join('');
}

function annotationElement({ id, infons, locations, text }: Annotation): string {
  const places = locations
    .map(({ offset, length }) => `<location offset="${offset}" length="${length}"/>`)
    .join('');
  return `<annotation id="${id}">${infonElements(infons)}${places}<text>${xmlText(text)}</text></annotation>\n`;
}

function relationElement({ id, infons, nodes }: Relation): string {
  const ends = nodes.map(({ refid, role }) => `<node refid="${refid}" role="${role}"/>`).join('');
  return `<relation id="${id}">${infonElements(infons)}${ends}</relation>\n`;
}

/** A collection whose documents have one passage each: BioC says nothing of what stands between passages. */
function* xmlOf(source: ExportSource, tally: ExportTally): Generator<Uint8Array> {
  const gatherer = new ByteGatherer(PIECE_LENGTH);
  gatherer.text('<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE collection SYSTEM "BioC.dtd">\n');
  gatherer.text(`<collection><source>${xmlText(source.generator)}</source><date></date><key></key>\n`);
  for (const document of documentsOf(source, tally)) {
    tally.lose('characters that XML cannot hold (written as U+FFFD)', countForbidden(document.text));
    gatherer.text(`<document><id>${document.id}</id>${infonElements(document.infons)}\n`);
    gatherer.text(`<passage><offset>0</offset><text>${xmlText(document.text)}</text>\n`);
    for (const annotation of document.annotations) {
      gatherer.text(annotationElement(annotation));
      if (gatherer.isFull) yield gatherer.take();
    }
    for (const relation of document.relations) gatherer.text(relationElement(relation));
    gatherer.text('</passage></document>\n');
    if (gatherer.isFull) yield gatherer.take();
  }
  gatherer.text('</collection>\n');
  yield gatherer.take();
}

function* recordsOf(source: ExportSource, tally: ExportTally): Generator<unknown> {
  for (const { id, infons, text, annotations, relations } of documentsOf(source, tally)) {
    yield {
      id,
      infons,
      passages: [{ offset: 0, infons: {}, text, sentences: [], annotations, relations }],
      annotations: [],
      relations: [],
    };
  }
}

export const biocWriter: ForeignWriter = {
  format: 'bioc',
  write: (source, tally) => [{ path: 'export.xml', pieces: xmlOf(source, tally) }],
};

export const biocJsonWriter: ForeignWriter = {
  format: 'bioc-json',
  write: (source, tally) => {
    const head = JSON.stringify({ source: source.generator, date: '', key: '', infons: {} });
    return [
      {
        path: 'export.json',
        pieces: jsonList(recordsOf(source, tally), `${head.slice(0, -1)},"documents":`, () => '}'),
      },
    ];
  },
};
