import type { Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { GivenMetadata } from '../../contract/procedures.ts';
import type { CodeKind } from '../../core/codebook/code.ts';
import { type ErrorCode, type ErrorValue, GlossatorError, toErrorValue } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { ColumnMapping } from '../../formats/documents/containers/index.ts';
import type { CutHabits } from './cut-habits.ts';

/** What is to become of a label of a foreign set. */
export interface LabelWish {
  readonly kind: CodeKind;
  /** names from the top down, as in the file */
  readonly label: readonly string[];
  /** the id of a code, or the path of one that is there or is to be made; null: what bears the label is left out */
  readonly code: Id | readonly string[] | null;
}

export interface TextWish {
  /** its address, as the set has it */
  readonly source: string;
  readonly documentId: Id | null;
}

/** What an import is pointed at: a file or a folder, and what the user has decided about it. */
export interface ImportFile {
  readonly path: string;
  readonly format?: string;
  readonly encoding?: string;
  /** reasons whose proposed cuts are carried out; absent: those proposed as selected */
  readonly cut?: readonly string[];
  /** whether what `cut` says is proposed again for pages of the same source */
  readonly rememberCuts?: boolean;
  /** what was chosen for pages of the same source before; it counts where `cut` says nothing */
  readonly habits?: CutHabits;
  readonly metadata?: Readonly<
    Partial<Record<'title' | 'source' | 'author' | 'date' | 'language', string | undefined>>
  >;
  /** what a table of metadata says of it: it goes before what the file says of itself, and behind `metadata` */
  readonly given?: GivenMetadata;
  /** what its name says: it goes before what the file says of itself, and behind `given` */
  readonly named?: GivenMetadata;
  /** what labels of a foreign set become here; the others: a code of their own path, made where it is new */
  readonly labels?: readonly LabelWish[];
  /** of mails and mailboxes: what is attached becomes documents too */
  readonly attachments?: boolean;
  /** the documents that texts are which do not come with a set; null: what is on them is left out */
  readonly texts?: readonly TextWish[];
  /** import it although the same text is there already */
  readonly evenIfDuplicate?: boolean;
  /** of a table: which columns hold what */
  readonly columns?: ColumnMapping;
  /** names of the parts of a file of many documents that are not imported */
  readonly leaveOut?: readonly string[];
}

export type Found =
  | { readonly kind: 'file'; readonly file: ImportFile; readonly bytes: number }
  /** left out by rule; told, so that nobody misses it */
  | { readonly kind: 'skipped'; readonly path: string; readonly reason: string }
  | { readonly kind: 'error'; readonly path: string; readonly error: ErrorValue };

/** Names that operating systems and programs leave in folders. */
const LITTER = /^(?:thumbs\.db|desktop\.ini|\$recycle\.bin|system volume information|__macosx|~\$.*)$/i;

const MAX_DEPTH = 100;

const UNREADABLE: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  ENOENT: ['file-missing', 'There is no such file.'],
  ENOTDIR: ['file-missing', 'There is no such file.'],
  EACCES: ['no-permission', 'You may not read this file.'],
  EPERM: ['no-permission', 'You may not read this file.'],
  ELOOP: ['file-unreadable', 'The symbolic links lead in a circle.'],
};

/** What reading a file threw, as a value: also a fault of the program, which must not stop the other files. */
export function fileError(thrown: unknown, path: string): ErrorValue {
  const system = thrown instanceof Error ? (thrown as NodeJS.ErrnoException).code : undefined;
  if (thrown instanceof GlossatorError || system === undefined)
    return { place: { path }, ...toErrorValue(thrown) };
  const [code, message] = UNREADABLE[system] ?? ['file-unreadable', `It cannot be read (${system}).`];
  return { code, message, place: { path } };
}

/** Why a file of this name is left out by rule; null where it is not. */
export function skipReason(name: string, siblings: ReadonlySet<string>): string | null {
  if (name.startsWith('.')) return 'Hidden files are not imported.';
  if (LITTER.test(name)) return 'The operating system or another program left it here.';
  const page = /^(.+)[_.-](?:files|Dateien|fichiers)$/i.exec(name)?.[1];
  if (page !== undefined && ['.html', '.htm', '.xhtml'].some((ending) => siblings.has(page + ending))) {
    return `It holds the parts of the saved page ‘${page}’.`;
  }
  return null;
}

async function* inFolder(file: ImportFile, visited: Set<string>, depth: number): AsyncGenerator<Found> {
  const real = await realpath(file.path);
  if (visited.has(real)) {
    yield { kind: 'skipped', path: file.path, reason: 'This folder has been gone through already.' };
    return;
  }
  if (depth > MAX_DEPTH) {
    const message = `Folders are more than ${MAX_DEPTH} deep here.`;
    yield { kind: 'error', path: file.path, error: { code: 'structure-too-deep', message } };
    return;
  }
  visited.add(real);
  const names = (await readdir(file.path)).sort();
  const siblings = new Set(names);
  for (const name of names) {
    const path = join(file.path, name);
    const reason = skipReason(name, siblings);
    if (reason === null) yield* foundAt({ ...file, path }, visited, depth + 1);
    else yield { kind: 'skipped', path, reason };
  }
}

async function* foundAt(file: ImportFile, visited: Set<string>, depth: number): AsyncGenerator<Found> {
  const { path } = file;
  try {
    const found: Stats = await stat(path);
    if (found.isDirectory()) yield* inFolder(file, visited, depth);
    else if (found.isFile()) yield { kind: 'file', file, bytes: found.size };
    else {
      const message = 'It is a device or a pipe, not a file.';
      yield { kind: 'error', path, error: { code: 'file-unreadable', message } };
    }
  } catch (thrown) {
    yield { kind: 'error', path, error: fileError(thrown, path) };
  }
}

function emptyFolder(path: string): ErrorValue {
  const ending = extname(path);
  const message = ending
    ? `It is a folder, though its name ends in ‘${ending}’, and there is nothing to import in it.`
    : 'There is nothing to import in this folder.';
  return { code: 'file-is-directory', message, remedy: 'Choose a file, or a folder that holds some.' };
}

/**
 * The files that an import is pointed at, folders gone through, in the order of their names. A folder is gone through
 * once, however many links lead to it. A folder in which there is no file yields `file-is-directory`.
 */
export async function* findFiles(files: readonly ImportFile[]): AsyncGenerator<Found> {
  const visited = new Set<string>();
  for (const file of files) {
    let any = false;
    for await (const found of foundAt(file, visited, 0)) {
      // The folder itself is only skipped where it has been gone through before.
      if (found.kind !== 'skipped' || found.path === file.path) any = true;
      yield found;
    }
    if (!any) yield { kind: 'error', path: file.path, error: emptyFolder(file.path) };
  }
}
