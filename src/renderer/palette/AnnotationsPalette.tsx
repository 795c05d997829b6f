import type { Annotation } from '../../core/annotation/annotation.ts';
import { Swatch } from '../controls/CodeMark.tsx';
import { shortQuote } from '../reading/index.ts';
import { useCodeMap, usePeople } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { showAnnotation } from '../workspace/walking.ts';
import styles from './CodePalette.module.css';
import { fuzzyMatch } from './fuzzy.ts';
import { MatchedName, Palette, type PaletteEntry } from './Palette.tsx';

interface AnnotationsPaletteProps {
  readonly annotations: readonly Annotation[];
  readonly onClose: () => void;
}

const QUOTED = 60;

/** Chooses one of the annotations that stand at one place. */
export function AnnotationsPalette({ annotations, onClose }: AnnotationsPaletteProps) {
  const workspace = useWorkspace();
  const codes = useCodeMap();
  const people = usePeople();

  function entriesFor(query: string): readonly PaletteEntry[] {
    return annotations.flatMap((annotation) => {
      const code = codes.get(annotation.codeId);
      const label = `${code?.name ?? ''} ‘${shortQuote(annotation, QUOTED)}’`;
      const match = fuzzyMatch(query, label);
      if (!match) return [];
      const { status, spans, personId } = annotation;
      const facts = [status, spans.length > 1 && `${spans.length} fragments`, people.get(personId)?.name];
      const content = (
        <>
          <Swatch colour={code?.colour ?? 0} />
          <MatchedName name={label} matched={match.matched} />
          <span className={styles.path}>{facts.filter(Boolean).join(' · ')}</span>
        </>
      );
      const run = () => void workspace.attempt(() => showAnnotation(workspace, annotation));
      return [{ id: annotation.id, content, run }];
    });
  }

  return (
    <Palette
      label="Annotations here"
      placeholder="Code or words of the passage"
      entriesFor={entriesFor}
      nothing="No annotation here has these words."
      onClose={onClose}
    />
  );
}
