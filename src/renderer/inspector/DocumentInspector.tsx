import { MessageSquareText, Pencil, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Annotation } from '../../core/annotation/annotation.ts';
import type { CountedCode } from '../../core/codebook/code.ts';
import { withDescendants } from '../../core/codebook/tree.ts';
import type { Id } from '../../core/ids.ts';
import { IconButton } from '../controls/buttons.tsx';
import { CodeChip } from '../controls/CodeMark.tsx';
import { VirtualList } from '../controls/VirtualList.tsx';
import { PaneHeader } from '../layout/PaneHeader.tsx';
import { useObservable } from '../session/observable.ts';
import { useAnnotationPages, useCodebook, useCodeMap, usePeople, useProject } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { deleteAnnotations } from '../workspace/tagging.ts';
import { showAnnotation } from '../workspace/walking.ts';
import { ChosenBar } from './ChosenBar.tsx';
import styles from './DocumentInspector.module.css';
import { DocumentSections } from './DocumentSections.tsx';
import { wholeQuote } from './quotation.ts';

function AnnotationRow({
  annotation,
  code,
  person,
  isTaken,
}: {
  readonly annotation: Annotation;
  readonly code: CountedCode | undefined;
  /** whose it is; empty for one's own */
  readonly person: string;
  readonly isTaken: boolean;
}) {
  return (
    <span className={styles.row}>
      <span className={styles.rowHead}>
        {isTaken && <span aria-hidden="true">✓</span>}
        <CodeChip code={code} />
        {annotation.lost && <span className={styles.lost}>place lost</span>}
        {annotation.note !== '' && (
          <MessageSquareText className={styles.note} role="img" aria-label="has a note" />
        )}
        {person !== '' && (
          <span className={styles.person} dir="auto">
            {person}
          </span>
        )}
      </span>
      <span className={styles.quote} dir="auto">
        {wholeQuote(annotation.spans)}
      </span>
    </span>
  );
}

/** The document's annotations in text order, all or those of the chosen code and the codes below it. */
export function DocumentInspector({ documentId }: { readonly documentId: Id }) {
  const workspace = useWorkspace();
  const { state, attempt } = workspace;
  const codes = useCodebook();
  const byId = useCodeMap();
  const people = usePeople();
  const me = useProject()?.me.id;
  const personOf = ({ personId }: Annotation) =>
    personId === me ? '' : (people.get(personId)?.name ?? 'Someone');
  const chosen = useObservable(state, (value) => value.codeId);
  const code = chosen === null ? undefined : byId.get(chosen);
  const codeIds = useMemo(() => (code ? [...withDescendants([code.id], codes)].sort() : []), [code, codes]);
  const { annotations, total, loaded, fetchMore } = useAnnotationPages(documentId, codeIds);

  const [taken, setTaken] = useState<ReadonlySet<Id>>(new Set());
  const several = annotations.filter(({ id }) => taken.has(id));
  const toggle = (id: Id) => {
    const next = new Set(taken);
    if (!next.delete(id)) next.add(id);
    setTaken(next);
  };
  const takeSpan = (from: Annotation, to: Annotation) => {
    const [a, b] = [annotations.indexOf(from), annotations.indexOf(to)].sort((x, y) => x - y);
    setTaken(new Set([...taken, ...annotations.slice(a, (b ?? 0) + 1).map(({ id }) => id)]));
  };

  return (
    <>
      <PaneHeader title="Annotations" count={total}>
        <IconButton
          label="Edit the document’s title, author, date …"
          icon={<Pencil />}
          small
          onPress={() => state.patch({ dialog: { kind: 'edit-document', documentId } })}
        />
      </PaneHeader>
      {code && (
        <div className={styles.filter}>
          <span>Only</span>
          <CodeChip code={code} />
          <IconButton
            label="Show all annotations"
            icon={<X />}
            small
            onPress={() => state.patch({ codeId: null })}
          />
        </div>
      )}
      {several.length > 0 && <ChosenBar chosen={several} onLeave={() => setTaken(new Set())} />}
      {annotations.length > 0 ? (
        <VirtualList
          label="Annotations of the document"
          items={annotations}
          keyOf={({ id }) => id}
          rowHeight={58}
          renderRow={(annotation) => (
            <AnnotationRow
              annotation={annotation}
              code={byId.get(annotation.codeId)}
              person={personOf(annotation)}
              isTaken={taken.has(annotation.id)}
            />
          )}
          selectedKey={null}
          onChoose={(annotation) => void attempt(() => showAnnotation(workspace, annotation))}
          onRowKey={(event, annotation) => {
            if (event.key !== 'Delete' && event.key !== 'Backspace') return false;
            const ids = taken.has(annotation.id) ? several.map(({ id }) => id) : [annotation.id];
            void attempt(() => deleteAnnotations(workspace, ids));
            return true;
          }}
          checks={{
            isChecked: ({ id }) => taken.has(id),
            onToggle: ({ id }) => toggle(id),
            onSpan: takeSpan,
          }}
          onNearEnd={fetchMore}
        />
      ) : (
        // It holds the list's place while that is fetched: what stands below stays where it is.
        <p className={styles.empty}>
          {loaded &&
            (code
              ? `Nothing in this document is tagged ‘${code.name}’.`
              : 'Nothing is tagged here yet. Select a passage and press a code’s key.')}
        </p>
      )}
      <DocumentSections key={documentId} documentId={documentId} />
    </>
  );
}
