import { deflateSync } from 'node:zlib';
import type { StructuredText } from '../../../src/core/text/structure.ts';

const PAGE_LINES = 48;
const LINE_LENGTH = 84;
const LEADING = 14;
const TOP = 770;
const LEFT = 60;

/** Running head of every page, with the page's number below it all. */
const HEAD = 'The report of the year';

interface Line {
  readonly text: string;
  readonly heading: boolean;
  /** points from the left margin */
  readonly indent: number;
}

function linesOf({ text, blocks }: StructuredText): readonly Line[] {
  return blocks.flatMap(({ kind, start, end }) => {
    const heading = kind === 'heading';
    const most = heading ? LINE_LENGTH * 0.6 : LINE_LENGTH;
    const lines: string[] = [];
    for (const word of text.slice(start, end).split(/\s+/)) {
      const last = lines.at(-1);
      if (last === undefined || last.length + word.length + 1 > most) lines.push(word);
      else lines[lines.length - 1] = `${last} ${word}`;
    }
    return lines.map((line, at) => ({ text: line, heading, indent: at === 0 && !heading ? 15 : 0 }));
  });
}

/** Words with the gaps between them as distances, as typesetters set them (ISO 32000-1, 9.4.3). */
function shown(line: string): string {
  return `[${line
    .split(' ')
    .map((word) => `(${word})`)
    .join('-333')}] TJ`;
}

function contentOf(lines: readonly Line[], number: number): string {
  const at = (x: number, y: number, size: number, text: string): string =>
    `/F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm ${shown(text)}`;
  return [
    'BT',
    at(LEFT, 805, 8, HEAD),
    ...lines.map(({ text, heading, indent }, index) =>
      at(LEFT + indent, TOP - index * LEADING, heading ? 15 : 10, text),
    ),
    at(290, 40, 8, String(number)),
    'ET',
  ].join('\n');
}

/**
 * A typeset PDF file (ISO 32000-1) of A4 pages with running heads and page numbers, their contents packed, the font one that every reader
 * has: what large files hold besides, fonts and pictures, would be bytes that nobody reads texts out of. The text must be Latin-1; `added`: the heads and
 * numbers.
 */
export function pdfFile(structured: StructuredText): {
  readonly content: Uint8Array;
  readonly added: string;
} {
  const lines = linesOf(structured);
  const pages = Array.from({ length: Math.ceil(lines.length / PAGE_LINES) }, (_, at) =>
    lines.slice(at * PAGE_LINES, (at + 1) * PAGE_LINES),
  );
  const kids = pages.map((_, at) => `${4 + at * 2} 0 R`).join(' ');
  const objects: Buffer[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ].map((object) => Buffer.from(object));
  for (const [at, page] of pages.entries()) {
    const content = deflateSync(Buffer.from(contentOf(page, at + 1), 'latin1'));
    objects.push(
      Buffer.from(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + at * 2} 0 R >>`,
      ),
      Buffer.concat([
        Buffer.from(`<< /Length ${content.length} /Filter /FlateDecode >>\nstream\n`),
        content,
        Buffer.from('\nendstream'),
      ]),
    );
  }
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  let length = parts[0]?.length ?? 0;
  const places = objects.map((object, at) => {
    const place = length;
    const part = Buffer.concat([Buffer.from(`${at + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    parts.push(part);
    length += part.length;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return { content: Buffer.concat(parts), added: pages.map((_, at) => `${HEAD} ${at + 1}`).join('\n') };
}
