import { GlossatorError } from '../../../core/errors.ts';
import {
  childElements,
  childNamed,
  childrenNamed,
  parseXml,
  textOf,
  XML_SET_LIMITS,
  type XmlElement,
} from '../../xml/tree.ts';
import { type JsonObject, offsetOf } from '../foreign/json-value.ts';
import type { GateDocument } from './document.ts';

/*
 * GATE's XML, versions 2 and 3. Nodes in the text are what annotations begin and end at; offsets are UTF-16.
 */

/** What XStream wrote of a Java object: numbers, texts, lists and maps of these. */
function wrapped(element: XmlElement): unknown {
  const kind = element.attributes.class ?? element.name;
  const content = textOf(element);
  if (element.attributes.reference !== undefined) return null;
  if (/^(?:int|long|short|byte|double|float|big-decimal|big-int)$/.test(kind)) return Number(content);
  if (kind === 'boolean') return content === 'true';
  if (/map|properties/i.test(kind)) {
    const entries = childrenNamed(element, 'entry').map((entry) => childElements(entry).map(wrapped));
    return Object.fromEntries(entries.map(([name, value]) => [String(name), value]));
  }
  const within = childElements(element);
  return /list|set|array|vector/i.test(kind) || within.length > 0 ? within.map(wrapped) : content;
}

/** Lists are written with `;` between their items; within one it is `\;`. */
function itemsOf(content: string): readonly string[] {
  if (content === '') return [];
  const items = [''];
  for (let at = 0; at < content.length; at += 1) {
    const character = content.charAt(at);
    if (character === ';') items.push('');
    else items[items.length - 1] += character === '\\' ? content.charAt(++at) : character;
  }
  return items;
}

function featureValue(element: XmlElement | undefined, path: string): unknown {
  const content = textOf(element);
  const kind = element?.attributes.className ?? '';
  if (/(?:Integer|Long|Short|Byte|Double|Float|BigDecimal|BigInteger)$/.test(kind)) {
    const number = Number(content);
    return Number.isNaN(number) ? content : number;
  }
  if (kind.endsWith('Boolean')) return content.trim() === 'true';
  if (kind.endsWith('ObjectWrapper')) {
    // A document of its own, which says version 1.1 but uses nothing of it.
    const root = parseXml(content.replace(/^\s*<\?xml[^>]*\?>/, ''), {
      names: 'local',
      path,
      limits: XML_SET_LIMITS,
    });
    const value = childNamed(root, 'value');
    return value ? wrapped(value) : null;
  }
  return /(?:List|Set|Vector)$/.test(kind) ? itemsOf(content) : content;
}

function featuresOf(element: XmlElement | undefined, path: string): JsonObject {
  if (!element) return {};
  return Object.fromEntries(
    childrenNamed(element, 'Feature').map((feature) => [
      textOf(childNamed(feature, 'Name')),
      featureValue(childNamed(feature, 'Value'), path),
    ]),
  );
}

/** @throws GlossatorError file-damaged with the line, structure-too-deep */
export function readGateXml(content: string, path: string): GateDocument {
  const root = parseXml(content, { names: 'local', path, limits: XML_SET_LIMITS });
  const withNodes = childNamed(root, 'TextWithNodes');
  if (root.name !== 'GateDocument' || !withNodes) {
    throw new GlossatorError('record-malformed', 'The XML is no document of GATE.', {
      place: { path, line: root.line },
    });
  }
  const nodes = new Map<string, number>();
  let text = '';
  for (const child of withNodes.children) {
    if (typeof child === 'string') text += child;
    else if (child.name === 'Node') nodes.set(child.attributes.id ?? '', text.length);
  }
  // Where a node is missing, its number is the offset: that is how GATE numbers them.
  const at = (node: string | undefined): number | undefined => nodes.get(node ?? '') ?? offsetOf(node);
  const sets = childrenNamed(root, 'AnnotationSet').map((set) => ({
    name: set.attributes.Name ?? '',
    annotations: childrenNamed(set, 'Annotation').map((annotation) => ({
      id: annotation.attributes.Id ?? '',
      type: annotation.attributes.Type ?? '',
      start: at(annotation.attributes.StartNode),
      end: at(annotation.attributes.EndNode),
      features: featuresOf(annotation, path),
      line: annotation.line,
    })),
  }));
  return {
    name: undefined,
    text,
    unit: 'j',
    features: featuresOf(childNamed(root, 'GateDocumentFeatures'), path),
    sets,
  };
}
