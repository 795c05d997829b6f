import type { RelationView, ReviewedPassage } from '../../contract/procedures.ts';
import type { Id } from '../../core/ids.ts';
import type { Comparison } from '../../core/review/differences.ts';
import type { RelationVerdict } from '../../core/review/verdict.ts';

/** A link of the passage that is looked at, as it is listed: one that people made, or one that a reviewer wrote. */
export interface LinkRow {
  readonly id: Id;
  /** empty of one that a reviewer wrote */
  readonly made: readonly RelationView[];
  /** the first that was made, or what was written */
  readonly view: RelationView;
  /** the end that is of this passage */
  readonly nearId: Id;
  /** who made it, each once */
  readonly people: readonly Id[];
  /** who has the passage and did not */
  readonly missing: readonly Id[];
  /** on the first of them: all get theirs at once */
  readonly verdict: RelationVerdict | null;
  /** what a reviewer wrote in its place */
  readonly inPlace: RelationView | null;
  /** whether it, or what is in its place, is in the adjudicated set: also both ends are */
  readonly stands: boolean;
  /** whether one was changed after the verdict, or made later */
  readonly changed: boolean;
}

/** The links of the passage: those that people made, in the order of the comparison, then those that reviewers wrote anew. */
export function linkRows(
  comparison: Comparison,
  { relations, links, verdicts }: Pick<ReviewedPassage, 'relations' | 'links' | 'verdicts'>,
): readonly LinkRow[] {
  const viewOf = new Map(relations.map((view) => [view.relation.id, view]));
  const verdictOn = new Map(links.verdicts.map((verdict) => [verdict.relationId, verdict]));
  const written = new Map(links.written.map((view) => [view.relation.id, view]));
  const standing = new Set(links.standing);
  const said = new Set(comparison.annotations.map(({ id }) => id));
  const inPlaceOfSome = new Set(
    links.verdicts.flatMap(({ decision, resultId }) => (decision === 'amend' && resultId ? [resultId] : [])),
  );

  const rows = comparison.links.flatMap((link): LinkRow[] => {
    const made = link.relations.map(({ id }) => viewOf.get(id)).filter((view) => view !== undefined);
    const [view] = made;
    if (!view) return [];
    const judged = made.map(({ relation }) => [relation, verdictOn.get(relation.id)] as const);
    const verdict = judged.map(([, each]) => each).find((each) => each !== undefined) ?? null;
    const resultId = verdict?.resultId ?? null;
    const stand = resultId === null ? made.map(({ relation }) => relation.id) : [resultId];
    return [
      {
        id: link.id,
        made,
        view,
        nearId: said.has(view.from.id) ? view.from.id : view.to.id,
        people: [...new Set(made.map(({ relation }) => relation.personId))],
        missing: link.missing,
        verdict,
        inPlace: resultId === null ? null : (written.get(resultId) ?? null),
        stands: stand.some((id) => standing.has(id)),
        changed:
          verdict !== null && judged.some(([relation, each]) => !each || relation.updatedAt > each.updatedAt),
      },
    ];
  });

  const here = new Set(
    verdicts.flatMap(({ annotationId, resultId }) => (said.has(annotationId) && resultId ? [resultId] : [])),
  );
  const anew = links.written.flatMap((view): LinkRow[] => {
    const { id } = view.relation;
    const nearId = [view.from.id, view.to.id].find((end) => said.has(end) || here.has(end));
    if (inPlaceOfSome.has(id) || nearId === undefined) return [];
    return [
      {
        id,
        made: [],
        view,
        nearId,
        people: [],
        missing: [],
        verdict: verdictOn.get(id) ?? null,
        inPlace: null,
        stands: standing.has(id),
        changed: false,
      },
    ];
  });
  return [...rows, ...anew];
}

/** The annotation that stands for this passage; null where nothing does, or nobody decided yet. */
export function standingHere(
  { annotations }: Pick<Comparison, 'annotations'>,
  { verdicts, standing }: Pick<ReviewedPassage, 'verdicts' | 'standing'>,
): Id | null {
  const said = new Set(annotations.map(({ id }) => id));
  const results = new Set(
    verdicts.filter(({ annotationId }) => said.has(annotationId)).map(({ resultId }) => resultId),
  );
  return standing.find(({ id }) => results.has(id))?.id ?? null;
}
