import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { CodebookPreview, OutputOf } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import { codesInTreeOrder } from '../core/codebook/tree.ts';
import { GlossatorError } from '../core/errors.ts';
import type { Id } from '../core/ids.ts';
import {
  type CodebookFormat,
  isWorkbook,
  type ReadCodebook,
  readCodebook,
  workbookAsCsv,
  writeCodebook,
} from '../formats/codebooks/index.ts';
import { withoutCount } from './codebook.ts';
import { CodebookIntake } from './codebook-intake.ts';
import { draftOf } from './draft.ts';
import { refuseOwnFile } from './export/index.ts';
import { writeWholeFile } from './export/whole-file.ts';
import { fileError } from './import/find-files.ts';
import type { Session } from './session.ts';
import { APP_VERSION } from './version.ts';

export { CODEBOOK_FORMATS, type CodebookFormat } from '../formats/codebooks/index.ts';

/** Writes the codebook into a file, whole or not at all. Raises `disk-full`, `no-permission`, `file-missing`, `file-is-directory`, `invalid-input`. */
export async function exportCodebook(
  { store }: Session,
  { format, path }: ParsedInput<'codes.exportFile'>,
): Promise<OutputOf<'codes.exportFile'>> {
  await refuseOwnFile(store.path, path);
  const codes = codesInTreeOrder(store.read.codes()).map((node) => {
    const { createdAt: _, updatedAt: __, deleted: ___, ...code } = withoutCount(node.code);
    return code;
  });
  const written = writeCodebook(format, codes, `Glossator ${APP_VERSION}`);
  await writeWholeFile(path, [written.bytes], () => undefined);
  return { codes: written.codes, lost: written.lost };
}

async function readFrom(path: string, format: CodebookFormat | undefined): Promise<ReadCodebook> {
  const bytes = await readFile(path).catch((thrown: unknown) => {
    throw GlossatorError.fromValue(fileError(thrown, path));
  });
  if ((format ?? 'csv') === 'csv' && isWorkbook(bytes))
    return readCodebook(await workbookAsCsv(bytes), 'csv');
  return readCodebook(bytes, format);
}

/** Thrown to roll back what was only to be seen. */
class Rehearsal extends Error {}

/**
 * What a codebook in a file would change; writes nothing. Raises `codebook-unreadable`, `format-version-unknown`, `file-too-large`,
 * `file-missing`, `no-permission`.
 */
export async function previewCodebook(
  session: Session,
  { path, format }: ParsedInput<'codes.previewFile'>,
): Promise<CodebookPreview> {
  const codebook = await readFrom(path, format);
  const intake = new CodebookIntake(codebook);
  try {
    session.store.transact(draftOf(session, 'import-codebook', basename(path), undefined), (tx) => {
      intake.takeIn(tx);
      throw new Rehearsal();
    });
  } catch (thrown) {
    if (!(thrown instanceof Rehearsal)) throw thrown;
  }
  const byId = new Map(codebook.codes.map((code) => [code.id, code]));
  const pathOf = (id: Id | null): readonly string[] => {
    const code = id === null ? undefined : byId.get(id);
    return code ? [...pathOf(code.parentId), code.name] : [];
  };
  return {
    format: codebook.format,
    codes: codebook.codes.map((code) => ({
      path: pathOf(code.id),
      kind: code.kind,
      description: code.description,
      effect: intake.effectOn(code.id),
    })),
    warnings: [...codebook.warnings, ...intake.warnings],
  };
}

/** Takes a codebook in, in one action. Raises what `previewCodebook` raises. */
export async function importCodebook(
  session: Session,
  { path, format }: ParsedInput<'codes.importFile'>,
): Promise<OutputOf<'codes.importFile'>> {
  const codebook = await readFrom(path, format);
  const intake = new CodebookIntake(codebook);
  const draft = draftOf(session, 'import-codebook', basename(path), undefined);
  const { commit } = session.store.transact(draft, (tx) => intake.takeIn(tx));
  const effects = codebook.codes.map(({ id }) => intake.effectOn(id));
  return {
    commit,
    made: effects.filter((effect) => effect === 'new').length,
    changed: effects.filter((effect) => effect === 'differs').length,
    warnings: [...codebook.warnings, ...intake.warnings],
  };
}
