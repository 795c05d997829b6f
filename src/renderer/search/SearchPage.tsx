import { useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '../controls/buttons.tsx';
import { counted } from '../controls/words.ts';
import { NoDocument } from '../document/NoDocument.tsx';
import { PageHeader } from '../layout/PageHeader.tsx';
import { ErrorNote } from '../notices/ErrorNote.tsx';
import { useObservable } from '../session/observable.ts';
import { useDocuments } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { tagPassages } from '../workspace/tag-many.ts';
import { ChosenPassages } from './ChosenPassages.tsx';
import { DocumentCounts } from './DocumentCounts.tsx';
import { IndexLine } from './IndexLine.tsx';
import { NothingFound } from './NothingFound.tsx';
import { PassageList, type PassageListHandle } from './PassageList.tsx';
import { type Asked, countsIn, isQueryFault, keyOf } from './question.ts';
import { SearchField } from './SearchField.tsx';
import { SearchLesson } from './SearchLesson.tsx';
import styles from './SearchPage.module.css';
import type { SearchState } from './search-session.ts';
import { extentOf, openFound, searchOf } from './searching.ts';
import { passagesToTag, type TaggedAs } from './tag-found.ts';
import { useLasting } from './use-lasting.ts';

/** Milliseconds after which a search under way is told. */
const BUSY = 200;
/** Pixels: from here on the counts by document stand beside the passages unasked; below, when asked for, in their place. */
const WIDE = 860;
const NARROW = 600;

/** How much was found, in words. */
function countsInWords(state: SearchState, isBusy: boolean): string {
  const { phase, passages, counts, documentIds } = state;
  if (phase === 'empty') return 'in all texts of the project';
  if (phase === 'asking') return isBusy ? 'Searching …' : '';
  if (phase === 'stopped') return 'The search was cancelled.';
  if (phase === 'failed') return '';
  const { total, isTotalKnown } = extentOf(state);
  if (!isTotalKnown) return `at least ${counted(passages.length, 'passage', 'passages')}, counting …`;
  const inDocuments = counts ? countsIn(counts, documentIds).documents.length : null;
  const found = counted(total, 'passage', 'passages');
  return inDocuments === null || total === 0
    ? found
    : `${found} in ${counted(inDocuments, 'document', 'documents')}`;
}

/** The element's width in pixels, as it changes; 0 while it is not known. */
function useWidth(element: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const { current } = element;
    if (!current) return;
    const observer = new ResizeObserver(() => setWidth(current.clientWidth));
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

/** Searching the texts of the whole project. */
export function SearchPage() {
  const workspace = useWorkspace();
  const { attempt } = workspace;
  const session = searchOf(workspace);
  const state = useObservable(session.state, (value) => value);
  const { phase, passages, counts, documentIds, kind, error, chosen } = state;
  const { documents, loaded } = useDocuments();
  const byId = useMemo(() => new Map(documents.map((document) => [document.id, document])), [documents]);
  const list = useRef<PassageListHandle>(null);
  const root = useRef<HTMLDivElement>(null);
  const width = useWidth(root);
  /** null: where there is room */
  const [areCountsWanted, setCountsWanted] = useState<boolean | null>(null);
  const isBusy = useLasting(phase === 'asking', BUSY);
  // Who comes back from a passage goes on in the list, who comes to search writes.
  const [startsInList] = useState(() => session.state.get().current >= 0);
  useEffect(() => session.watch(), [session]);
  const [taggedAs, setTaggedAs] = useState<TaggedAs>('hits');
  const toTag = () =>
    passagesToTag(
      passages.filter((passage) => chosen.has(keyOf(passage))),
      taggedAs,
    );

  if (loaded && documents.length === 0) {
    return (
      <>
        <PageHeader title="Search" facts="in all texts of the project" />
        <NoDocument hasDocuments={false} />
      </>
    );
  }
  /** The button that asked goes with what it was for: who works by keyboard goes on in the field. */
  const askAgain = (change: Partial<Asked>) => {
    session.ask(change);
    session.toField();
  };
  const cancel = () => {
    session.stop();
    session.toField();
  };
  const areCountsShown = (areCountsWanted ?? width >= WIDE) && counts !== null && counts.passages > 0;
  const canCount = counts !== null && counts.passages > 0;
  const isQueryAtFault = phase === 'failed' && isQueryFault(error);
  const only = documentIds?.length === 1 ? byId.get(documentIds[0] ?? '')?.title : undefined;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the whole page
    <div
      ref={root}
      className={styles.page}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || !isBusy) return;
        // Ends the search, and does not leave the page.
        event.preventDefault();
        event.stopPropagation();
        cancel();
      }}
    >
      <PageHeader title="Search" facts={<span role="status">{countsInWords(state, isBusy)}</span>}>
        {isBusy && <Button onPress={cancel}>Cancel</Button>}
        {canCount && (
          <Button aria-expanded={areCountsShown} onPress={() => setCountsWanted(!areCountsShown)}>
            By Document
          </Button>
        )}
      </PageHeader>
      <SearchField session={session} isFirst={!startsInList} onToList={() => list.current?.focus()} />
      {documentIds && (
        <div className={styles.scope}>
          <span dir="auto">
            {only === undefined
              ? `Only in ${counted(documentIds.length, 'chosen document', 'chosen documents')}`
              : `Only in ‘${only}’`}
          </span>
          <Button look="quiet" onPress={() => askAgain({ documentIds: null })}>
            Search All Documents
          </Button>
        </div>
      )}
      <IndexLine />
      {chosen.size > 0 && (
        <ChosenPassages
          count={chosen.size}
          taggedAs={taggedAs}
          onTaggedAs={setTaggedAs}
          onTag={() => workspace.state.patch({ dialog: { kind: 'tag-many', passages: toTag() } })}
          onLeave={() => {
            session.chooseNone();
            list.current?.focus();
          }}
        />
      )}
      {phase === 'failed' && !isQueryAtFault && <ErrorNote error={error} />}
      <div className={styles.body} data-waiting={isBusy || undefined}>
        {phase === 'empty' && <SearchLesson kind={kind} />}
        {phase === 'found' && passages.length === 0 && <NothingFound asked={state} onAsk={askAgain} />}
        {passages.length > 0 && !(areCountsShown && width < NARROW) && (
          <PassageList
            ref={list}
            session={session}
            documents={byId}
            counts={counts}
            isFirst={startsInList}
            onOpen={(index) => void attempt(() => openFound(workspace, index))}
            onCode={(codeId) => void attempt(() => tagPassages(workspace, codeId, toTag()))}
            onOnly={(documentId) => session.ask({ documentIds: [documentId] })}
          />
        )}
        {areCountsShown && (
          <DocumentCounts
            counts={counts}
            documents={byId}
            chosen={documentIds}
            isAlone={width < NARROW}
            onChoose={(chosen) => session.ask({ documentIds: chosen })}
            onAll={() => askAgain({ documentIds: null })}
            onLeave={() => setCountsWanted(false)}
          />
        )}
      </div>
    </div>
  );
}
