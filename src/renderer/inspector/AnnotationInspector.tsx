import { ArrowLeft, ChevronDown, ChevronUp, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { type Annotation, hull } from '../../core/annotation/annotation.ts';
import { codePath } from '../../core/codebook/tree.ts';
import { CommandKeys } from '../commands/CommandKeys.tsx';
import { commandById, runCommand } from '../commands/registry.ts';
import { IconButton } from '../controls/buttons.tsx';
import { CodeChip } from '../controls/CodeMark.tsx';
import { classNames } from '../controls/class-names.ts';
import { moment } from '../controls/words.ts';
import { PaneHeader } from '../layout/PaneHeader.tsx';
import { useAnnotationsAt, useCodeMap, usePeople } from '../session/queries.ts';
import { useSession, useWorkspace } from '../session/session-context.ts';
import { showAnnotation } from '../workspace/walking.ts';
import styles from './AnnotationInspector.module.css';
import { Ends } from './Ends.tsx';
import { History } from './History.tsx';
import { NoteEditor } from './NoteEditor.tsx';
import { wholeQuote } from './quotation.ts';

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** The other annotations on the same text: a stack can be read, and each of it reached. */
function Stack({ annotation }: { readonly annotation: Annotation }) {
  const workspace = useWorkspace();
  const byId = useCodeMap();
  const { start, end } = hull(annotation.spans);
  const others = useAnnotationsAt(annotation.documentId, start, end).filter(({ id }) => id !== annotation.id);
  if (others.length === 0) return null;
  return (
    <Part title={`Also here (${others.length})`}>
      <ul>
        {others.map((other) => (
          <li key={other.id}>
            <AriaButton
              className={classNames(styles.other)}
              onPress={() => void workspace.attempt(() => showAnnotation(workspace, other))}
            >
              <CodeChip code={byId.get(other.codeId)} />
              <span className={styles.otherQuote} dir="auto">
                {wholeQuote(other.spans)}
              </span>
            </AriaButton>
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** All about the selected annotation, and all that can be done with it. */
export function AnnotationInspector({ annotation }: { readonly annotation: Annotation }) {
  const workspace = useWorkspace();
  const session = useSession();
  const byId = useCodeMap();
  const people = usePeople();
  const code = byId.get(annotation.codeId);
  const run = (id: string) => {
    const command = commandById(id);
    if (command) runCommand(command, { workspace, session });
  };
  const above = code ? codePath(code, byId).slice(0, -1) : [];

  return (
    <>
      <PaneHeader title="Annotation">
        <IconButton
          label="Previous annotation"
          keys="["
          icon={<ChevronUp />}
          small
          onPress={() => run('go.previousAnnotation')}
        />
        <IconButton
          label="Next annotation"
          keys="]"
          icon={<ChevronDown />}
          small
          onPress={() => run('go.nextAnnotation')}
        />
        <IconButton
          label="Delete the annotation"
          keys="Delete"
          icon={<Trash2 />}
          small
          onPress={() => run('code.removeTag')}
        />
        <IconButton
          label="Back to the list"
          keys="Escape"
          icon={<ArrowLeft />}
          small
          onPress={() => workspace.state.patch({ annotationId: null })}
        />
      </PaneHeader>
      <div className={styles.scroller}>
        <Part title="Code">
          <AriaButton className={classNames(styles.code)} onPress={() => run('code.changeCode')}>
            <CodeChip code={code} />
            <span className={styles.path}>{above.join(' › ')}</span>
            <span className={styles.change}>
              Change <CommandKeys id="code.changeCode" />
            </span>
          </AriaButton>
          {code?.description && (
            <p className={styles.description} dir="auto">
              {code.description}
            </p>
          )}
        </Part>
        <Part title="Quotation">
          {annotation.spans.map((span, index) => (
            <div key={`${span.start}-${span.end}`}>
              <blockquote className={styles.quote} dir="auto" data-copyable>
                {span.quote}
              </blockquote>
              <Ends span={span} index={index} count={annotation.spans.length} />
            </div>
          ))}
        </Part>
        <Part title="Note">
          <NoteEditor annotation={annotation} />
        </Part>
        <Stack annotation={annotation} />
        <Part title="Made">
          <p className={styles.made}>
            {people.get(annotation.personId)?.name ?? 'Someone'}, {moment(annotation.createdAt)}
            {annotation.updatedAt !== annotation.createdAt && <>; changed {moment(annotation.updatedAt)}</>}
          </p>
        </Part>
        <Part title="History">
          <History recordId={annotation.id} />
        </Part>
      </div>
    </>
  );
}
