import { ArrowLeft, ChevronDown, ChevronUp, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { type Annotation, hull } from '../../core/annotation/annotation.ts';
import { codePath } from '../../core/codebook/tree.ts';
import { AttributeFields } from '../attributes/AttributeFields.tsx';
import { missingInWords } from '../attributes/attribute-problem.ts';
import { CommandKeys } from '../commands/CommandKeys.tsx';
import { commandById, runCommand, useKeysOf } from '../commands/registry.ts';
import { IconButton } from '../controls/buttons.tsx';
import { CodeChip } from '../controls/CodeMark.tsx';
import { classNames } from '../controls/class-names.ts';
import { Section } from '../controls/Section.tsx';
import { counted, moment } from '../controls/words.ts';
import { Threads } from '../discussion/Threads.tsx';
import { PaneHeader } from '../layout/PaneHeader.tsx';
import { LockedLine } from '../people/LockedLine.tsx';
import { useAnnotationsAt, useCodeMap, usePeople } from '../session/queries.ts';
import { useSession, useWorkspace } from '../session/session-context.ts';
import { setAttribute } from '../workspace/annotating.ts';
import { showAnnotation } from '../workspace/walking.ts';
import styles from './AnnotationInspector.module.css';
import { EntityLink } from './EntityLink.tsx';
import { Fragments } from './Fragments.tsx';
import { History } from './History.tsx';
import { NoteEditor } from './NoteEditor.tsx';
import { OlderDefinition } from './OlderDefinition.tsx';
import { wholeQuote } from './quotation.ts';
import { Relations } from './Relations.tsx';
import { StatusChoice } from './StatusChoice.tsx';
import { VerdictOn } from './VerdictOn.tsx';

/** The other annotations on the same text: a stack can be read, and each of it reached. */
function Stack({ annotation }: { readonly annotation: Annotation }) {
  const workspace = useWorkspace();
  const byId = useCodeMap();
  const { start, end } = hull(annotation.spans);
  const others = useAnnotationsAt(annotation.documentId, start, end).filter(({ id }) => id !== annotation.id);
  if (others.length === 0) return null;
  return (
    <Section id="stack" title={`Also here (${others.length})`}>
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
    </Section>
  );
}

/** The threads on the annotation; the command opens a new one. */
function Comments({ annotationId }: { readonly annotationId: string }) {
  const [writing, setWriting] = useState(false);
  return (
    <Section id="comments" title="Comments" command="code.comment" onAsked={() => setWriting(true)}>
      <Threads targetKind="annotation" targetId={annotationId} writing={writing} onWriting={setWriting} />
    </Section>
  );
}

/** All about the selected annotation, and all that can be done with it. */
export function AnnotationInspector({ annotation }: { readonly annotation: Annotation }) {
  const workspace = useWorkspace();
  const keysOf = useKeysOf();
  const session = useSession();
  const byId = useCodeMap();
  const people = usePeople();
  const code = byId.get(annotation.codeId);
  const run = (id: string) => {
    const command = commandById(id);
    if (command) runCommand(command, { workspace, session });
  };
  const fragments =
    annotation.spans.length > 1 ? counted(annotation.spans.length, 'fragment', 'fragments') : '';
  const above = code ? codePath(code, byId).slice(0, -1) : [];

  return (
    <>
      <PaneHeader title="Annotation">
        <IconButton
          label="Previous annotation"
          keys={keysOf('go.previousAnnotation')}
          icon={<ChevronUp />}
          small
          onPress={() => run('go.previousAnnotation')}
        />
        <IconButton
          label="Next annotation"
          keys={keysOf('go.nextAnnotation')}
          icon={<ChevronDown />}
          small
          onPress={() => run('go.nextAnnotation')}
        />
        <IconButton
          label="Delete the annotation"
          keys={keysOf('code.removeTag')}
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
        <div className={styles.head}>
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
          {code && <OlderDefinition annotation={annotation} code={code} />}
        </div>
        <LockedLine personId={annotation.personId} />
        <VerdictOn annotationId={annotation.id} />
        <Section id="quotation" title="Quotation" remark={fragments}>
          <Fragments annotation={annotation} />
        </Section>
        {code && code.attributes.length > 0 && (
          <Section
            id="attributes"
            title="Attributes"
            command="code.attributes"
            remark={missingInWords(code.attributes, annotation.attributes) ?? ''}
          >
            <AttributeFields
              definitions={code.attributes}
              values={annotation.attributes}
              words={wholeQuote(annotation.spans)}
              onChange={(definitionId, value) =>
                void workspace.attempt(() => setAttribute(workspace, annotation, definitionId, value))
              }
              onDone={() => workspace.reading.current?.focus()}
            />
          </Section>
        )}
        <Section id="status" title="Status">
          <StatusChoice annotation={annotation} />
        </Section>
        <EntityLink annotation={annotation} />
        <Section id="note" title="Note" command="code.note">
          <NoteEditor annotation={annotation} />
        </Section>
        <Section id="relations" title="Relations" command="relation.relate">
          <Relations annotationId={annotation.id} />
        </Section>
        <Comments annotationId={annotation.id} />
        <Stack annotation={annotation} />
        <Section id="made" title="Made">
          <p className={styles.made}>
            {people.get(annotation.personId)?.name ?? 'Someone'}, {moment(annotation.createdAt)}
            {annotation.updatedAt !== annotation.createdAt && <>; changed {moment(annotation.updatedAt)}</>}
          </p>
        </Section>
        <Section id="history" title="History">
          <History recordId={annotation.id} />
        </Section>
      </div>
    </>
  );
}
