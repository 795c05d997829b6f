import iconv from 'iconv-lite';
import { detectEncoding } from '../src/formats/documents/encoding/detect.ts';
import { readDocument } from '../src/formats/documents/index.ts';
import { type Figure, figureOf } from './figure.ts';
import { chanceOf } from './generate/random.ts';
import { generateText } from './generate/text.ts';
import { asMarkdown, asPage } from './generate/written.ts';

const MEGABYTE = 1_048_576;
const RUNS = 5;
/** UTF-16 code units of each generated text. */
const LENGTH = 4 * MEGABYTE;

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

/** How fast documents' bytes become structured texts. */
export async function benchReaders(): Promise<readonly Figure[]> {
  const structured = generateText(chanceOf(7), { length: LENGTH, scripts: ['latin', 'cyrillic'] });
  const cyrillic = generateText(chanceOf(8), { length: LENGTH, scripts: ['cyrillic'] });
  const utf8 = Buffer.from(structured.text);
  const legacy = iconv.encode(cyrillic.text, 'windows-1251');
  const markdown = Buffer.from(asMarkdown(structured).slice(0, MEGABYTE));
  const page = Buffer.from(asPage(structured, structured.blocks.slice(0, 60)));
  const book = Buffer.from(asPage(structured, structured.blocks.slice(0, 9_000)));
  const collection = Buffer.from(asPage(structured, structured.blocks));
  return [
    // A gigabyte of plain text is to be imported in 30 s, of which reading may be a small part.
    await rate(
      'read plain text, UTF-8',
      utf8.length,
      () => readDocument({ bytes: utf8, fileName: 'a.txt' }),
      100,
    ),
    await rate('read plain text, Windows-1251, detected', legacy.length, () =>
      readDocument({ bytes: legacy, fileName: 'a.txt' }),
    ),
    await rate('detect an encoding by samples', legacy.length, () => detectEncoding(legacy)),
    await rate('read Markdown', markdown.length, () => readDocument({ bytes: markdown, fileName: 'a.md' })),
    await rate('read a news page, article sought', page.length, () =>
      readDocument({ bytes: page, fileName: 'a.html' }),
    ),
    await rate('read a page of 9,000 paragraphs', book.length, () =>
      readDocument({ bytes: book, fileName: 'a.html' }),
    ),
    await rate('read a page too large to seek an article in', collection.length, () =>
      readDocument({ bytes: collection, fileName: 'a.html' }),
    ),
  ];
}
