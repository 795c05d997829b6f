import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readDocument, readerOf } from '../../src/formats/documents/index.ts';
import { IsolatedReader } from '../../src/workbench/import/isolation/read-isolated.ts';
import { type Figure, figureOf, ratioOf } from '../figure.ts';
import { FILE_FORMATS, type FileFormat, sampleFile } from './files/index.ts';
import { benchKinds } from './kinds.ts';
import { peerFor } from './peer.ts';
import { readWhole, wordsRead } from './read.ts';

const MEGABYTE = 1_048_576;
const ROUNDS = 3;

/** The thread is kept warm while the other programs run. */
const LIMITS = {
  milliseconds: 600_000,
  millisecondsPerMegabyte: 10_000,
  heapMegabytes: 768,
  idleMilliseconds: 3_600_000,
};

type ReadInput = Parameters<typeof readDocument>[0];

/** As the import decides it: a thread for readers that could fail or hang. */
function inThread(isolated: IsolatedReader): typeof readDocument {
  return (input: ReadInput) => (readerOf(input).inProcess ? readDocument(input) : isolated.read(input));
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1_000;
}

/** One format: ours warmed, ours in the thread, and the other program, in turn. */
async function benchFormat(
  format: FileFormat,
  length: number,
  isolated: IsolatedReader,
  folder: string,
): Promise<readonly Figure[]> {
  const file = await sampleFile(format, length);
  const peer = await peerFor(format, file, folder);
  const read = (by: typeof readDocument) => seconds(() => readWhole(file, by, () => undefined));
  const threaded = inThread(isolated);
  const found = await wordsRead(file, readDocument);
  await read(threaded);
  const [ours, apart, theirs]: [number[], number[], number[]] = [[], [], []];
  let absent = peer && 'absent' in peer ? peer.absent : null;
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await read(readDocument));
    apart.push(await read(threaded));
    if (absent !== null || !peer || 'absent' in peer) continue;
    const ran = peer.run();
    if ('absent' in ran) absent = ran.absent;
    else theirs.push(Math.max(0.000_1, ran.seconds - peer.start));
  }
  const megabytes = file.bytes.length / MEGABYTE;
  const rate = (times: readonly number[]) => times.map((each) => megabytes / each);
  const figures = [
    figureOf(`${format}, size of the file`, 'MB', [megabytes]),
    figureOf(format, 'MB/s', rate(ours)),
    figureOf(`${format} in the import’s thread`, 'MB/s', rate(apart)),
    figureOf(`${format}, words written`, 'words', [file.words]),
    figureOf(`${format}, words read`, 'words', [found]),
  ];
  if (absent !== null) figures.push({ ...figureOf(`${format} beside`, 'MB/s', []), absent });
  else if (peer && !('absent' in peer)) {
    figures.push(
      figureOf(`${format} beside ${peer.name}`, 'MB/s', rate(theirs)),
      figureOf(`${format} beside, words`, 'words', [peer.words()]),
      ratioOf(`${format} beside, times as fast`, rate(ours), rate(theirs), 0.5),
    );
  }
  return figures;
}

/**
 * How fast the bytes of documents become structured texts, one large file a format, beside pandoc and pdftotext on the same files; then the
 * ways through some of the readers.
 */
export async function benchReaders({
  length,
  only,
  say,
}: {
  /** UTF-16 code units of text in each file */
  readonly length: number;
  /** names of formats; empty: all */
  readonly only: readonly string[];
  readonly say: (line: string) => void;
}): Promise<readonly Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'glossator-readers-'));
  const isolated = new IsolatedReader(LIMITS);
  try {
    const figures: Figure[] = [];
    for (const format of FILE_FORMATS.filter((each) => only.length === 0 || only.includes(each))) {
      const measured = await benchFormat(format, length, isolated, folder);
      for (const { work, median, unit, absent } of measured)
        say(`${work}: ${absent ?? `${median.toPrecision(4)} ${unit}`}`);
      figures.push(...measured);
    }
    if (only.length > 0) return figures;
    return [...figures, ...(await benchKinds(length * 2))];
  } finally {
    await isolated.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
