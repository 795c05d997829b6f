import { SaxesParser } from 'saxes';
import { GlossatorError } from '../../core/errors.ts';
import { permitted, xmlText } from './text.ts';

export interface XmlElement {
  /** `prefix:name`, the prefix being that of the caller for the namespace; without one where it named none */
  readonly name: string;
  /** by `prefix:name`, or `name` for those in no namespace */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlNode[];
}

export type XmlNode = XmlElement | string;

/** What an XML file is held to. */
export const XML_LIMITS = {
  /** UTF-16 code units */
  length: 128 * 1024 * 1024,
  depth: 256,
  /** elements and runs of text */
  nodes: 3_000_000,
} as const;

/** Namespace address → the prefix under which the caller wants its names. */
export type Prefixes = Readonly<Record<string, string>>;

/**
 * Parses XML 1.0 with namespaces into a tree. There are no entities but the five predefined ones: a document type may be
 * declared, but what it defines is neither fetched nor expanded, and a text that uses it is refused. Processing
 * instructions and comments are left out; control characters, which XML forbids, too.
 * @throws GlossatorError file-damaged with the line, structure-too-deep, file-too-large
 */
export function parseXml(source: Uint8Array | string, prefixes: Prefixes = {}): XmlElement {
  const text = typeof source === 'string' ? permitted(source) : xmlText(source);
  if (text.length > XML_LIMITS.length) throw tooLarge('The XML is too long to be read.');
  const parser = new SaxesParser({ xmlns: true });
  const top: XmlNode[] = [];
  const open: XmlNode[][] = [top];
  let nodes = 0;
  let children = top;

  const named = (uri: string, local: string): string => {
    const prefix = uri === '' ? '' : (prefixes[uri] ?? '?');
    return prefix === '' ? local : `${prefix}:${local}`;
  };
  const count = (): void => {
    nodes += 1;
    if (nodes > XML_LIMITS.nodes) {
      throw tooLarge(`It has more than ${XML_LIMITS.nodes.toLocaleString('en')} parts.`);
    }
  };
  parser.on('error', (error) => {
    throw new GlossatorError('file-damaged', `The XML in it is damaged: ${error.message}.`, {
      place: { line: parser.line },
      remedy: 'Fetch or save it once more; if its own program opens it, save it anew from there.',
    });
  });
  parser.on('opentag', (tag) => {
    count();
    if (open.length > XML_LIMITS.depth) {
      throw new GlossatorError(
        'structure-too-deep',
        `Its parts are nested more than ${XML_LIMITS.depth} deep.`,
        {
          remedy: 'Open it in its own program and save its text.',
        },
      );
    }
    const attributes: Record<string, string> = Object.create(null);
    for (const { uri, local, value } of Object.values(tag.attributes)) attributes[named(uri, local)] = value;
    const element: XmlElement = { name: named(tag.uri, tag.local), attributes, children: [] };
    children.push(element);
    children = element.children;
    open.push(children);
  });
  parser.on('closetag', () => {
    open.pop();
    children = open.at(-1) ?? top;
  });
  const append = (value: string): void => {
    count();
    children.push(value);
  };
  parser.on('text', append);
  parser.on('cdata', append);
  parser.write(text).close();
  const root = top.find((node) => typeof node !== 'string');
  // The parser raises an error where there is none.
  if (root === undefined) throw new Error('XML without an element.');
  return root;
}

function tooLarge(message: string): GlossatorError {
  return new GlossatorError('file-too-large', message, { remedy: 'Divide it into several files.' });
}

export function isElement(node: XmlNode): node is XmlElement {
  return typeof node !== 'string';
}

/** The child elements of a name. */
export function childrenNamed(element: XmlElement | undefined, name: string): XmlElement[] {
  return element
    ? element.children.filter((node): node is XmlElement => isElement(node) && node.name === name)
    : [];
}

/** The first child element of a name. */
export function childNamed(element: XmlElement | undefined, name: string): XmlElement | undefined {
  if (!element) return undefined;
  for (const node of element.children) if (isElement(node) && node.name === name) return node;
  return undefined;
}

/** All elements of a name at any depth, in document order; the element itself is none of them. */
export function* descendantsNamed(element: XmlElement, name: string): Generator<XmlElement> {
  for (const node of element.children) {
    if (!isElement(node)) continue;
    if (node.name === name) yield node;
    yield* descendantsNamed(node, name);
  }
}

/** All text inside, as it stands. */
export function textOf(node: XmlNode | undefined): string {
  if (node === undefined) return '';
  return isElement(node) ? node.children.map(textOf).join('') : node;
}
