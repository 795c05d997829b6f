import { memo, useCallback, useEffect, useRef, useState } from 'react';
import type { OpenedDocument, ProjectState } from '../../contract/procedures.ts';
import type { Id } from '../../core/ids.ts';
import { usePaneFocus } from '../layout/use-pane-focus.ts';
import { BlindLine } from '../people/BlindLine.tsx';
import type { ReadingMenu, ReadingViewHandle } from '../reading/index.ts';
import { ReadingView } from '../reading/index.ts';
import { afterPaint } from '../session/after-paint.ts';
import { queryKeys } from '../session/invalidation.ts';
import { documentsQuery } from '../session/listed-queries.ts';
import { useObservable } from '../session/observable.ts';
import { useCodeMap, useDocumentPresence, useOpened, usePeople, useProject } from '../session/queries.ts';
import { usable, useUsable } from '../session/ready.ts';
import { useWorkspace } from '../session/session-context.ts';
import { addSelection } from '../workspace/fragments.ts';
import { lastPlace, PlaceKeeper } from '../workspace/places.ts';
import { askRelation, followTo } from '../workspace/relating.ts';
import { adjust } from '../workspace/tagging.ts';
import { DocumentHeader } from './DocumentHeader.tsx';
import styles from './DocumentPane.module.css';
import { NoDocument } from './NoDocument.tsx';
import { ReadingMenus } from './ReadingMenus.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { useTextAwaited } from './use-text-awaited.ts';

const OpenDocument = memo(function OpenDocument({
  opened,
  project,
  onShown,
  onMenu,
}: {
  readonly opened: OpenedDocument;
  readonly project: ProjectState;
  readonly onShown: (documentId: Id) => void;
  readonly onMenu: (menu: ReadingMenu) => void;
}) {
  const workspace = useWorkspace();
  const { client, state, layout, reading, arrival, brought, queries, attempt, typedAhead, projectPath } =
    workspace;
  const documentId = opened.document.id;
  const codes = useCodeMap();
  const people = usePeople();
  const annotationId = useObservable(state, (value) => value.annotationId);
  const relationStartId = useObservable(state, (value) => value.relationStart?.annotationId ?? null);
  const textSize = useObservable(layout, (value) => value.textSize);
  const [painted, setPainted] = useState(false);
  useUsable(painted);
  const [awaited] = useState(() => (arrival.current?.documentId === documentId ? arrival.current : null));
  const [first] = useState(() => ({
    offset: awaited?.range.start ?? lastPlace(projectPath, documentId),
    isTop: awaited === null,
    passage: brought.take(documentId),
  }));
  const keeper = useRef<PlaceKeeper | null>(null);
  useEffect(() => {
    const made = new PlaceKeeper(projectPath, documentId);
    keeper.current = made;
    return () => made.close();
  }, [projectPath, documentId]);

  const take = useCallback(
    (handle: ReadingViewHandle | null) => {
      reading.current = handle;
      if (!handle) return;
      arrival.current = null;
      const goThere = () =>
        awaited
          ? handle.goTo(awaited.range, awaited.select ? { select: true } : { flash: true })
          : handle.goBackTo(first.offset);
      void attempt(goThere).then(() => {
        setPainted(true);
        onShown(documentId);
      });
    },
    [reading, arrival, attempt, awaited, first, documentId, onShown],
  );

  return (
    <ReadingView
      ref={take}
      client={client}
      opened={opened}
      first={first}
      codes={codes}
      people={people}
      me={project.me.id}
      selectedAnnotationId={annotationId}
      textSize={textSize}
      onSelectAnnotation={(annotation) => {
        if (annotation) queries.setQueryData(queryKeys.annotation(annotation.id), annotation);
        state.patch({ annotationId: annotation?.id ?? null });
      }}
      onSelectionChange={(selection) => state.patch({ selection })}
      onPlace={(offset) => keeper.current?.at(offset)}
      onAdjust={(annotation, spanIndex, range) =>
        attempt(() => adjust(workspace, annotation, spanIndex, range))
      }
      onKeyUnderWay={(work) => void attempt(() => typedAhead.during(work))}
      relationStartId={relationStartId}
      onAdded={() => {
        if (state.get().annotationId !== null) void attempt(() => addSelection(workspace));
      }}
      onRelate={(fromId, toId) => askRelation(workspace, fromId, toId)}
      onFollow={(end) => void attempt(() => followTo(workspace, end))}
      onListRelations={(relations) =>
        state.patch({ dialog: { kind: 'follow', annotationId: null, relations } })
      }
      onMenu={onMenu}
    />
  );
});

/** The place of a document that is not open, or not yet. */
function Absent({
  loaded,
  chosen,
  hasAny,
}: {
  readonly loaded: boolean;
  readonly chosen: boolean;
  readonly hasAny: boolean;
}) {
  if (loaded) return chosen ? null : <NoDocument hasDocuments={hasAny} />;
  return (
    <p className={styles.opening} role="status">
      Opening …
    </p>
  );
}

/** The document that is open: its head, its text, and what can be done with the selection. */
export function DocumentPane() {
  const { state, reading, client, queries } = useWorkspace();
  const documentId = useObservable(state, (value) => value.documentId);
  const { opened, failed } = useOpened(documentId);
  const shownId = useObservable(state, (value) => value.shownId);
  const onShown = useCallback(
    (shown: Id) => void Promise.all([afterPaint(), usable]).then(() => state.patch({ shownId: shown })),
    [state],
  );
  useTextAwaited(documentId, shownId, failed);
  useEffect(() => {
    if (failed) state.patch({ shownId: documentId });
  }, [failed, documentId, state]);
  const [menu, setMenu] = useState<ReadingMenu | null>(null);
  const project = useProject();
  const { loaded, hasAny, isThere } = useDocumentPresence(documentId);
  usePaneFocus(
    'text',
    useCallback(() => reading.current?.focus(), [reading]),
  );

  // A document deleted elsewhere, or by an undo, cannot stay open.
  const isGone = loaded && documentId !== null && !isThere;
  useEffect(() => {
    if (!isGone) return;
    // The list may be of before the import that brought the document: only one of now tells that it has gone.
    let isAsked = true;
    void queries.fetchQuery(documentsQuery(client)).then(
      (documents) => {
        if (isAsked && !documents.some(({ id }) => id === documentId))
          state.patch({ documentId: null, annotationId: null, selection: null });
      },
      () => undefined, // told, as of every query
    );
    return () => {
      isAsked = false;
    };
  }, [isGone, documentId, client, queries, state]);

  return (
    <section className={styles.pane} data-pane="text" aria-label="Text">
      {opened && project && documentId !== null ? (
        <>
          <DocumentHeader opened={opened} />
          <BlindLine documentId={documentId} />
          <div className={styles.text}>
            <OpenDocument
              // Another text is another view: nothing of the former may stay.
              key={`${documentId} ${opened.text.id}`}
              opened={opened}
              project={project}
              onShown={onShown}
              onMenu={setMenu}
            />
            <SelectionBar />
            {menu && <ReadingMenus menu={menu} onClose={() => setMenu(null)} />}
          </div>
        </>
      ) : (
        <Absent loaded={loaded} chosen={documentId !== null} hasAny={hasAny} />
      )}
    </section>
  );
}
