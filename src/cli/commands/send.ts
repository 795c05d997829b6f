import { readFileSync } from 'node:fs';
import { GlossatorError } from '../../core/errors.ts';
import { receive, returnMyWork, send } from '../../workbench/exchange/exchange.ts';
import { filterOf } from '../../workbench/export/choose.ts';
import { withProject } from '../../workbench/project-file.ts';
import { type CommandContext, numbered, type Outcome } from '../outcome.ts';

/** The passphrase in a file: its first line, so that it is neither in the list of processes nor in a shell's history. */
export function passphraseIn(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new GlossatorError('file-missing', 'The file with the passphrase cannot be read.', {
      place: { path: file },
      cause,
    });
  }
  const passphrase = text.split(/\r?\n/, 1)[0] ?? '';
  if (passphrase !== '') return passphrase;
  throw new GlossatorError('file-empty', 'The first line of the file with the passphrase is empty.', {
    place: { path: file },
  });
}

interface SendWishes {
  readonly out: string;
  readonly document?: readonly string[];
  readonly withoutMine?: boolean;
  readonly freezeCodebook?: boolean;
  readonly passphraseFile?: string;
}

/** `send P.gloss --out F` */
export function sendTo(
  path: string,
  { out, document, withoutMine, freezeCodebook, passphraseFile }: SendWishes,
  { warn, signal, onProgress }: CommandContext,
): Promise<Outcome> {
  const passphrase = passphraseIn(passphraseFile);
  return withProject(path, warn, async (session) => {
    const { documentIds } = document ? filterOf(session.store.read, { documents: document }) : {};
    const request = { path: out, documentIds, withoutMine, frozen: freezeCodebook, passphrase };
    const written = await send(session, request, { signal, onProgress });
    return { json: written, text: `Wrote ${out}.\n`, failed: false };
  });
}

/** `return P.gloss --out F` */
export function returnFrom(
  path: string,
  out: string,
  passphraseFile: string | undefined,
  { warn }: CommandContext,
): Promise<Outcome> {
  const passphrase = passphraseIn(passphraseFile);
  return withProject(path, warn, async (session) => {
    const written = await returnMyWork(session, { path: out, passphrase });
    const text = `Wrote ${numbered(written.actions, 'action', 'actions')} to ${out}.\n`;
    return { json: written, text, failed: false };
  });
}

/** `receive F P.gloss` */
export async function receiveFile(
  file: string,
  target: string,
  passphraseFile: string | undefined,
): Promise<Outcome> {
  await receive(file, target, passphraseIn(passphraseFile));
  return { json: { path: target }, text: `Made ${target}.\n`, failed: false };
}
