import iconv from 'iconv-lite';
import type { Block, StructuredText } from '../src/core/text/structure.ts';
import { detectEncoding } from '../src/formats/documents/encoding/detect.ts';
import { readDocument } from '../src/formats/documents/index.ts';
import { type Figure, figureOf } from './figure.ts';
import { chanceOf } from './generate/random.ts';
import { generateText } from './generate/text.ts';

const MEGABYTE = 1_048_576;
const RUNS = 5;
/** UTF-16 code units of each generated text. */
const LENGTH = 4 * MEGABYTE;

function textOf({ text }: StructuredText, { start, end }: Block): string {
  return text.slice(start, end);
}

function asMarkdown(structured: StructuredText): string {
  const line = (block: Block): string => {
    const text = textOf(structured, block);
    if (block.kind === 'heading') return `${'#'.repeat(block.level ?? 1)} ${text}`;
    if (block.kind === 'list-item') return `- ${text}`;
    return block.quote ? `> ${text}` : text.replace(' ', ' **').replace('.', '**.');
  };
  return structured.blocks.map(line).join('\n\n');
}

/** A page with an article of this many blocks, and what news pages put around one. */
function asPage(structured: StructuredText, blocks: readonly Block[]): string {
  const element = (block: Block): string => {
    const text = textOf(structured, block);
    if (block.kind === 'heading') return `<h${block.level ?? 1}>${text}</h${block.level ?? 1}>`;
    if (block.kind === 'list-item') return `<ul><li>${text}</li></ul>`;
    return block.quote
      ? `<blockquote><p>${text}</p></blockquote>`
      : `<p>${text.replace(' ', ' <a href="/x">y</a> ')}</p>`;
  };
  const menu = Array.from({ length: 30 }, (_, at) => `<li><a href="/s/${at}">Section ${at}</a></li>`).join(
    '',
  );
  return (
    `<!doctype html><html><head><title>A page | A site</title><script>${'var x = 1;'.repeat(500)}</script></head><body>` +
    `<nav><ul>${menu}</ul></nav><main><article>${blocks.map(element).join('\n')}</article></main>` +
    `<aside class="related"><h3>Read more</h3><ul>${menu}</ul></aside><footer>© 2024 A site</footer></body></html>`
  );
}

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
