import { codeColour } from '../../../core/codebook/colours.ts';
import type { ExportSource } from '../source.ts';
import type { AnnotationWriter, ExportTally } from '../writer.ts';
import { documentHead, escaped, markStyle, PAGE_END, remarksOf, reportHead } from './html.ts';
import { lossesOf } from './losses.ts';
import {
  annotatedBlocks,
  type ReportedBlock,
  type ReportedPassage,
  Reporter,
  stretchesOf,
} from './passages.ts';

function marginNote(passage: ReportedPassage): string {
  const { number, code, person, date, colour } = passage;
  const remarks = remarksOf(passage)
    .map((remark) => `<br>${escaped(remark)}`)
    .join('');
  const about = [person, date].filter((part) => part !== '').join(', ');
  return `<li dir="auto"><sup>${number}</sup> <span class="code" style="border-color:${codeColour(colour).light.line}">${escaped(code)}</span> ${escaped(about)}${remarks}</li>`;
}

function paragraphOf(block: ReportedBlock, passages: readonly ReportedPassage[]): string {
  const { kind, level = 1 } = block.block;
  const stretches = stretchesOf(block, passages);
  const words = stretches
    .map(({ text, covering, ending }) => {
      const signs = ending.map(({ number }) => `<sup>${number}</sup>`).join('');
      if (covering.length === 0) return escaped(text);
      const codes = covering.map(({ code }) => code).join(', ');
      return `<span class="mark" style="${markStyle(covering)}" title="${escaped(codes)}">${escaped(text)}</span>${signs}`;
    })
    .join('');
  const tag = kind === 'heading' ? `h${Math.min(6, level + 2)}` : kind === 'preformatted' ? 'pre' : 'p';
  const bullet =
    kind === 'list-item' ? `${block.block.ordinal === undefined ? '•' : `${block.block.ordinal}.`} ` : '';
  const ending = stretches.flatMap((stretch) => stretch.ending);
  const notes =
    ending.length === 0 ? '<div></div>' : `<ul class="notes">${ending.map(marginNote).join('')}</ul>`;
  return `<div class="row"><${tag} dir="auto">${bullet}${words}</${tag}>${notes}</div>\n`;
}

function* write(source: ExportSource, tally: ExportTally): Generator<Uint8Array> {
  const reporter = new Reporter(source);
  yield Buffer.from(reportHead('Annotated texts', source));
  for (const entry of source.documents()) {
    let page = documentHead(entry);
    for (const { block, passages } of annotatedBlocks(reporter, entry)) {
      page += paragraphOf(block, passages);
      if (page.length < 65_536) continue;
      yield Buffer.from(page);
      page = '';
    }
    yield Buffer.from(page);
    for (const { lost } of source.annotations(entry.document.id)) {
      if (lost) tally.lose('annotations that have lost their place', 1);
      else tally.annotations += 1;
    }
  }
  lossesOf(source, tally);
  yield Buffer.from(PAGE_END);
}

/** The texts with their highlights and with notes in the margin, as one page of HTML that needs nothing else. */
export const htmlTextWriter: AnnotationWriter = {
  format: 'html-text',
  extension: '.html',
  lossless: false,
  write,
};
