import { basename } from 'node:path';
import type { GivenMetadata } from '../../contract/procedures.ts';
import type { DocumentMetadata } from '../../core/project/records.ts';
import { applyCuts } from '../../core/text/cuts.ts';
import type { ParsedDocument, ProposedCut } from '../../core/text/parsed.ts';
import type { StructuredText } from '../../core/text/structure.ts';
import type { Part } from '../../formats/documents/containers/index.ts';
import { textHash } from '../../store/index.ts';
import { documentBytes, sourceInArchive } from './archives.ts';
import type { UsualCuts } from './cut-habits.ts';
import type { ImportFile } from './find-files.ts';
import { readIsolated } from './isolation/read-isolated.ts';

/** A document's file as it would be imported. */
export interface DocumentFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly parsed: ParsedDocument;
  /** whether each of the parsed document's cuts is carried out */
  readonly chosen: readonly boolean[];
  /** whether some of that is because it was chosen the last time for pages of its source */
  readonly asUsual: boolean;
  /** with the chosen cuts carried out */
  readonly structured: StructuredText;
  /** of the structured text */
  readonly sha256: string;
  /** what the file says of itself, and over it what the user said */
  readonly metadata: DocumentMetadata;
}

function isChosen(
  cut: ProposedCut,
  wanted: readonly string[] | undefined,
  usual: UsualCuts | undefined,
): boolean {
  return wanted ? wanted.includes(cut.reason) : (usual?.get(cut.reason) ?? cut.selected);
}

function withWishes(
  metadata: DocumentMetadata,
  { metadata: wishes, given, named }: Omit<ImportFile, 'path'>,
): DocumentMetadata {
  const said = Object.fromEntries(Object.entries(wishes ?? {}).filter(([, value]) => value !== undefined));
  return {
    ...metadata,
    ...named?.metadata,
    ...given?.metadata,
    fields: { ...metadata.fields, ...named?.fields, ...given?.fields },
    ...said,
  };
}

/**
 * Reads and parses a document's file, in a thread of its own where it needs one; with its bytes where they are at hand.
 * Raises what its reader raises, what the file system does, and `cancelled`.
 */
export async function readDocumentFile(
  file: ImportFile,
  signal?: AbortSignal,
  bytes?: Uint8Array,
): Promise<DocumentFile> {
  const read = await readDocumentBytes(
    bytes ?? (await documentBytes(file.path)),
    basename(file.path),
    file,
    signal,
  );
  return { ...read, metadata: await withSource(read.metadata, file) };
}

/** A document that says nothing of where it came from: then it is the archive that it was in, if it was in one. */
async function withSource(read: DocumentMetadata, { path, metadata }: ImportFile): Promise<DocumentMetadata> {
  return { ...read, source: read.source || (metadata?.source ?? (await sourceInArchive(path))) };
}

/** As `readDocumentFile`, of bytes that are at hand. */
export async function readDocumentBytes(
  bytes: Uint8Array,
  fileName: string,
  file: Omit<ImportFile, 'path'>,
  signal?: AbortSignal,
): Promise<DocumentFile> {
  const request = {
    bytes,
    fileName,
    ...(file.encoding === undefined ? {} : { encoding: file.encoding }),
    ...(file.format === undefined ? {} : { format: file.format }),
  };
  const parsed = await readIsolated(request, signal);
  const usual = file.cut ? undefined : file.habits?.usual(parsed.metadata);
  const chosen = parsed.cuts.map((cut) => isChosen(cut, file.cut, usual));
  const structured = applyCuts(
    parsed,
    parsed.cuts.filter((_, index) => chosen[index]),
  );
  return {
    fileName,
    bytes,
    parsed,
    chosen,
    asUsual: parsed.cuts.some(({ reason }) => usual?.has(reason)),
    structured,
    sha256: textHash(structured, bytes, parsed.verbatim && structured.text === parsed.text),
    metadata: withWishes(parsed.metadata, file),
  };
}

/** One of the documents that a file holds, as its own file would be: it is called after the file and its place in it. */
export async function readDocumentPart(
  file: ImportFile,
  part: Part,
  signal?: AbortSignal,
): Promise<DocumentFile> {
  const { path } = file;
  const { name, bytes, format, fileName = basename(path), whole, cameWith } = part;
  const wishes = { ...wishesOfPart(file, part), ...(format === undefined ? {} : { format }) };
  const read = await readDocumentBytes(bytes, fileName, wishes, signal);
  const stated = whole || cameWith ? read.metadata : filledFrom(file.named, read.metadata);
  const metadata = cameWith
    ? {
        ...stated,
        source: stated.source || cameWith.source,
        fields: { ...stated.fields, ...cameWith.fields },
      }
    : stated;
  return {
    ...read,
    fileName: whole ? basename(path) : `${basename(path)}, ${name}`,
    metadata: await withSource(metadata, { path, ...wishes }),
  };
}

/** What is wished of a file holds for what came with it only where it is about how to read. */
function wishesOfPart(
  { cut, habits, metadata, given, named }: ImportFile,
  { whole, cameWith }: Part,
): Omit<ImportFile, 'path'> {
  const reading = {
    ...(cut === undefined ? {} : { cut }),
    ...(habits === undefined ? {} : { habits }),
  };
  if (cameWith) return reading;
  return {
    ...reading,
    ...(metadata === undefined ? {} : { metadata }),
    ...(given === undefined ? {} : { given: whole ? given : withoutTitle(given) }),
    ...(whole && named ? { named } : {}),
  };
}

/** The name of a file of many documents says of each what the document itself does not. */
function filledFrom(named: GivenMetadata | undefined, metadata: DocumentMetadata): DocumentMetadata {
  if (!named) return metadata;
  const stated = Object.entries(metadata).filter(([, value]) => value !== '');
  return {
    ...metadata,
    ...named.metadata,
    ...Object.fromEntries(stated),
    fields: { ...named.fields, ...metadata.fields },
  };
}

/** The documents of a file have titles of their own. */
function withoutTitle({ metadata: { title: _, ...metadata }, fields }: GivenMetadata): GivenMetadata {
  return { metadata, fields };
}
