import { extensionOf } from '../reader.ts';

/** What a zip archive holds, by its first entries; null where it is none. */
export type ArchiveKind = 'docx' | 'odt' | 'epub' | 'xlsx' | 'pptx' | 'zip';

/** Media types as the first entry `mimetype` of OpenDocument and EPUB says them, stored unpacked. */
const MIMETYPES: readonly (readonly [RegExp, ArchiveKind])[] = [
  [/^application\/epub\+zip/, 'epub'],
  [/^application\/vnd\.oasis\.opendocument\.text/, 'odt'],
];

const LOCAL_HEADER = 'PK\u0003\u0004';

/** @param head the file’s first bytes, up to 64 kB */
export function archiveKind(head: Uint8Array): ArchiveKind | null {
  const start = Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1');
  if (!start.startsWith(LOCAL_HEADER) && !start.startsWith('PK\u0005\u0006')) return null;
  const mimetype = start.slice(30, 38) === 'mimetype' ? start.slice(38, 118) : undefined;
  if (mimetype !== undefined) {
    for (const [pattern, kind] of MIMETYPES) if (pattern.test(mimetype)) return kind;
  }
  for (const name of namesIn(start)) {
    if (name.startsWith('word/')) return 'docx';
    if (name.startsWith('xl/')) return 'xlsx';
    if (name.startsWith('ppt/')) return 'pptx';
    if (name === 'META-INF/container.xml') return 'epub';
  }
  return 'zip';
}

/** The names in the local headers that stand in the beginning (APPNOTE.TXT 4.3.7). */
function* namesIn(start: string): Generator<string> {
  for (let index = 0; index >= 0; index = start.indexOf(LOCAL_HEADER, index + 4)) {
    const length = start.charCodeAt(index + 26) + start.charCodeAt(index + 27) * 256;
    yield start.slice(index + 30, index + 30 + length);
  }
}

/** How surely a file is a document of this kind. One whose name says so but whose bytes are no archive may be text. */
export function officeCertainty(
  kind: ArchiveKind,
  extensions: readonly string[],
  head: Uint8Array,
  fileName: string,
): number {
  const found = archiveKind(head);
  const named = extensions.includes(extensionOf(fileName));
  if (found === kind) return 0.97;
  if (found === 'zip') return named ? 0.96 : 0;
  if (found !== null) return 0;
  return named ? 0.6 : 0;
}
