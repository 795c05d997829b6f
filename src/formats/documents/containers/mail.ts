import { emlReader } from '../eml/reader.ts';
import type { DocumentContainer } from './container.ts';

/** A message that is read with what is attached to it: as a container it holds itself, and whoever divides it adds the rest. */
export const mailContainer: DocumentContainer = {
  id: 'mail',
  title: 'Mail message with attachments',
  extensions: emlReader.extensions,
  maxBytes: emlReader.maxBytes,
  // Chosen where attachments are wanted, never by what a file looks like.
  recognise: () => 0,
  async *parts({ pieces }) {
    const read: Uint8Array[] = [];
    for await (const piece of pieces()) read.push(piece);
    yield { name: 'message', bytes: Buffer.concat(read), format: emlReader.id, whole: true };
  },
};
