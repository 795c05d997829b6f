import { SaxesParser } from 'saxes';
import { type ErrorCode, GlossatorError } from '../../core/errors.ts';
import { permitted, xmlText } from './text.ts';

export interface XmlElement {
  /** `prefix:name`, the prefix being that of the caller for the namespace; without one where it named none */
  readonly name: string;
  /** by `prefix:name`, or `name` for those in no namespace */
  readonly attributes: Readonly<Record<string, string>>;
  /** elements and text in their order; no two texts stand side by side */
  readonly children: readonly XmlNode[];
  /** of its start in the file, from 1 */
  readonly line: number;
}

export type XmlNode = XmlElement | string;

export interface XmlLimits {
  /** UTF-16 code units */
  readonly length: number;
  readonly depth: number;
  /** elements and runs of text */
  readonly nodes: number;
}

/** What an XML file is held to. */
export const XML_LIMITS: XmlLimits = { length: 128 * 1024 * 1024, depth: 256, nodes: 3_000_000 };

/** What one is held to that may hold a million annotations. */
export const XML_SET_LIMITS: XmlLimits = { length: 256 * 1024 * 1024, depth: 256, nodes: 40_000_000 };

/** Namespace address → the prefix under which the caller wants its names. */
export type Prefixes = Readonly<Record<string, string>>;

export interface XmlOptions {
  /**
   * How names are given: under the caller's prefixes by namespace (`?:name` for a namespace not among them); or 'local', without
   * prefix whatever the namespace, attributes as they are written (`xml:id`): for formats found under several namespaces or none.
   */
  readonly names?: Prefixes | 'local';
  /** of the file, for messages */
  readonly path?: string;
  readonly limits?: XmlLimits;
}

interface Open extends XmlElement {
  readonly children: XmlNode[];
}

/** What a parser found wrong, as an error that says where. `line` counts from 1. */
export function damagedXml({ message }: Error, line: number, path?: string): GlossatorError {
  const what = message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
  return new GlossatorError('file-damaged', `The XML in it is damaged: ${what}.`, {
    place: { ...(path === undefined ? {} : { path }), line },
    remedy: 'Fetch or save it once more; if its own program opens it, save it anew from there.',
  });
}

/**
 * Parses XML 1.0 with namespaces into a tree. There are no entities but the five predefined ones: a document type may be
 * declared, but what it defines is neither fetched nor expanded, and a text that uses it is refused. Processing
 * instructions and comments are left out; control characters, which XML forbids, too.
 * @throws GlossatorError file-damaged, structure-too-deep, file-too-large, each with the line; encoding-unknown
 */
export function parseXml(
  source: Uint8Array | string,
  { names = {}, path, limits = XML_LIMITS }: XmlOptions = {},
): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const refusal = (code: ErrorCode, message: string, remedy: string): GlossatorError =>
    new GlossatorError(code, message, {
      place: { ...(path === undefined ? {} : { path }), line: parser.line },
      remedy,
    });
  const tooLarge = (message: string): GlossatorError =>
    refusal('file-too-large', message, 'Divide it into several files.');
  const text = typeof source === 'string' ? permitted(source) : xmlText(source);
  if (text.length > limits.length) throw tooLarge('The XML is too long to be read.');
  const open: Open[] = [];
  let root: XmlElement | undefined;
  let nodes = 0;

  const named = (uri: string, local: string): string => {
    const prefix = uri === '' || names === 'local' ? '' : (names[uri] ?? '?');
    return prefix === '' ? local : `${prefix}:${local}`;
  };
  const count = (): void => {
    nodes += 1;
    if (nodes > limits.nodes) throw tooLarge(`It has more than ${limits.nodes.toLocaleString('en')} parts.`);
  };
  parser.on('error', (error) => {
    throw damagedXml(error, parser.line, path);
  });
  parser.on('opentag', (tag) => {
    count();
    if (open.length >= limits.depth) {
      throw refusal(
        'structure-too-deep',
        `Its parts are nested more than ${limits.depth} deep.`,
        'Open it in its own program and save its text.',
      );
    }
    const attributes: Record<string, string> = Object.create(null);
    for (const { name, uri, local, value } of Object.values(tag.attributes)) {
      attributes[names === 'local' ? name : named(uri, local)] = value;
    }
    const element: Open = { name: named(tag.uri, tag.local), attributes, children: [], line: parser.line };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const append = (value: string): void => {
    const children = open.at(-1)?.children;
    if (!children || value === '') return;
    const last = children.length - 1;
    if (typeof children[last] === 'string') children[last] += value;
    else {
      count();
      children.push(value);
    }
  };
  parser.on('text', append);
  parser.on('cdata', append);
  parser.write(text).close();
  // The parser raises an error where there is none.
  if (root === undefined) throw new Error('XML without an element.');
  return root;
}

export function isElement(node: XmlNode): node is XmlElement {
  return typeof node !== 'string';
}

/** The child elements. */
export function childElements(element: XmlElement): readonly XmlElement[] {
  return element.children.filter(isElement);
}

/** The child elements of a name. */
export function childrenNamed(element: XmlElement | undefined, name: string): readonly XmlElement[] {
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
