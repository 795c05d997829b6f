import type { DocumentMetadata } from '../../core/project/records.ts';
import type { TextRange } from '../../core/text/structure.ts';

export interface CitedPassage extends TextRange {
  readonly text: string;
  /** number of its paragraph in the document, from 1; null where that is not known */
  readonly paragraph: number | null;
}

export interface Citation {
  readonly plain: string;
  readonly html: string;
}

/**
 * A passage with where it comes from, as plain text and as HTML: author, title, source, date, paragraphs, and the offsets
 * (UTF-16, half-open) that find it again.
 */
export function cite(
  document: Pick<DocumentMetadata, 'title' | 'author' | 'source' | 'date' | 'language'>,
  passages: readonly CitedPassage[],
): Citation {
  const { author, title, source, date, language } = document;
  const quotation = passages.map(({ text }) => text.replace(/\n+/g, '\n').trim()).join(' […] ');
  const paragraphs = [...new Set(passages.flatMap(({ paragraph }) => paragraph ?? []))];
  const places = [
    ...(paragraphs.length > 0 ? [`¶ ${paragraphs.join(', ')}`] : []),
    passages.map(({ start, end }) => `${start}–${end}`).join(', '),
  ].join(' (');
  const place = paragraphs.length > 0 ? `${places})` : places;
  const before = author === '' ? '' : `${author}, `;
  const after = [source, date, place].filter((part) => part !== '').join(', ');
  const plain = `“${quotation}”\n— ${before}“${title}”, ${after}\n`;
  const lang = language === '' ? '' : ` lang="${escaped(language)}"`;
  const paragraphsOfQuote = quotation.split('\n').map((line) => `<p>${escaped(line)}</p>`);
  const html =
    `<blockquote${lang}>${paragraphsOfQuote.join('')}</blockquote>` +
    `<p>— ${escaped(before)}<cite>${escaped(title)}</cite>, ${escaped(after)}</p>`;
  return { plain, html };
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
