import { useQuery } from '@tanstack/react-query';
import type { OpenedDocument } from '../../contract/procedures.ts';
import { editableParagraphs } from '../../core/text/edited.ts';
import type { Block, TextChunk } from '../../core/text/structure.ts';
import { useWorkspace } from '../session/session-context.ts';
import type { EditableParagraph } from './text-editor.ts';

/** Chunks that are edited at a time: a part that an editor holds with ease. */
const PART = 8;

export interface EditablePart {
  readonly textId: string;
  readonly firstBlock: number;
  readonly endBlock: number;
  readonly paragraphs: readonly EditableParagraph[];
}

/** How many parts a text is edited in. */
export function partCount({ outline }: OpenedDocument): number {
  return Math.max(1, Math.ceil(outline.length / PART));
}

/** The part that holds an offset. */
export function partAt({ outline }: OpenedDocument, offset: number): number {
  const chunk = outline.findIndex(({ end }) => offset < end);
  return Math.floor((chunk < 0 ? outline.length - 1 : chunk) / PART);
}

function partOf(textId: string, chunks: readonly TextChunk[], next: TextChunk | undefined): EditablePart {
  const all = next ? [...chunks, next] : chunks;
  const offset = chunks[0]?.firstBlock ?? 0;
  const start = chunks[0]?.start ?? 0;
  const shift = (block: Block): Block => ({ ...block, start: block.start - start, end: block.end - start });
  const structured = {
    text: all.map(({ text }) => text).join(''),
    blocks: all.flatMap(({ blocks }) => blocks.map(shift)),
    marks: [],
  };
  const { blocks } = structured;
  const own = chunks.reduce((sum, chunk) => sum + chunk.blocks.length, 0);
  // Blocks that continue one another are one paragraph: it belongs to the part in which it begins.
  let first = 0;
  while (offset > 0 && blocks[first]?.continues) first += 1;
  let end = own;
  while (blocks[end]?.continues) end += 1;
  return {
    textId,
    firstBlock: offset + first,
    endBlock: offset + end,
    paragraphs: editableParagraphs(structured, first, end).map(({ block, text }) => ({
      block: block === null ? null : block + offset,
      text,
      heading: block !== null && blocks[block]?.kind === 'heading',
    })),
  };
}

/** The paragraphs of one part of a text, to be written in; undefined until they are here. */
export function useEditablePart(opened: OpenedDocument | undefined, part: number): EditablePart | undefined {
  const { client } = useWorkspace();
  return useQuery({
    queryKey: ['passage', opened?.text.id, 'part', part],
    enabled: opened !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const textId = opened?.text.id ?? '';
      const seqs = Array.from({ length: PART + 1 }, (_, i) => part * PART + i);
      const chunks = await client.call('documents.chunks', { textId, seqs });
      return partOf(textId, chunks.slice(0, PART), chunks[PART]);
    },
  }).data;
}
