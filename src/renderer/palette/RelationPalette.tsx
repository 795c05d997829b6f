import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { leastUsedColour } from '../../core/codebook/colours.ts';
import type { Id } from '../../core/ids.ts';
import { CodeChip, Swatch } from '../controls/CodeMark.tsx';
import { shortQuote } from '../reading/index.ts';
import { queryKeys } from '../session/invalidation.ts';
import { useAnnotation, useCodebook, useCodeMap } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { relate, relateByNewCode } from '../workspace/relating.ts';
import styles from './CodePalette.module.css';
import { MatchedName, Palette, type PaletteEntry } from './Palette.tsx';
import relationStyles from './RelationPalette.module.css';
import { newRelationName, relationChoices } from './relation-choices.ts';

interface RelationPaletteProps {
  readonly fromId: Id;
  readonly toId: Id;
  readonly onClose: () => void;
}

const QUOTED = 70;

/** Chooses which relation leads from one annotation to the other, or makes one. */
export function RelationPalette({ fromId, toId, onClose }: RelationPaletteProps) {
  const workspace = useWorkspace();
  const { client, attempt } = workspace;
  const codes = useCodebook();
  const byId = useCodeMap();
  const from = useAnnotation(fromId);
  const to = useAnnotation(toId);
  const existing = useQuery({
    queryKey: queryKeys.relationsOf(fromId),
    queryFn: () => client.call('relations.ofAnnotation', { annotationId: fromId }),
  }).data;
  if (!from || !to) return null;

  function entriesFor(query: string): readonly PaletteEntry[] {
    if (!from || !to) return [];
    const taken = (existing ?? []).filter(
      ({ relation }) => relation.fromId === toId || relation.toId === toId,
    );
    const entries = relationChoices(codes, query, from.codeId, to.codeId).map(
      ({ code, fit, above, matched }): PaletteEntry => {
        const isReversed = fit === 'reversed';
        const [start, end] = isReversed ? [toId, fromId] : [fromId, toId];
        const isThere = taken.some(
          ({ relation }) => relation.codeId === code.id && relation.fromId === start,
        );
        return {
          id: code.id,
          content: (
            <>
              <Swatch colour={code.colour} />
              <MatchedName name={code.name} matched={matched} />
              <span className={styles.path}>
                {[above.join(' › '), isReversed && '← the other way round', isThere && 'there already']
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </>
          ),
          run: () => void attempt(() => relate(workspace, code.id, start, end)),
        };
      },
    );
    const name = newRelationName(codes, query);
    if (name === null) return entries;
    return [
      ...entries,
      {
        id: 'new',
        content: (
          <>
            <Plus size={14} aria-hidden="true" />
            <span>Create relation ‘{name}’</span>
          </>
        ),
        run: () => void attempt(() => relateByNewCode(workspace, name, leastUsedColour(codes), fromId, toId)),
      },
    ];
  }

  return (
    <Palette
      label="Relate the annotations"
      placeholder="The first … the second: contradicts, supports, answers"
      entriesFor={entriesFor}
      nothing="No relation fits these two. Type a name to make one, such as ‘contradicts’."
      onClose={onClose}
      heading={
        <div className={relationStyles.ends}>
          {[from, to].map((end, at) => (
            <p key={end.id}>
              <span aria-hidden="true">{at === 0 ? '' : '→'}</span>
              <CodeChip code={byId.get(end.codeId)} />
              <span dir="auto">‘{shortQuote(end, QUOTED)}’</span>
            </p>
          ))}
        </div>
      }
    />
  );
}
