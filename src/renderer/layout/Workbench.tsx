import { type CSSProperties, useEffect, useRef, useState } from 'react';
import { CodebookPane } from '../codebook/CodebookPane.tsx';
import { useCommandKeys } from '../commands/use-command-keys.ts';
import { DocumentPane } from '../document/DocumentPane.tsx';
import { DocumentsPane } from '../documents/DocumentsPane.tsx';
import { EntitiesPane } from '../entities/EntitiesPane.tsx';
import { useFileDrop } from '../importing/use-file-drop.ts';
import { InspectorPane } from '../inspector/InspectorPane.tsx';
import { useObservable } from '../session/observable.ts';
import { useDocuments } from '../session/queries.ts';
import { useDrawn, useReady } from '../session/ready.ts';
import { useWorkspace } from '../session/session-context.ts';
import { shell } from '../session/shell.ts';
import { openDocument } from '../workspace/documents.ts';
import { Centre } from './CentrePage.tsx';
import { DialogHost } from './DialogHost.tsx';
import { PANEL, panelWidth } from './layout.ts';
import { Splitter } from './Splitter.tsx';
import { StatusBar } from './StatusBar.tsx';
import { Toolbar } from './Toolbar.tsx';
import styles from './Workbench.module.css';

/** A project is opened (in a window of its own), not imported. */
function isProjectFile(path: string): boolean {
  return /\.(gloss|age)$/i.test(path);
}

/** The window's width, as it changes. */
function useWindowWidth(): number {
  const [width, setWidth] = useState(window.innerWidth);
  useEffect(() => {
    const measure = () => setWidth(window.innerWidth);
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, []);
  return width;
}

/**
 * The document that was open last is open from the start (see project-session.ts). Where there is none, or it is not there
 * any more, opens the first of the list, once; without documents the window is ready at once.
 */
function FirstDocument() {
  const workspace = useWorkspace();
  const { documents, loaded } = useDocuments();
  const decided = useRef(false);
  useReady(loaded && documents.length === 0);
  useEffect(() => {
    if (!loaded || decided.current) return;
    decided.current = true;
    const open = workspace.state.get().documentId;
    const [first] = documents;
    if (first && !documents.some(({ id }) => id === open)) openDocument(workspace, first.id);
  }, [loaded, documents, workspace]);
  return null;
}

/**
 * Whether the panes beside the text are drawn: when the text has been painted, since drawing them takes as long as drawing it.
 * Keys wait until then too (see useTextAwaited). Their places are kept, and once drawn they stay.
 */
function usePanesDue(): boolean {
  const { state } = useWorkspace();
  const isNow = useObservable(state, ({ documentId, shownId }) => documentId === null || shownId !== null);
  const [isDue, setDue] = useState(isNow);
  if (isNow && !isDue) setDue(true);
  return isNow || isDue;
}

export function Workbench() {
  const workspace = useWorkspace();
  const { layout, state, notices } = workspace;
  const arranged = useObservable(layout, (value) => value);
  const { leftWidth, rightWidth, documentsShare, lowerPane } = arranged;
  // A review lays many columns side by side: it has the window to itself.
  const isWide = useObservable(state, ({ page }) => page?.kind === 'review');
  const leftOpen = arranged.leftOpen && !isWide;
  const rightOpen = arranged.rightOpen && !isWide;
  const windowWidth = useWindowWidth();
  const left = useRef<HTMLDivElement>(null);
  const panesDue = usePanesDue();
  useDrawn(panesDue);
  useCommandKeys();
  const dropping = useFileDrop((paths) => {
    const projects = paths.filter(isProjectFile);
    const [dropped] = projects;
    if (dropped !== undefined && paths.length === 1 && state.get().dialog === null) {
      state.patch({ dialog: { kind: 'dropped-project', path: dropped } });
      return;
    }
    for (const path of projects)
      void workspace.attempt(async () => void (await shell('openProject', { path })));
    if (projects.length === paths.length) return;
    if (state.get().dialog === null)
      state.patch({ dialog: { kind: 'import', paths: paths.filter((path) => !isProjectFile(path)) } });
    else notices.info('Close the open dialog first, then drop the files again.');
  });

  const shownLeft = leftOpen ? panelWidth(leftWidth, windowWidth, rightOpen ? PANEL.least : 0) : 0;
  const shownRight = rightOpen ? panelWidth(rightWidth, windowWidth, shownLeft) : 0;

  return (
    <div
      className={styles.window}
      data-dropping={dropping || undefined}
      style={{ '--left': `${shownLeft}px`, '--right': `${shownRight}px` } as CSSProperties}
    >
      <Toolbar />
      <div className={styles.panes}>
        {leftOpen && (
          <aside className={styles.left} aria-label="Documents and codes">
            <div className={styles.leftPanes} ref={left}>
              <div className={styles.upper} style={{ flexBasis: `${documentsShare * 100}%` }}>
                {panesDue && <DocumentsPane />}
              </div>
              <Splitter
                label="Height of the documents"
                orientation="horizontal"
                value={documentsShare * 100}
                least={10}
                most={90}
                step={4}
                fromPointer={({ y }) => {
                  const box = left.current?.getBoundingClientRect();
                  return box ? ((y - box.top) / box.height) * 100 : documentsShare * 100;
                }}
                onChange={(share) => layout.patch({ documentsShare: share / 100 })}
              />
              <div className={styles.lower}>
                {panesDue && (lowerPane === 'entities' ? <EntitiesPane /> : <CodebookPane />)}
              </div>
            </div>
            <Splitter
              label="Width of documents and codes"
              orientation="vertical"
              value={shownLeft}
              least={PANEL.least}
              most={PANEL.most}
              step={16}
              fromPointer={({ x }) => x}
              onChange={(width) => layout.patch({ leftWidth: panelWidth(width, windowWidth, shownRight) })}
            />
          </aside>
        )}
        <main className={styles.centre}>
          <Centre Text={DocumentPane} />
        </main>
        {rightOpen && (
          <aside className={styles.right} aria-label="Inspector">
            <Splitter
              label="Width of the inspector"
              orientation="vertical"
              value={shownRight}
              least={PANEL.least}
              most={PANEL.most}
              step={-16}
              fromPointer={({ x }) => windowWidth - x}
              onChange={(width) => layout.patch({ rightWidth: panelWidth(width, windowWidth, shownLeft) })}
            />
            {panesDue && <InspectorPane />}
          </aside>
        )}
      </div>
      <StatusBar />
      <DialogHost />
      <FirstDocument />
      {dropping && (
        <div className={styles.drop} aria-hidden="true">
          <p>Drop to import</p>
        </div>
      )}
    </div>
  );
}
