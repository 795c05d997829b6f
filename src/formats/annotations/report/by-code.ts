import type { Id } from '../../../core/ids.ts';
import { formatCodePath } from '../code-path.ts';
import type { ExportSource, PathedCode } from '../source.ts';
import { NumberedIds } from './numbered-ids.ts';
import { citationOf, type ReportedPassage, Reporter } from './passages.ts';

export interface CodeSection {
  readonly code: PathedCode;
  /** as people read it */
  readonly path: string;
  readonly count: number;
  passages(): Generator<{ readonly passage: ReportedPassage; readonly citation: string }>;
}

/**
 * The passages of each code in the codebook's order, those of a code by document. Each document is gone through once; after that its annotations are asked
 * for one by one, in the order of the codes.
 */
export function* sectionsOf(source: ExportSource): Generator<CodeSection> {
  const reporter = new Reporter(source);
  const documents = [...source.documents()];
  const ids = new Map<Id, Map<Id, NumberedIds>>();
  for (const { document } of documents) {
    let number = 0;
    for (const { id, codeId } of source.annotations(document.id)) {
      number += 1;
      const inDocuments = ids.get(codeId) ?? new Map<Id, NumberedIds>();
      ids.set(codeId, inDocuments);
      const here = inDocuments.get(document.id) ?? new NumberedIds();
      inDocuments.set(document.id, here);
      here.add(id, number);
    }
  }
  const places = new Map<Id, ReturnType<Reporter['placesIn']>>();
  for (const code of source.codes) {
    const inDocuments = ids.get(code.id);
    if (!inDocuments) continue;
    yield {
      code,
      path: formatCodePath(code.path),
      count: [...inDocuments.values()].reduce((sum, { length }) => sum + length, 0),
      *passages() {
        for (const entry of documents) {
          const here = inDocuments.get(entry.document.id);
          if (!here) continue;
          const known = places.get(entry.document.id) ?? reporter.placesIn(entry);
          places.set(entry.document.id, known);
          for (const [id, number] of here) {
            const annotation = source.annotation(id);
            // One that has gone, or got another code, while this is written.
            if (annotation?.codeId !== code.id) continue;
            const passage = reporter.passage(annotation, number);
            yield { passage, citation: citationOf(entry, passage, known(passage)) };
          }
        }
      },
    };
  }
}
