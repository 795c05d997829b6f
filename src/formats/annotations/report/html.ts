import { codeColour } from '../../../core/codebook/colours.ts';
import type { ExportSource, SourceDocument } from '../source.ts';
import type { ReportedPassage } from './passages.ts';

export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\n/g, '<br>');
}

const STYLE = `
:root { color-scheme: light; --ink: #1b1b1d; --soft: #5c5c60; --line: #d9d9d6; }
body { font: 16px/1.6 Georgia, 'Times New Roman', serif; color: var(--ink); background: #fff; max-width: 68rem; margin: 2rem auto; padding: 0 1.5rem; }
h1, h2, h3 { line-height: 1.25; } h1 { font-size: 1.7rem; } h2 { font-size: 1.35rem; margin-top: 2.5rem; border-bottom: 1px solid var(--line); padding-bottom: .3rem; }
.about, .cite, .notes { font: 13px/1.45 system-ui, sans-serif; color: var(--soft); }
.row { display: grid; grid-template-columns: minmax(0, 1fr) 17rem; gap: 1.5rem; break-inside: avoid; }
.row > :first-child { margin: .4rem 0; overflow-wrap: anywhere; }
.notes { margin: .4rem 0; padding: 0; list-style: none; } .notes li { margin-bottom: .4rem; overflow-wrap: anywhere; }
.code { font-weight: 600; color: var(--ink); border-left: 4px solid; padding-left: .4rem; }
.mark { padding: .1em 0; } sup { font: 600 .65em system-ui, sans-serif; }
blockquote { margin: 1.2rem 0 .2rem; padding-left: 1rem; border-left: 4px solid; overflow-wrap: anywhere; }
.cite { margin: 0 0 0 1.25rem; } .note { font: 14px/1.5 system-ui, sans-serif; margin: .2rem 0 0 1.25rem; }
@media print {
  :root { print-color-adjust: exact; }
  body { max-width: none; margin: 0; padding: 0; font-size: 10.5pt; line-height: 1.5; orphans: 3; widows: 3; }
  h1 { font-size: 20pt; margin: 0 0 2mm; } h2 { font-size: 14pt; margin: 7mm 0 3mm; } h1, h2, h3, h4, h5, h6 { break-after: avoid; }
  .about, .cite, .notes { font-size: 8pt; } .note { font-size: 9pt; }
  .title { break-before: page; } h1 + .about + .title, h1 + .title { break-before: auto; }
  .row { grid-template-columns: minmax(0, 1fr) 46mm; gap: 6mm; break-inside: auto; } .notes li { break-inside: avoid; }
  .row > :first-child, .notes { margin: 1mm 0; }
  blockquote { margin-top: 4mm; break-inside: avoid; break-after: avoid; } .cite { break-inside: avoid; } .note { break-before: avoid; }
}
`;

/** The beginning of a page that needs nothing else and asks for nothing: styles inside, no scripts, no addresses. */
function pageHead(title: string): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>${escaped(title)}</title><style>${STYLE}</style></head><body>\n`;
}

/** The title of a report, and what it is of. */
export function reportHead(title: string, source: ExportSource): string {
  let documents = 0;
  for (const _ of source.documents()) documents += 1;
  const people = source.persons.map(({ name }) => name).join(', ');
  const about = [`${documents} ${documents === 1 ? 'document' : 'documents'}`, people].filter(
    (part) => part !== '',
  );
  return `${pageHead(title)}<h1>${escaped(title)}</h1><p class="about" dir="auto">${escaped(about.join(' · '))}</p>\n`;
}

export const PAGE_END = '</body></html>\n';

export function documentHead({ document }: SourceDocument): string {
  const { author, date, source, language } = document;
  const about = [author, date, source, language].filter((part) => part !== '').join(' · ');
  return `<h2 class="title" dir="auto">${escaped(document.title || document.fileName)}</h2>${about === '' ? '' : `<p class="about">${escaped(about)}</p>`}\n`;
}

/** Overlapping codes lie in stripes behind the words. */
export function markStyle(covering: readonly ReportedPassage[]): string {
  const tones = [...new Set(covering.map(({ colour }) => colour))].map((colour) => codeColour(colour).light);
  const [only] = tones;
  if (only && tones.length === 1) return `background:${only.fill};box-shadow:0 2px ${only.line}`;
  const step = 100 / tones.length;
  const stripes = tones.map(({ fill }, at) => `${fill} ${at * step}% ${(at + 1) * step}%`).join(',');
  return `background:linear-gradient(${stripes});box-shadow:0 2px ${only?.line ?? '#000'}`;
}

/** What is said of a passage besides its code, each in a line of its own. */
export function remarksOf({ note, facts, comments }: ReportedPassage): readonly string[] {
  return [
    ...facts,
    ...(note === '' ? [] : [note]),
    ...comments.map(({ person, body }) => (person === '' ? body : `${person}: ${body}`)),
  ];
}
