import { codeColour } from '../../../core/codebook/colours.ts';
import type { ExportSource } from '../source.ts';
import type { AnnotationWriter, ExportTally } from '../writer.ts';
import { sectionsOf } from './by-code.ts';
import { escaped, PAGE_END, remarksOf, reportHead } from './html.ts';
import { lossesOf } from './losses.ts';

function* write(source: ExportSource, tally: ExportTally): Generator<Uint8Array> {
  yield Buffer.from(reportHead('Passages by code', source));
  for (const { code, path, count, passages } of sectionsOf(source)) {
    const { line } = codeColour(code.colour).light;
    const description = code.description === '' ? '' : `<p class="about">${escaped(code.description)}</p>`;
    yield Buffer.from(
      `<h2 dir="auto">${escaped(path)} <span class="about">${count}</span></h2>${description}\n`,
    );
    for (const { passage, citation } of passages()) {
      tally.annotations += 1;
      const remarks = remarksOf(passage)
        .map((remark) => `<p class="note" dir="auto">${escaped(remark)}</p>`)
        .join('');
      yield Buffer.from(
        `<blockquote dir="auto" style="border-color:${line}">${escaped(passage.quotation)}</blockquote><p class="cite" dir="auto">${escaped(citation)}</p>${remarks}\n`,
      );
    }
  }
  lossesOf(source, tally);
  yield Buffer.from(PAGE_END);
}

/** The passages grouped by code with where each comes from, as one page of HTML that needs nothing else. */
export const htmlPassagesWriter: AnnotationWriter = {
  format: 'html-passages',
  extension: '.html',
  lossless: false,
  holdsLost: true,
  write,
};
