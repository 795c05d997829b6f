import type { TextRange } from '../../../core/text/structure.ts';
import type { Describer, LossCounter } from '../foreign/describe.ts';
import type { WriteOptions } from '../foreign/format.ts';
import { pathOf } from '../foreign/label.ts';
import { withoutOverlaps } from '../foreign/overlap.ts';
import { partsOf } from '../foreign/parts.ts';
import type { ForeignAnnotation, ForeignDocumentCode, ForeignEntity } from '../foreign/types.ts';
import type { ExportSource } from '../source.ts';
import type { ExportTally } from '../writer.ts';

/** The group of spans that spaCy's own components use: labels in it stand for themselves, in others beneath the group's name. */
export const SPAN_GROUP = 'sc';

/** What spaCy knows of a span: its label and an identifier in a knowledge base. */
export interface SpacySpan extends TextRange {
  readonly label: string;
  readonly kbId: string;
}

/** Entities, which do not overlap, and the spans that therefore are none. */
export interface SpacySpans {
  readonly entities: readonly SpacySpan[];
  readonly others: readonly SpacySpan[];
}

function kbIdOf(entity: ForeignEntity | undefined): string {
  const [first] = entity?.identifiers ?? [];
  return first ? `${first.scheme}:${first.value}` : (entity?.name ?? '');
}

/** The annotations of a document as spaCy has them. UTF-16 offsets. */
export function spansOf(
  documentId: string,
  describer: Describer,
  losses: LossCounter,
  tally: ExportTally,
  options: WriteOptions,
): SpacySpans {
  const all: SpacySpan[] = [];
  for (const annotation of losses.annotations(documentId)) {
    const label = describer.label(annotation.codeId);
    const kbId = kbIdOf(describer.entity(annotation.entityId));
    for (const { start, end } of partsOf(annotation, options.discontinuous, tally))
      all.push({ start, end, label, kbId });
  }
  const { ranges: entities, left } = withoutOverlaps(
    all,
    options.overlap === 'split' ? 'longest' : options.overlap,
  );
  tally.lose(`entities that overlap others (they are in the span group “${SPAN_GROUP}”)`, left);
  const taken = new Set(entities);
  return { entities, others: all.filter((span) => !taken.has(span)) };
}

/** An identifier as spaCy has it as an entity. */
function entityOf(kbId: string): { entity?: ForeignEntity } {
  if (kbId === '') return {};
  const [, scheme, value] = /^([^:\s]+):(.+)$/s.exec(kbId) ?? [];
  return { entity: { name: value ?? kbId, identifiers: [{ scheme: scheme ?? 'kb', value: value ?? kbId }] } };
}

/** A span that was read; `group` is null for entities. Ranges are UTF-16. */
export function annotationOf(
  key: string,
  range: TextRange,
  label: string,
  kbId: string,
  group: string | null,
): ForeignAnnotation {
  const named = label === '' ? (group ?? 'span') : label;
  const path = pathOf(named);
  const code = group === null || group === SPAN_GROUP || label === '' ? path : [group, ...path];
  return { key, code, ranges: [range], ...entityOf(kbId) };
}

/** Classes with their scores: those of at least one half, with the score where it is neither 0 nor 1. */
export function classesOf(cats: Readonly<Record<string, unknown>>): readonly ForeignDocumentCode[] {
  return Object.entries(cats).flatMap(([label, score]): readonly ForeignDocumentCode[] => {
    const certain = typeof score === 'boolean' ? Number(score) : score;
    if (typeof certain !== 'number' || certain < 0.5 || label === '') return [];
    return [
      {
        key: `c:${label}`,
        code: pathOf(label),
        ...(certain === 1 ? {} : { attributes: { score: certain } }),
      },
    ];
  });
}

/** The codes of a document as classes; several people's same code is one. */
export function catsOf(
  source: ExportSource,
  documentId: string,
  describer: Describer,
  tally: ExportTally,
): Record<string, number> {
  const cats: Record<string, number> = {};
  for (const { codeId } of source.documentCodes(documentId)) {
    const label = describer.label(codeId);
    if (Object.hasOwn(cats, label)) tally.lose('document codes that several people gave', 1);
    cats[label] = 1;
  }
  return cats;
}
