import type { ExportSource } from '../source.ts';
import type { ExportTally } from '../writer.ts';

/** What reports for people have no place for. */
export function lossesOf(source: ExportSource, tally: ExportTally): void {
  for (const _ of source.relations()) tally.lose('relations', 1);
  tally.lose('memos', source.memos.length);
  for (const { document } of source.documents())
    for (const _ of source.documentCodes(document.id)) tally.lose('document codes', 1);
  for (const { targetKind, deleted } of source.comments())
    tally.lose('comments on documents and codes', targetKind === 'annotation' || deleted ? 0 : 1);
}
