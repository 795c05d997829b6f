import type { Id } from '../../../core/ids.ts';
import { formatCodePath } from '../code-path.ts';
import type { ExportSource, PathedCode } from '../source.ts';
import { citationOf, type ReportedPassage, Reporter } from './passages.ts';

export interface CodeSection {
  readonly code: PathedCode;
  /** as people read it */
  readonly path: string;
  readonly count: number;
  passages(): Generator<{ readonly passage: ReportedPassage; readonly citation: string }>;
}

/**
 * The passages of each code in the codebook's order, those of a code by document. A document is gone through once for each code that
 * stands in it, so that no more than one document's passages are held.
 */
export function* sectionsOf(source: ExportSource): Generator<CodeSection> {
  const reporter = new Reporter(source);
  const documents = [...source.documents()];
  const counts = new Map<Id, Map<Id, number>>();
  for (const { document } of documents) {
    for (const { codeId } of source.annotations(document.id)) {
      const inDocuments = counts.get(codeId) ?? new Map<Id, number>();
      counts.set(codeId, inDocuments);
      inDocuments.set(document.id, (inDocuments.get(document.id) ?? 0) + 1);
    }
  }
  const places = new Map<Id, ReadonlyMap<Id, string>>();
  for (const code of source.codes) {
    const inDocuments = counts.get(code.id);
    if (!inDocuments) continue;
    const path = formatCodePath(code.path);
    yield {
      code,
      path,
      count: [...inDocuments.values()].reduce((sum, count) => sum + count, 0),
      *passages() {
        for (const entry of documents) {
          if (!inDocuments.has(entry.document.id)) continue;
          const known = places.get(entry.document.id) ?? reporter.placesIn(entry);
          places.set(entry.document.id, known);
          for (const passage of reporter.passages(entry.document.id)) {
            if (passage.code !== path) continue;
            yield { passage, citation: citationOf(entry, passage, known.get(passage.id)) };
          }
        }
      },
    };
  }
}
