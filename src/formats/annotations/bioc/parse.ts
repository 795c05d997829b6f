import { GlossatorError } from '../../../core/errors.ts';
import { childNamed, childrenNamed, textOf as contentOf, type XmlElement } from '../../xml/tree.ts';
import { parseJson } from '../foreign/decode.ts';
import { RecordLines } from '../foreign/json-lines.ts';
import {
  foreignValue,
  isObject,
  type JsonObject,
  objectsOf,
  offsetOf,
  textOf,
} from '../foreign/json-value.ts';
import type { BiocAnnotation, BiocDocument, BiocPart, BiocRelation, Infons } from './collection.ts';

/*
 * BioC's one structure, from its XML (BioC.dtd) and its JSON (with the same names in the plural).
 */

function infonsIn(element: XmlElement): Infons {
  return Object.fromEntries(
    childrenNamed(element, 'infon').map((infon) => [infon.attributes.key ?? '', contentOf(infon)]),
  );
}

function annotationIn(element: XmlElement): BiocAnnotation {
  const text = childNamed(element, 'text');
  return {
    id: element.attributes.id ?? '',
    infons: infonsIn(element),
    locations: childrenNamed(element, 'location').flatMap(({ attributes }) => {
      const [offset, length] = [offsetOf(attributes.offset), offsetOf(attributes.length)];
      return offset === undefined || length === undefined ? [] : [{ offset, length }];
    }),
    text: text && contentOf(text),
    line: element.line,
  };
}

function relationIn(element: XmlElement): BiocRelation {
  return {
    id: element.attributes.id ?? '',
    infons: infonsIn(element),
    nodes: childrenNamed(element, 'node').map(({ attributes }) => ({
      refid: attributes.refid ?? '',
      role: attributes.role ?? '',
    })),
    line: element.line,
  };
}

function partIn(element: XmlElement): BiocPart {
  const text = childNamed(element, 'text');
  return {
    infons: infonsIn(element),
    offset: offsetOf(contentOf(childNamed(element, 'offset')).trim()) ?? 0,
    text: text && contentOf(text),
    annotations: childrenNamed(element, 'annotation').map(annotationIn),
    relations: childrenNamed(element, 'relation').map(relationIn),
    parts: [...childrenNamed(element, 'passage'), ...childrenNamed(element, 'sentence')].map(partIn),
  };
}

/** @throws GlossatorError record-malformed where it is no collection */
export function documentsInXml(root: XmlElement, path: string): readonly BiocDocument[] {
  if (root.name !== 'collection') {
    throw new GlossatorError('record-malformed', 'The XML is no collection of BioC.', {
      place: { path, line: root.line },
    });
  }
  return childrenNamed(root, 'document').map((element) => ({
    ...partIn(element),
    id: contentOf(childNamed(element, 'id')).trim(),
    line: element.line,
  }));
}

function infonsOf({ infons }: JsonObject): Infons {
  return Object.fromEntries(
    Object.entries(isObject(infons) ? infons : {}).flatMap(([name, value]) => {
      const held = foreignValue(value);
      return held === undefined ? [] : [[name, Array.isArray(held) ? held.join('; ') : String(held)]];
    }),
  );
}

function partOf(value: JsonObject, lineOf: (record: JsonObject) => number): BiocPart {
  return {
    infons: infonsOf(value),
    offset: offsetOf(value.offset) ?? 0,
    text: typeof value.text === 'string' ? value.text : undefined,
    annotations: objectsOf(value.annotations).map((annotation) => ({
      id: textOf(annotation.id) ?? '',
      infons: infonsOf(annotation),
      locations: objectsOf(annotation.locations).flatMap((location) => {
        const [offset, length] = [offsetOf(location.offset), offsetOf(location.length)];
        return offset === undefined || length === undefined ? [] : [{ offset, length }];
      }),
      text: typeof annotation.text === 'string' ? annotation.text : undefined,
      line: lineOf(annotation),
    })),
    relations: objectsOf(value.relations).map((relation) => ({
      id: textOf(relation.id) ?? '',
      infons: infonsOf(relation),
      nodes: objectsOf(relation.nodes).map(({ refid, role }) => ({
        refid: textOf(refid) ?? '',
        role: textOf(role) ?? '',
      })),
      line: lineOf(relation),
    })),
    parts: [...objectsOf(value.passages), ...objectsOf(value.sentences)].map((each) => partOf(each, lineOf)),
  };
}

/** @throws GlossatorError record-malformed where it is no JSON, or no collection */
export function documentsInJson(content: string, path: string): readonly BiocDocument[] {
  const value = parseJson(content, path, 1);
  const lines = new RecordLines(content);
  const lineOf = ({ id }: JsonObject): number =>
    typeof id === 'string' || typeof id === 'number' ? lines.of('id', id) : 1;
  const documents =
    isObject(value) && Array.isArray(value.documents)
      ? value.documents
      : isObject(value) && Array.isArray(value.passages)
        ? [value]
        : null;
  if (!documents) {
    throw new GlossatorError('record-malformed', 'The JSON is no collection of BioC.', {
      place: { path, line: 1 },
    });
  }
  return objectsOf(documents).map((document) => {
    const line = lineOf(document);
    return { ...partOf(document, lineOf), id: textOf(document.id) ?? '', line };
  });
}
