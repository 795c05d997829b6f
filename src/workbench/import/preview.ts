import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import {
  type ImportCandidate,
  PREVIEW_BLOCKS,
  PREVIEW_DOCUMENTS,
  type PreviewBlock,
  type PreviewCut,
} from '../../contract/procedures.ts';
import type { ErrorValue, Warning } from '../../core/errors.ts';
import type { ParsedDocument, ProposedCut } from '../../core/text/parsed.ts';
import type { Block, StructuredText } from '../../core/text/structure.ts';
import { type DocumentContainer, mailContainer } from '../../formats/documents/containers/index.ts';
import { type JobContext, stopIfCancelled } from '../job.ts';
import type { Session } from '../session.ts';
import { documentBytes } from './archives.ts';
import { CutHabits, sourceOfPage } from './cut-habits.ts';
import { type DocumentFile, readDocumentFile } from './document-file.ts';
import { fileError, type ImportFile } from './find-files.ts';
import type { FoundSet } from './found-set.ts';
import { ImportPace } from './pace.ts';
import { previewParts } from './parts.ts';
import { documentsWithText, documentWithBytes } from './same-text.ts';
import { previewSet } from './set-preview.ts';
import { type SurveyedFile, survey } from './survey.ts';

/** UTF-16 code units of a cut that are shown. */
const SAMPLE_LENGTH = 200;

function emptyCandidate(path: string, bytes: number, error: ErrorValue | null): ImportCandidate {
  return {
    path,
    fileName: basename(path),
    format: null,
    bytes,
    encoding: null,
    metadata: null,
    length: 0,
    preview: [],
    cuts: [],
    cutSource: null,
    cutsAsUsual: false,
    duplicateOf: null,
    warnings: [],
    set: null,
    parts: null,
    unread: false,
    error,
  };
}

export function previewBlocks({
  text,
  blocks,
  cuts,
}: StructuredText & Pick<ParsedDocument, 'cuts'>): readonly PreviewBlock[] {
  const isCut = (block: Block, cut: ProposedCut): boolean => cut.start <= block.start && block.end <= cut.end;
  return blocks.slice(0, PREVIEW_BLOCKS).map((block) => {
    const cut = cuts.findIndex((candidate) => isCut(block, candidate));
    return {
      kind: block.kind,
      level: block.level ?? 0,
      text: text.slice(block.start, block.end),
      cut: cut < 0 ? null : cut,
    };
  });
}

export function previewCuts({ parsed, chosen }: DocumentFile): readonly PreviewCut[] {
  const { text, blocks, cuts } = parsed;
  return cuts.map((cut, index) => ({
    reason: cut.reason,
    blocks: blocks.filter((block) => cut.start <= block.start && block.end <= cut.end).length,
    length: cut.end - cut.start,
    sample: text.slice(cut.start, Math.min(cut.end, cut.start + SAMPLE_LENGTH)).toWellFormed(),
    selected: chosen[index] ?? false,
  }));
}

/** The texts seen in this preview, by hash: which file had each first. */
type SeenTexts = Map<string, string>;

function twinWarning(read: DocumentFile, path: string, seen: SeenTexts): readonly Warning[] {
  const first = seen.get(read.sha256);
  if (first === undefined) seen.set(read.sha256, path);
  else if (first !== path) {
    return [{ code: 'document-duplicate', message: `It has the same text as ‘${first}’.`, place: { path } }];
  }
  return [];
}

async function documentCandidate(
  { store }: Session,
  { file, bytes }: SurveyedFile,
  seen: SeenTexts,
  signal: AbortSignal,
): Promise<ImportCandidate> {
  const read = await readDocumentFile(file, signal);
  const { parsed, metadata, structured, sha256 } = read;
  const there = documentsWithText(store.read, sha256, structured.text)[0];
  return {
    ...emptyCandidate(file.path, bytes, null),
    format: parsed.format,
    encoding: parsed.encoding,
    metadata,
    length: structured.text.length,
    preview: previewBlocks(parsed),
    cuts: previewCuts(read),
    cutSource: parsed.cuts.length > 0 ? sourceOfPage(parsed.metadata) : null,
    cutsAsUsual: read.asUsual,
    duplicateOf: there ? { id: there.id, title: there.title } : null,
    warnings: [...parsed.warnings, ...twinWarning(read, file.path, seen)],
  };
}

