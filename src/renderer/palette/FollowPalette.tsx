import type { RelatedAnnotation, RelationView } from '../../contract/procedures.ts';
import type { Id } from '../../core/ids.ts';
import { Swatch } from '../controls/CodeMark.tsx';
import { shortQuotes } from '../reading/index.ts';
import { PLACE_LOST } from '../reading/relations/relation-words.ts';
import { useCodeMap } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { followTo } from '../workspace/relating.ts';
import styles from './CodePalette.module.css';
import { fuzzyMatch } from './fuzzy.ts';
import { MatchedName, Palette, type PaletteEntry } from './Palette.tsx';

interface FollowPaletteProps {
  /** where the reader is; null: of each relation the end that is out of sight is not known, so both are offered */
  readonly annotationId: Id | null;
  readonly relations: readonly RelationView[];
  readonly onClose: () => void;
}

const QUOTED = 60;

/** Chooses which relation to follow. */
export function FollowPalette({ annotationId, relations, onClose }: FollowPaletteProps) {
  const workspace = useWorkspace();
  const codes = useCodeMap();
  const { documentId } = workspace.state.get();

  const ways = relations.flatMap(({ relation, from, to }) => [
    ...(from.id === annotationId ? [] : [{ relation, end: from, arrow: '←' }]),
    ...(to.id === annotationId ? [] : [{ relation, end: to, arrow: '→' }]),
  ]);
  const where = (end: RelatedAnnotation) =>
    [
      ...(end.documentId === documentId ? [] : [end.documentTitle, end.documentDate]),
      end.lost ? PLACE_LOST : '',
    ]
      .filter(Boolean)
      .join(', ');

  function entriesFor(query: string): readonly PaletteEntry[] {
    return ways.flatMap(({ relation, end, arrow }) => {
      const code = codes.get(relation.codeId);
      const label = `${arrow} ${code?.name ?? ''} ‘${shortQuotes(end.quotes, QUOTED)}’`;
      const match = fuzzyMatch(query, label);
      if (!match) return [];
      const content = (
        <>
          <Swatch colour={code?.colour ?? 0} />
          <MatchedName name={label} matched={match.matched} />
          <span className={styles.path}>{where(end)}</span>
        </>
      );
      const run = () => void workspace.attempt(() => followTo(workspace, end));
      return [{ id: `${relation.id} ${end.id}`, content, run }];
    });
  }

  return (
    <Palette
      label="Follow a relation"
      placeholder="Which relation"
      entriesFor={entriesFor}
      nothing="No relation has these words."
      onClose={onClose}
    />
  );
}
