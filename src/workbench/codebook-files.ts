import type { OutputOf } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import { GlossatorError } from '../core/errors.ts';
import type { Session } from './session.ts';

function later(): never {
  throw new GlossatorError('codebook-unreadable', 'Codebooks in files cannot be read or written yet.');
}

export async function exportCodebook(
  _: Session,
  __: ParsedInput<'codes.exportFile'>,
): Promise<OutputOf<'codes.exportFile'>> {
  return later();
}

export async function previewCodebook(
  _: Session,
  __: ParsedInput<'codes.previewFile'>,
): Promise<OutputOf<'codes.previewFile'>> {
  return later();
}

export async function importCodebook(
  _: Session,
  __: ParsedInput<'codes.importFile'>,
): Promise<OutputOf<'codes.importFile'>> {
  return later();
}
