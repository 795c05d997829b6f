import iconv from 'iconv-lite';
import { detectEncoding } from '../../src/formats/documents/encoding/detect.ts';
import { readDocument } from '../../src/formats/documents/index.ts';
import { type Figure, figureOf } from '../figure.ts';
import { chanceOf } from '../generate/random.ts';
import { generateText } from '../generate/text.ts';
import { asPage } from '../generate/written.ts';

const MEGABYTE = 1_048_576;
const RUNS = 5;

async function rate(work: string, bytes: number, run: () => unknown, target?: number): Promise<Figure> {
  const samples: number[] = [];
  await run();
  for (let time = 0; time < RUNS; time += 1) {
    const start = performance.now();
    await run();
    samples.push(bytes / MEGABYTE / ((performance.now() - start) / 1_000));
  }
  return figureOf(
    work,
    'MB/s',
    samples,
    target === undefined ? {} : { target, atLeast: true, statistic: 'median' },
  );
}

/** How fast files of a format are read that take different ways through its reader. `length`: UTF-16 code units of each text. */
export async function benchKinds(length: number): Promise<readonly Figure[]> {
  const structured = generateText(chanceOf(7), { length, scripts: ['latin', 'cyrillic'] });
  const cyrillic = generateText(chanceOf(8), { length, scripts: ['cyrillic'] });
  const utf8 = Buffer.from(structured.text);
  const legacy = iconv.encode(cyrillic.text, 'windows-1251');
  const page = Buffer.from(asPage(structured, structured.blocks.slice(0, 60)));
  const book = Buffer.from(asPage(structured, structured.blocks.slice(0, 9_000)));
  const read = (bytes: Uint8Array, fileName: string) => () => readDocument({ bytes, fileName });
  return [
    // A gigabyte of plain text is to be imported in 30 s, of which reading may be a small part.
    await rate('read plain text, UTF-8', utf8.length, read(utf8, 'a.txt'), 100),
    await rate('read plain text, Windows-1251, detected', legacy.length, read(legacy, 'a.txt')),
    await rate('detect an encoding by samples', legacy.length, () => detectEncoding(legacy)),
    await rate('read a news page, article sought', page.length, read(page, 'a.html')),
    await rate('read a page of at most 9,000 paragraphs', book.length, read(book, 'a.html')),
  ];
}
