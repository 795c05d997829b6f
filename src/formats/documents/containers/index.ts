import { GlossatorError } from '../../../core/errors.ts';
import { binaryKind } from '../encoding/binary.ts';
import type { DocumentContainer } from './container.ts';
import { csvContainer, tsvContainer } from './csv.ts';
import { jsonContainer, jsonlContainer } from './json-rows.ts';
import { mboxContainer } from './mbox.ts';
import { xlsxContainer } from './xlsx.ts';

export { type ColumnMapping, mappingInWords } from './columns.ts';
export type { ContainerInput, DocumentContainer, Part, PartProblem } from './container.ts';
export { mailContainer } from './mail.ts';
export { tableOfMetadata } from './metadata-rows.ts';
export type { TableRow } from './table.ts';

/** All kinds of files that hold many documents. A new one is one more line here. */
const documentContainers: readonly DocumentContainer[] = [
  mboxContainer,
  csvContainer,
  tsvContainer,
  jsonlContainer,
  jsonContainer,
  xlsxContainer,
];

/** From here on a file is taken for what its content or name says. */
const LIKELY = 0.5;

/**
 * The kind of container that a file is, by the format chosen, else by its beginning and name; null where it is one document.
 * @param head the file’s first bytes, some kilobytes
 */
export function containerFor(head: Uint8Array, fileName: string, format?: string): DocumentContainer | null {
  if (format !== undefined) return documentContainers.find(({ id }) => id === format) ?? null;
  let best: DocumentContainer | null = null;
  let surest = LIKELY;
  for (const container of documentContainers) {
    const certainty = container.recognise(head, fileName);
    if (certainty > surest) {
      best = container;
      surest = certainty;
    }
  }
  return best;
}

/**
 * Refuses by its beginning a file that is no container of this kind.
 * @param size length of the whole file in bytes
 * @throws GlossatorError file-empty, file-binary, file-too-large
 */
export function refuseContainer(
  container: DocumentContainer,
  head: Uint8Array,
  size: number,
  fileName: string,
): void {
  const place = { path: fileName };
  if (size === 0) throw new GlossatorError('file-empty', 'The file is empty.', { place });
  const what = container.binary ? null : binaryKind(head);
  if (what) throw new GlossatorError('file-binary', `The file is ${what}, not a text.`, { place });
  if (size <= container.maxBytes) return;
  const megabytes = (bytes: number): string => Math.ceil(bytes / 1_048_576).toLocaleString('en');
  throw new GlossatorError(
    'file-too-large',
    `The file has ${megabytes(size)} MB; as ${container.title} at most ${megabytes(container.maxBytes)} MB are read.`,
    { place, remedy: 'Divide it into several files.' },
  );
}
