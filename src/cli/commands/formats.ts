import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GlossatorError } from '../../core/errors.ts';
import { listFormats as formatsOf, runExport } from '../../workbench/export/index.ts';
import { runImport } from '../../workbench/import/index.ts';
import { withNewProject } from '../../workbench/project-file.ts';
import type { CommandContext, Outcome } from '../outcome.ts';
import { exportText, formatKnown, type WrittenOptions } from './exchange.ts';

/** `formats` */
export function listFormats(): Outcome {
  const formats = formatsOf();
  const width = Math.max(...formats.map(({ format }) => format.length));
  const lines = formats.map(({ format, title, reads, writes, unit, holds }) => {
    const does = [reads ? 'reads' : '', writes ? 'writes' : ''].filter(Boolean).join(', ');
    const offsets = unit === 'none' ? '' : `, offsets: ${unit}`;
    return `${format.padEnd(width)}  ${title} (${does}${offsets}): ${holds.join(', ')}`;
  });
  return { json: { formats }, text: `${lines.join('\n')}\n`, failed: false };
}

/**
 * `convert IN OUT --from F --to F`: through a project of its own in a temporary folder, so that memory does not grow with the set and everything is checked as in
 * an import.
 */
export async function convert(
  from: string,
  to: string,
  wishes: { readonly from?: string; readonly to: string; readonly options: WrittenOptions },
  { warn, signal, onProgress, printer }: CommandContext,
): Promise<Outcome> {
  formatKnown(wishes.to);
  const folder = await mkdtemp(join(tmpdir(), 'glossator-convert-'));
  try {
    return await withNewProject(join(folder, 'convert.gloss'), 'convert', warn, async (session) => {
      const file = { path: from, ...(wishes.from === undefined ? {} : { format: wishes.from }) };
      const read = await runImport(session, [file], { signal, onProgress });
      const [first] = read.errors;
      if (read.cancelled) throw new GlossatorError('cancelled', 'Cancelled; nothing was written.');
      if (read.documents.length === 0) {
        const { code = 'file-format-unknown', message = 'There is no annotated set in it.' } = first ?? {};
        throw new GlossatorError(code as GlossatorError['code'], message, { place: { path: from } });
      }
      const settings = { format: wishes.to, options: wishes.options };
      const written = await runExport(session, settings, to, { signal, onProgress, printer });
      const { errors, warnings } = read;
      const told = [...errors, ...warnings].map(({ message }) => `  ${message}\n`).join('');
      return {
        json: { ...written, documents: read.documents.length, errors, warnings },
        text: `${exportText(written)}${told === '' ? '' : `Told of ${from}:\n${told}`}`,
        failed: errors.length > 0,
      };
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
