import { createRef } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import type { WorkbenchClient } from '../../../src/contract/client.ts';
import type { OpenedDocument } from '../../../src/contract/procedures.ts';
import type { Annotation } from '../../../src/core/annotation/annotation.ts';
import { type CountedCode, PLAIN_CODE } from '../../../src/core/codebook/code.ts';
import { newId } from '../../../src/core/ids.ts';
import { chunksOf, estimateLines } from '../../../src/core/text/chunks.ts';
import { ReadingView, type ReadingViewHandle } from '../../../src/renderer/reading/index.ts';
import { type Contestant, painted } from './contestant.ts';
import { type AnnotatedSet, CODES, ME } from './set.ts';

const WHEN = '2024-01-01T00:00:00.000Z';

const CODE_MAP: ReadonlyMap<string, CountedCode> = new Map(
  Array.from({ length: CODES }, (_, colour) => {
    const id = `code-${colour}`;
    const shape = { parentId: null, key: null, description: '', position: colour, annotations: 0 };
    return [
      id,
      { ...PLAIN_CODE, ...shape, id, name: id, colour, createdAt: WHEN, updatedAt: WHEN, deleted: false },
    ];
  }),
);

/** Answers the reading view from memory, as the others have all in memory too; each answer comes as a message would. */
function clientOf(chunks: OpenedChunks, held: Annotation[]): WorkbenchClient {
  const longest = held.reduce(
    (most, { spans: [span] }) => Math.max(most, (span?.end ?? 0) - (span?.start ?? 0)),
    1_000,
  );
  const inRange = ({ start, end }: { start: number; end: number }) => {
    let low = 0;
    let high = held.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((held[middle]?.spans[0]?.start ?? 0) < start - longest) low = middle + 1;
      else high = middle;
    }
    const found: Annotation[] = [];
    for (let at = low; at < held.length; at++) {
      const annotation = held[at];
      const [span] = annotation?.spans ?? [];
      if (!annotation || !span || span.start >= end) break;
      if (span.end > start) found.push(annotation);
    }
    return found;
  };
  const answers: Readonly<Record<string, (input: never) => unknown>> = {
    'documents.chunks': ({ seqs }: { seqs: number[] }) => seqs.map((seq) => chunks[seq]),
    'annotations.inRange': ({ range }: { range: { start: number; end: number } }) => inRange(range),
    'annotations.get': ({ annotationId }: { annotationId: string }) =>
      held.find(({ id }) => id === annotationId) ?? null,
    'relations.inRange': () => [],
    'comments.discussed': () => [],
    'annotations.density': () => ({ codeIds: [], triples: new Uint32Array() }),
  };
  const call = (name: string, input: unknown) =>
    new Promise((resolve, reject) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        channel.port1.close();
        const answer = answers[name];
        if (answer) resolve(answer(input as never));
        else reject(new Error(`${name} is not answered here`));
      };
      channel.port2.postMessage(null);
    });
  return {
    call,
    onEvent: () => () => undefined,
    attach: () => undefined,
    detach: () => undefined,
  } as WorkbenchClient;
}

type OpenedChunks = ReturnType<typeof chunksIn>;

function chunksIn({ structured }: AnnotatedSet) {
  return [...chunksOf(structured)];
}

function openedOf(
  { documentId, structured, annotations }: AnnotatedSet,
  chunks: OpenedChunks,
): OpenedDocument {
  const { length } = structured.text;
  const text = {
    id: newId(),
    sha256: '',
    length,
    codePoints: length,
    blockCount: structured.blocks.length,
    chunkCount: chunks.length,
    sourceSha256: '',
    mediaType: 'text/plain',
    encoding: 'utf-8',
    format: 'txt',
  };
  const about = {
    title: 'Compared',
    source: '',
    author: '',
    date: '',
    language: '',
    fields: {},
    fileName: '',
    attributes: {},
    codeIds: [],
    progress: [],
  };
  const times = { createdAt: WHEN, updatedAt: WHEN, deleted: false };
  return {
    document: {
      ...about,
      ...times,
      id: documentId,
      textId: text.id,
      length,
      annotations: annotations.length,
    },
    text,
    outline: chunks.map(({ seq, start, end, firstBlock, blocks }) => {
      return { seq, start, end, firstBlock, blockCount: blocks.length, lineEstimate: estimateLines(blocks) };
    }),
    headings: [],
  };
}

/** The product's own reading view. */
export function ours(): Contestant {
  const handle = createRef<ReadingViewHandle>();
  const people = new Map([[ME, { id: ME, name: 'Me', colour: 0 }]]);
  let root: Root | null = null;
  let place: HTMLElement | null = null;
  let held: Annotation[] = [];
  const nothing = () => undefined;
  return {
    async open(box, set) {
      place = box;
      held = [...set.annotations];
      const chunks = chunksIn(set);
      root = createRoot(box);
      root.render(
        <ReadingView
          ref={handle}
          client={clientOf(chunks, held)}
          opened={openedOf(set, chunks)}
          codes={CODE_MAP}
          people={people}
          me={ME}
          selectedAnnotationId={null}
          textSize={17}
          onSelectAnnotation={nothing}
          onSelectionChange={nothing}
          onAdjust={nothing}
          onKeyUnderWay={nothing}
          onPlace={nothing}
          relationStartId={null}
          onAdded={nothing}
          onRelate={nothing}
          onFollow={nothing}
          onListRelations={nothing}
          onMenu={nothing}
        />,
      );
      while (!handle.current) await painted();
      await handle.current.goTo({ start: 0, end: 0 });
      await painted();
    },
    scroller() {
      const found = place?.querySelector<HTMLElement>('[data-part="scroller"]');
      if (!found) throw new Error('not open');
      return found;
    },
    async add(annotation) {
      const start = annotation.spans[0]?.start ?? 0;
      const at = held.findIndex(({ spans: [span] }) => (span?.start ?? 0) > start);
      held.splice(at < 0 ? held.length : at, 0, annotation);
      await handle.current?.refresh([
        { kind: 'annotation', ids: [annotation.id], documentIds: [annotation.documentId] },
      ]);
      await painted();
    },
    close() {
      root?.unmount();
      root = null;
      place = null;
    },
  };
}
