import { Plus } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { Toolbar } from 'react-aria-components';
import { CommandKeys } from '../commands/CommandKeys.tsx';
import { commandById, runCommand } from '../commands/registry.ts';
import { codeStyle } from '../controls/CodeMark.tsx';
import { classNames } from '../controls/class-names.ts';
import { Keys } from '../controls/Keys.tsx';
import { useObservable } from '../session/observable.ts';
import { useAnnotation, useCodebook } from '../session/queries.ts';
import { useSession, useWorkspace } from '../session/session-context.ts';
import { recentCodeIds } from '../workspace/recent-codes.ts';
import { passageOf, tagWith } from '../workspace/tagging.ts';
import { barCodes } from './bar-codes.ts';
import styles from './SelectionBar.module.css';

/** Pixels that a code takes at most; the bar stays on one line. */
const CODE_WIDTH = 116;
const MOST_CODES = 8;
/** Pixels above the foot of the text that the bar would cover. */
const COVERED = 64;

/** Whether the selection lies where a bar at the foot of the text would cover it. */
function selectionIsAtFoot(pane: Element | null): boolean {
  const selection = window.getSelection();
  if (!pane || !selection || selection.rangeCount === 0 || selection.isCollapsed) return false;
  const place = selection.getRangeAt(0).getBoundingClientRect();
  return place.bottom > pane.getBoundingClientRect().bottom - COVERED;
}

/** While text is selected: its codes one click away, each with its key. */
export function SelectionBar() {
  const workspace = useWorkspace();
  const session = useSession();
  const codes = useCodebook();
  const selection = useObservable(workspace.state, (state) => state.selection);
  const annotationId = useObservable(workspace.state, (state) => state.annotationId);
  const selected = useAnnotation(annotationId);
  const annotation = selected && { code: codes.find(({ id }) => id === selected.codeId)?.name ?? '' };
  const bar = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ codes: MOST_CODES, atHead: false });
  useLayoutEffect(() => {
    const pane = bar.current?.parentElement;
    if (!selection || !pane) return;
    const codesThatFit = Math.floor(pane.clientWidth / CODE_WIDTH) - 2;
    setPlace({ codes: Math.max(1, Math.min(MOST_CODES, codesThatFit)), atHead: selectionIsAtFoot(pane) });
  }, [selection]);
  if (!selection) return null;
  const tag = (codeId: string) => {
    const passage = passageOf(workspace);
    if (passage) void workspace.attempt(() => tagWith(workspace, codeId, passage));
  };
  const all = commandById('code.tagSelection');
  const add = commandById('fragment.add');
  return (
    <Toolbar
      ref={bar}
      aria-label="Tag the selection"
      className={classNames(styles.bar, place.atHead && styles.atHead)}
    >
      {barCodes(codes, recentCodeIds(), place.codes).map((code) => (
        <button
          type="button"
          key={code.id}
          className={styles.code}
          style={codeStyle(code.colour)}
          onClick={() => tag(code.id)}
        >
          <span className={styles.name}>{code.name}</span>
          {code.key && <Keys keys={code.key} />}
        </button>
      ))}
      <button
        type="button"
        className={classNames(styles.code, styles.all)}
        onClick={() => all && runCommand(all, { workspace, session })}
      >
        <span className={styles.name}>{codes.length > 0 ? 'All codes' : 'Make a code'}</span>
        <CommandKeys id="code.tagSelection" />
      </button>
      <button
        type="button"
        className={classNames(styles.code, styles.all)}
        aria-label={annotation ? `Add to the annotation ‘${annotation.code}’` : 'Keep, and select more'}
        data-tip={
          annotation
            ? `Add to the annotation ‘${annotation.code}’ as a fragment (or select with Ctrl held)`
            : 'Keep this selected and select more; a code then tags all as one'
        }
        onClick={() => add && runCommand(add, { workspace, session })}
      >
        <Plus size={13} aria-hidden="true" />
        {annotation && <span className={styles.name}>{annotation.code}</span>}
        <CommandKeys id="fragment.add" />
      </button>
    </Toolbar>
  );
}
