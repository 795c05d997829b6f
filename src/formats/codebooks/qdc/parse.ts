import { SaxesParser, type SaxesTagNS } from 'saxes';
import { GlossatorError } from '../../../core/errors.ts';
import { CODEBOOK_DEPTH_LIMIT, tooLarge, unreadable } from '../codebook.ts';

export interface QdcCode {
  readonly guid: string;
  readonly name: string;
  readonly codable: boolean;
  /** as it is written; may be empty */
  readonly colour: string;
  readonly line: number;
  description: string;
  readonly children: QdcCode[];
}

export interface QdcSet {
  readonly guid: string;
  readonly name: string;
  readonly line: number;
  description: string;
  readonly members: string[];
}

/** Elements within elements: codes, and what a project wraps them in. */
const DEPTH_LIMIT = CODEBOOK_DEPTH_LIMIT + 12;
const NAMESPACE = /^urn:QDA-XML:(?:codebook|project):/;

function attributeOf(tag: SaxesTagNS, name: string): string {
  return tag.attributes[name]?.value ?? '';
}

/** Builds codes and sets from the elements of a codebook; what a project holds besides is passed over. */
class QdcBuilder {
  readonly codes: QdcCode[] = [];
  readonly sets: QdcSet[] = [];
  found = false;
  readonly #path: string[] = [];
  readonly #codes: QdcCode[] = [];
  #set: QdcSet | null = null;
  #description: string[] | null = null;

  open(tag: SaxesTagNS, line: number): void {
    const parent = this.#path.at(-1) ?? '';
    if (this.#path.length === 0 && !NAMESPACE.test(tag.uri)) {
      throw unreadable(`The file is XML, but no REFI-QDA codebook: it begins with <${tag.local}>.`, { line });
    }
    if (this.#path.length >= DEPTH_LIMIT) throw tooLarge(`more than ${CODEBOOK_DEPTH_LIMIT} levels`);
    this.#path.push(tag.local);
    if (tag.local === 'CodeBook' && this.#path.length <= 2) this.found = true;
    else if (tag.local === 'Code' && (parent === 'Codes' || parent === 'Code')) this.#openCode(tag, line);
    else if (tag.local === 'Set' && parent === 'Sets') this.#openSet(tag, line);
    else if (tag.local === 'MemberCode' && parent === 'Set') {
      this.#set?.members.push(attributeOf(tag, 'guid') || attributeOf(tag, 'targetGUID'));
    } else if (tag.local === 'Description' && (parent === 'Code' || parent === 'Set')) this.#description = [];
  }

  #openCode(tag: SaxesTagNS, line: number): void {
    const code: QdcCode = {
      guid: attributeOf(tag, 'guid'),
      name: attributeOf(tag, 'name'),
      codable: !/^(?:false|0)$/.test(attributeOf(tag, 'isCodable').trim()),
      colour: attributeOf(tag, 'color'),
      line,
      description: '',
      children: [],
    };
    (this.#codes.at(-1)?.children ?? this.codes).push(code);
    this.#codes.push(code);
  }

  #openSet(tag: SaxesTagNS, line: number): void {
    this.#set = {
      guid: attributeOf(tag, 'guid'),
      name: attributeOf(tag, 'name'),
      line,
      description: '',
      members: [],
    };
    this.sets.push(this.#set);
  }

  text(text: string): void {
    if (this.#path.at(-1) === 'Description') this.#description?.push(text);
  }

  close(tag: SaxesTagNS): void {
    this.#path.pop();
    const parent = this.#path.at(-1) ?? '';
    if (tag.local === 'Description' && this.#description) {
      const description = this.#description.join('');
      this.#description = null;
      const described = parent === 'Set' ? this.#set : this.#codes.at(-1);
      if (described) described.description = description;
    } else if (tag.local === 'Code' && (parent === 'Codes' || parent === 'Code')) this.#codes.pop();
    else if (tag.local === 'Set' && parent === 'Sets') this.#set = null;
  }
}

/**
 * The codes and sets of REFI-QDA XML. Raises `codebook-unreadable` with the line where it is not well-formed, no codebook, or has a document type declaration (which
 * may define entities; none is ever read), `file-too-large` where it is nested too deep.
 */
export function parseQdc(xml: string): {
  readonly codes: readonly QdcCode[];
  readonly sets: readonly QdcSet[];
} {
  const parser = new SaxesParser({ xmlns: true });
  const builder = new QdcBuilder();
  parser.on('doctype', () => {
    throw unreadable('The file has a document type declaration, which no REFI-QDA codebook has.', {
      line: parser.line,
    });
  });
  parser.on('opentag', (tag) => builder.open(tag, parser.line));
  parser.on('closetag', (tag) => builder.close(tag));
  parser.on('text', (text) => builder.text(text));
  parser.on('cdata', (text) => builder.text(text));
  parser.on('error', (error) => {
    throw unreadable(`The file is not well-formed XML: ${error.message}`, { line: parser.line }, error);
  });
  try {
    parser.write(xml).close();
  } catch (thrown) {
    if (thrown instanceof GlossatorError) throw thrown;
    throw unreadable('The file is not well-formed XML.', { line: parser.line }, thrown);
  }
  if (!builder.found) throw unreadable('The file has no codebook in it.');
  return { codes: builder.codes, sets: builder.sets };
}
