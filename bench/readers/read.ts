import type { ParsedDocument } from '../../src/core/text/parsed.ts';
import { containerFor } from '../../src/formats/documents/containers/index.ts';
import type { ReaderInput } from '../../src/formats/documents/index.ts';
import { wordsIn } from './files/inline.ts';

type Read = (input: ReaderInput & { readonly format?: string }) => Promise<ParsedDocument>;

/** Bytes of a file that an import reads at a time. */
const PIECE = 262_144;

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

/**
 * Reads a file as an import does, each document of a table or mailbox too, and hands each to `use`.
 * @throws Error where a row or message cannot be read
 */
export async function readWhole(
  { bytes, fileName }: ReaderInput,
  read: Read,
  use: (document: ParsedDocument) => void,
): Promise<void> {
  const container = containerFor(bytes.subarray(0, 65_536), fileName);
  if (!container) {
    use(await read({ bytes, fileName }));
    return;
  }
  const whole = (format: string) => read({ bytes, fileName, format });
  for await (const part of container.parts({ pieces: () => piecesOf(bytes), fileName, whole })) {
    if ('problem' in part) throw new Error(`${part.name}: ${part.problem.message}`);
    const { format } = part;
    use(await read({ bytes: part.bytes, fileName, ...(format === undefined ? {} : { format }) }));
  }
}

/** The words of all documents of a file. */
export async function wordsRead(file: ReaderInput, read: Read): Promise<number> {
  let words = 0;
  await readWhole(file, read, ({ text }) => {
    words += wordsIn(text);
  });
  return words;
}
