import { hull } from '../../core/annotation/annotation.ts';
import { CommandKeys } from '../commands/CommandKeys.tsx';
import { inDigits } from '../controls/words.ts';
import { RelationStartLine } from '../document/RelationStartLine.tsx';
import { HiddenPeople } from '../people/HiddenPeople.tsx';
import { useObservable } from '../session/observable.ts';
import { useAnnotation, useListedDocument, useProject } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { LostCount } from '../texts/LostCount.tsx';
import { PlacingLine } from '../texts/PlacingLine.tsx';
import styles from './StatusBar.module.css';

/** What the next key would do, said while it is useful. */
function Hint() {
  const { state } = useWorkspace();
  const selection = useObservable(state, (value) => value.selection);
  const annotationId = useObservable(state, (value) => value.annotationId);
  const annotation = useAnnotation(annotationId);
  if (selection) {
    const length = selection.ranges.reduce((sum, range) => sum + range.end - range.start, 0);
    return (
      <>
        {inDigits(length)} characters selected: press a code’s key, or <CommandKeys id="code.tagSelection" />{' '}
        for all codes
      </>
    );
  }
  if (annotation) {
    const { start, end } = hull(annotation.spans);
    return (
      <>
        Annotation {inDigits(start)}–{inDigits(end)}: <CommandKeys id="code.changeCode" /> code{' '}
        <CommandKeys id="code.note" /> note <CommandKeys id="code.removeTag" /> delete{' '}
        <CommandKeys id="go.nextAnnotation" /> next
      </>
    );
  }
  return (
    <>
      Select text to tag it. <CommandKeys id="help.keys" /> shows all keys
    </>
  );
}

/** Where one is in what a search found, while its passages are gone through. */
function FoundLine() {
  const { state } = useWorkspace();
  const found = useObservable(state, (value) => value.found);
  const documentId = useObservable(state, (value) => value.documentId);
  const page = useObservable(state, (value) => value.page);
  if (!found || found.documentId !== documentId || page !== null) return null;
  const { at, total, isTotalKnown } = found;
  return (
    <span role="status">
      Found passage {inDigits(at)} of {isTotalKnown ? '' : 'at least '}
      {inDigits(total)} <CommandKeys id="search.next" /> next <CommandKeys id="go.search" /> all
    </span>
  );
}

/** One line at the window's foot. */
export function StatusBar() {
  const workspace = useWorkspace();
  const project = useProject();
  const documentId = useObservable(workspace.state, (value) => value.documentId);
  const shown = useListedDocument(documentId);
  const isCovered = useObservable(workspace.state, (value) => value.page !== null);
  const textSize = useObservable(workspace.layout, (layout) => layout.textSize);
  return (
    <footer className={styles.bar}>
      <div className={styles.hint}>
        <PlacingLine>
          <RelationStartLine>{shown && !isCovered && <Hint />}</RelationStartLine>
        </PlacingLine>
      </div>
      <FoundLine />
      <HiddenPeople />
      <LostCount />
      {shown && (
        <span>
          {inDigits(shown.annotations)} {shown.annotations === 1 ? 'annotation' : 'annotations'} ·{' '}
          {inDigits(shown.length)} characters
        </span>
      )}
      <span>Text {textSize} px</span>
      <span>{project?.me.name}</span>
    </footer>
  );
}
