import type { Id } from '../../../core/ids.ts';
import type { OutputFile } from '../foreign/format.ts';
import type { ExportSource, SourceDocument } from '../source.ts';

/** Names of files for documents: their titles where these can be names, each different without regard to case. */
export function fileNames(source: ExportSource, extension: string): ReadonlyMap<Id, string> {
  const taken = new Set<string>();
  const names = new Map<Id, string>();
  for (const { document } of source.documents()) {
    const title = (document.title || document.fileName.replace(/\.[^.]*$/, ''))
      .toWellFormed()
      .normalize('NFC')
      .replace(/[^\p{L}\p{N}\p{M} ._-]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .replace(/^[ .]+|[ .]+$/g, '');
    const base = Array.from(title).slice(0, 60).join('').trim() || 'document';
    let name = base;
    for (let copy = 2; taken.has(name.toLowerCase()); copy += 1) name = `${base} ${copy}`;
    taken.add(name.toLowerCase());
    names.set(document.id, name + extension);
  }
  return names;
}

/** The text of a document as a file of UTF-8, in pieces. */
export function textFile(path: string, { text }: SourceDocument, source: ExportSource): OutputFile {
  function* pieces(): Generator<Uint8Array> {
    const encoder = new TextEncoder();
    let rest = '';
    for (const chunk of source.chunks(text.id)) {
      // A pair of surrogates that two chunks share is encoded as one.
      const whole = rest + chunk.text;
      const last = whole.charCodeAt(whole.length - 1);
      rest = last >= 0xd800 && last <= 0xdbff ? whole.slice(-1) : '';
      yield encoder.encode(rest === '' ? whole : whole.slice(0, -1));
    }
    if (rest !== '') yield encoder.encode(rest);
  }
  return { path, pieces: pieces() };
}
