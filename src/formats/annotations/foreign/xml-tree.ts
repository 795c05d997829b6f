import { SaxesParser } from 'saxes';
import { GlossatorError } from '../../../core/errors.ts';

/** Elements within elements beyond this are an attack, not a document. */
const DEPTH_LIMIT = 256;

export interface XmlElement {
  /** without prefix */
  readonly name: string;
  /** by qualified name: `xml:id`, `target` */
  readonly attributes: Readonly<Record<string, string>>;
  /** elements and text in their order */
  readonly children: readonly (XmlElement | string)[];
  /** in the file, from 1 */
  readonly line: number;
}

interface Open extends XmlElement {
  readonly attributes: Record<string, string>;
  readonly children: (XmlElement | string)[];
}

/**
 * A document of XML 1.0 as a tree. Entities beyond the five of XML are never expanded: one that is used is an error. No external
 * subset is fetched.
 * @throws GlossatorError record-malformed with the line where it is not well-formed; structure-too-deep
 */
export function parseXml(text: string, path: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: Open[] = [];
  let root: XmlElement | undefined;
  parser.on('error', (error) => {
    const message = error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
    throw new GlossatorError('record-malformed', `The XML is broken: ${message}.`, {
      place: { path, line: parser.line },
    });
  });
  const append = (content: string): void => {
    const children = open.at(-1)?.children;
    if (!children || content === '') return;
    const last = children.length - 1;
    if (typeof children[last] === 'string') children[last] += content;
    else children.push(content);
  };
  parser.on('text', append);
  parser.on('cdata', append);
  parser.on('opentag', (tag) => {
    if (open.length >= DEPTH_LIMIT) {
      throw new GlossatorError(
        'structure-too-deep',
        `Elements stand more than ${DEPTH_LIMIT} deep in one another.`,
        {
          place: { path, line: parser.line },
        },
      );
    }
    const attributes: Record<string, string> = {};
    for (const [name, { value }] of Object.entries(tag.attributes)) attributes[name] = value;
    const element: Open = { name: tag.local, attributes, children: [], line: parser.line };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(text.replace(/^\uFEFF/, '')).close();
  if (root) return root;
  throw new GlossatorError('record-malformed', 'The file holds no XML element.', {
    place: { path, line: 1 },
  });
}

/** The elements within, of a name where one is given. */
export function elementsOf(element: XmlElement, name?: string): readonly XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  );
}

export function elementOf(element: XmlElement, name: string): XmlElement | undefined {
  return elementsOf(element, name)[0];
}

/** All text within, elements passed through. */
export function contentOf(element: XmlElement | undefined): string {
  if (!element) return '';
  return element.children.map((child) => (typeof child === 'string' ? child : contentOf(child))).join('');
}

/** All elements within of a name, however deep, in document order. */
export function* descendantsOf(element: XmlElement, name: string): Generator<XmlElement> {
  for (const child of elementsOf(element)) {
    if (child.name === name) yield child;
    yield* descendantsOf(child, name);
  }
}