/**
 * A document of very many: only whether its bytes are here is looked at. It is read when it is shown, by a preview of its
 * own, and when it is imported.
 */
async function unreadCandidate({ store }: Session, { file, bytes }: SurveyedFile): Promise<ImportCandidate> {
  const mayBeHere = store.read.counts().documents > 0;
  const there = mayBeHere ? documentWithBytes(store.read, file, await documentBytes(file.path)) : undefined;
  return {
    ...emptyCandidate(file.path, bytes, null),
    duplicateOf: there ? { id: there.id, title: there.title } : null,
    unread: true,
  };
}

async function setCandidate(
  session: Session,
  { file, bytes }: SurveyedFile,
  found: FoundSet,
  onRead: (bytes: number) => void,
): Promise<ImportCandidate> {
  const { set, length, titles, warnings } = await previewSet(session, found, onRead);
  const documents = set.counts.find(({ what }) => what === 'Documents')?.count ?? 0;
  const items = documents > titles.length ? [...titles, `and ${documents - titles.length} more`] : titles;
  const lines = [
    { kind: 'heading', text: documents === 0 ? 'It holds no documents' : 'The documents of the set' },
    ...items.map((text) => ({ kind: 'list-item', text })),
  ];
  return {
    ...emptyCandidate(file.path, bytes, null),
    format: found.format,
    length,
    preview: lines.map(({ kind, text }) => ({ kind, level: 1, text, cut: null })),
    set,
    warnings,
  };
}

async function partsCandidate(
  { file, bytes }: SurveyedFile,
  container: DocumentContainer,
  signal: AbortSignal,
  follow: (bytes: number) => void,
): Promise<ImportCandidate> {
  const { parts, encoding, first, length } = await previewParts(
    file,
    { container, bytes },
    { signal, follow },
  );
  return {
    ...emptyCandidate(file.path, bytes, null),
    format: container.id,
    encoding,
    length,
    preview: first ? previewBlocks(first.parsed) : [],
    // A mail is shown as one is, though more comes with it.
    ...(container === mailContainer && first ? { metadata: first.metadata, cuts: previewCuts(first) } : {}),
    parts,
  };
}

/**
 * What an import would bring, file by file, folders gone through; writes nothing. Of more than PREVIEW_DOCUMENTS documents the
 * others are not read yet. A file that cannot be imported is a
 * candidate with an error; what is left out by rule (hidden files …) is none. Raises `cancelled`.
 */
export async function previewImport(
  session: Session,
  files: readonly ImportFile[],
  context: JobContext,
): Promise<{ readonly candidates: readonly ImportCandidate[] }> {
  const habits = new CutHabits(session.store);
  const found = await survey(
    files.map((file) => ({ ...file, habits })),
    context,
  );
  const total = found.files.reduce((sum, { bytes }) => sum + bytes, 0);
  const pace = new ImportPace({ files: found.files.length, bytes: total }, context, 'preview');
  const seen: SeenTexts = new Map();
  const candidates: ImportCandidate[] = [];
  let documents = 0;
  for (const surveyed of found.files) {
    const { file, bytes, set, container } = surveyed;
    const followFile = (read: number): void => pace.follow(read, file.path);
    pace.follow(0, file.path);
    try {
      if (set) candidates.push(await setCandidate(session, surveyed, set, followFile));
      else if (container) {
        candidates.push(await partsCandidate(surveyed, container, context.signal, followFile));
      } else if (documents < PREVIEW_DOCUMENTS) {
        documents += 1;
        candidates.push(await documentCandidate(session, surveyed, seen, context.signal));
      } else candidates.push(await unreadCandidate(session, surveyed));
    } catch (thrown) {
      stopIfCancelled(context.signal, 'The preview was cancelled.');
      candidates.push(emptyCandidate(file.path, bytes, fileError(thrown, file.path)));
    }
    if (!set && !container) pace.follow(bytes, file.path);
    pace.fileDone();
    await setImmediate();
  }
  for (const { path, error } of found.errors) candidates.push(emptyCandidate(path, 0, error));
  return { candidates };
}
