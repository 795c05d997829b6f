import { childNamed, textOf, type XmlElement } from '../../xml/tree.ts';
import { decodeText, wholeBytes } from '../foreign/decode.ts';
import type { Bundle } from '../foreign/types.ts';

/** A text of a project and the bytes that it came from. */
export interface Payload {
  readonly text: string;
  readonly bytes: Uint8Array;
}

function baseName(path: string): string {
  return path.split('/').at(-1)?.toLowerCase() ?? '';
}

/** The texts beside the project's XML: in its `Sources` folder, whose name and files' names differ in case from program to program. */
export class Payloads {
  readonly #files: ReadonlyMap<string, Bundle['files'][number]>;

  constructor(bundle: Bundle) {
    this.#files = new Map(bundle.files.map((file) => [baseName(file.path), file]));
  }

  /**
   * The text that an element has in itself or says the place of; null where it is not there, as where it lies on the disk of
   * whoever made the file. Raises `encoding-mismatch`, `file-too-large`.
   */
  async of(element: XmlElement): Promise<Payload | null> {
    const content = childNamed(element, 'PlainTextContent');
    if (content) {
      const text = textOf(content);
      return { text, bytes: new TextEncoder().encode(text) };
    }
    const path = element.attributes.plainTextPath;
    if (path === undefined) return null;
    const file = this.#files.get(baseName(path.replace(/^[a-z]+:\/{2,3}/i, '')));
    if (!file) return null;
    const bytes = await wholeBytes(file);
    return { text: decodeText(bytes, file.path), bytes };
  }
}
