import { GlossatorError } from '../../../core/errors.ts';
import { childNamed, childrenNamed, parseXml, textOf, type XmlElement } from '../../xml/tree.ts';
import { ZipArchive } from '../../zip/archive.ts';
import { damaged } from '../../zip/refusal.ts';
import type { StatedProperties } from '../office/document.ts';

/** ISO/IEC 29500: the transitional and the strict names of one namespace are one here. */
const PREFIXES = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://schemas.openxmlformats.org/package/2006/relationships': 'rel',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing': 'wp',
  'http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing': 'wp',
  'urn:schemas-microsoft-com:vml': 'v',
  'http://schemas.openxmlformats.org/package/2006/metadata/core-properties': 'cp',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/dc/terms/': 'dcterms',
  'http://www.w3.org/XML/1998/namespace': 'xml',
} as const;

interface Relationship {
  readonly id: string;
  /** the last part of its type’s address: `hyperlink`, `footnotes` … */
  readonly type: string;
  readonly target: string;
  readonly external: boolean;
}

/** A part with what it refers to. */
export interface Part {
  readonly root: XmlElement;
  readonly relationships: ReadonlyMap<string, Relationship>;
}

/** The parts of an OOXML package (ISO/IEC 29500-2) that hold text. External ones are never fetched. */
export class OoxmlPackage {
  readonly #archive: ZipArchive;

  private constructor(archive: ZipArchive) {
    this.#archive = archive;
  }

  /** @throws GlossatorError file-damaged, file-encrypted, archive-refused */
  static async open(bytes: Uint8Array): Promise<OoxmlPackage> {
    if (bytes[0] === 0xd0 && bytes[1] === 0xcf) throw compoundFile(bytes);
    return new OoxmlPackage(await ZipArchive.open(bytes));
  }

  /** The main document, wherever the package says that it is. @throws GlossatorError file-damaged */
  async main(): Promise<{ readonly name: string; readonly part: Part }> {
    const relationships = await this.#relationships('');
    const stated = Array.from(relationships.values()).find(({ type }) => type === 'officeDocument');
    const name = stated ? partName('', stated.target) : 'word/document.xml';
    const part = await this.part(name);
    if (!part) throw damaged('It has no main document in it.');
    return { name, part };
  }

  /** Undefined where there is none of this name. */
  async part(name: string): Promise<Part | undefined> {
    const bytes = await this.#archive.read(name);
    if (!bytes) return undefined;
    return { root: parseXml(bytes, { names: PREFIXES }), relationships: await this.#relationships(name) };
  }

  /** The part of a kind that another one refers to, if there is one. */
  async related(from: string, { relationships }: Part, type: string): Promise<Part | undefined> {
    for (const { type: other, target, external } of relationships.values()) {
      if (other === type && !external) return this.part(partName(from, target));
    }
    return undefined;
  }

  async properties(): Promise<StatedProperties> {
    const relationships = await this.#relationships('');
    const stated = Array.from(relationships.values()).find(({ type }) => type === 'core-properties');
    const core = (await this.part(stated ? partName('', stated.target) : 'docProps/core.xml'))?.root;
    const value = (name: string): string => textOf(childNamed(core, name)).trim();
    return {
      title: value('dc:title'),
      author: value('dc:creator'),
      date: value('dcterms:created') || value('dcterms:modified'),
      language: value('dc:language'),
      fields: {
        subject: value('dc:subject'),
        keywords: value('cp:keywords'),
        description: value('dc:description'),
        category: value('cp:category'),
      },
    };
  }

  async #relationships(name: string): Promise<ReadonlyMap<string, Relationship>> {
    const bytes = await this.#archive.read(name.replace(/([^/]*)$/, '_rels/$1.rels'));
    const found = new Map<string, Relationship>();
    if (!bytes) return found;
    for (const { attributes } of childrenNamed(parseXml(bytes, { names: PREFIXES }), 'rel:Relationship')) {
      const { Id: id = '', Type = '', Target: target = '', TargetMode } = attributes;
      const type = Type.slice(Type.lastIndexOf('/') + 1);
      found.set(id, { id, type, target, external: TargetMode === 'External' });
    }
    return found;
  }
}

/** The name in the archive of a target as it stands in the relationships of a part. */
function partName(from: string, target: string): string {
  const base = `part:/${from.split('/').map(encodeURIComponent).join('/')}`;
  if (!URL.canParse(target, base)) return '';
  const { pathname } = new URL(target, base);
  try {
    return decodeURIComponent(pathname.slice(1));
  } catch (thrown) {
    if (thrown instanceof URIError) return pathname.slice(1);
    throw thrown;
  }
}

/** Office documents with a password are compound files with the package encrypted inside; so are those before 2007. */
function compoundFile(bytes: Uint8Array): GlossatorError {
  const name = Buffer.from('EncryptedPackage', 'utf16le');
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(name)) {
    return new GlossatorError('file-encrypted', 'The document is protected by a password.', {
      remedy: 'Open it in its own program with the password, and save it without one.',
    });
  }
  return new GlossatorError('file-format-unknown', 'It is an office document of before 2007.', {
    remedy: 'Open it in its own program and save it as .docx or .odt.',
  });
}
