import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Id } from '../../core/ids.ts';
import type { EditedParagraph } from '../../core/text/edited.ts';
import { Button, IconButton } from '../controls/buttons.tsx';
import { Keys } from '../controls/Keys.tsx';
import { Progress } from '../controls/Progress.tsx';
import { inDigits } from '../controls/words.ts';
import { PageHeader } from '../layout/PageHeader.tsx';
import { useOpened } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { useJob } from '../session/use-job.ts';
import { showReport } from '../workspace/texts.ts';
import styles from './EditTextPage.module.css';
import { TextEditor } from './text-editor.ts';
import { type EditablePart, partAt, partCount, useEditablePart } from './use-editable-part.ts';

/** What was written and neither saved nor discarded, by text and part: leaving the page by any way loses nothing. */
const drafts = new Map<string, readonly EditedParagraph[]>();

function draftKey({ textId, firstBlock }: EditablePart): string {
  return `${textId} ${firstBlock}`;
}

function isSame(a: readonly EditedParagraph[], b: readonly EditedParagraph[]): boolean {
  return (
    a.length === b.length && a.every(({ block, text }, i) => block === b[i]?.block && text === b[i]?.text)
  );
}

function Paragraphs({
  part,
  onDirty,
  onSave,
}: {
  readonly part: EditablePart;
  readonly onDirty: (dirty: boolean) => void;
  readonly onSave: (paragraphs: readonly EditedParagraph[]) => void;
}) {
  const holder = useRef<HTMLDivElement>(null);
  const made = useRef<TextEditor | null>(null);
  const latest = useRef({ onDirty, onSave });
  latest.current = { onDirty, onSave };
  useEffect(() => {
    if (!holder.current) return;
    const key = draftKey(part);
    const draft = drafts.get(key);
    const headings = new Set(part.paragraphs.filter(({ heading }) => heading).map(({ block }) => block));
    const shown = draft
      ? draft.map((each) => ({ ...each, heading: each.block !== null && headings.has(each.block) }))
      : part.paragraphs;
    const editor = new TextEditor(holder.current, shown, () => {
      const written = editor.paragraphs();
      const dirty = !isSame(written, part.paragraphs);
      if (dirty) drafts.set(key, written);
      else drafts.delete(key);
      latest.current.onDirty(dirty);
    });
    made.current = editor;
    latest.current.onDirty(draft !== undefined);
    editor.focus();
    return () => editor.close();
  }, [part]);
  return (
    <div className={styles.scroller}>
      {/* biome-ignore lint/a11y/useSemanticElements: a text area has no paragraphs */}
      <div
        ref={holder}
        className={styles.text}
        contentEditable
        suppressContentEditableWarning
        role="textbox"
        tabIndex={0}
        aria-multiline="true"
        aria-label="Text of the document"
        dir="auto"
        spellCheck
        data-first
        onKeyDown={(event) => {
          if (!(event.ctrlKey || event.metaKey) || (event.key !== 'Enter' && event.key !== 's')) return;
          event.preventDefault();
          event.stopPropagation();
          if (made.current) latest.current.onSave(made.current.paragraphs());
        }}
      />
    </div>
  );
}

/** The document's text in plain paragraphs, to be corrected: saving makes a new version and moves the annotations. */
export function EditTextPage({ documentId }: { readonly documentId: Id }) {
  const workspace = useWorkspace();
  const { opened } = useOpened(documentId);
  const [partIndex, setPartIndex] = useState<number | null>(null);
  const [generation, setGeneration] = useState(0);
  const [dirty, setDirty] = useState(false);
  const saving = useJob('texts.change');
  const shownPart = partIndex ?? (opened ? partAt(opened, workspace.reading.current?.place() ?? 0) : 0);
  const part = useEditablePart(opened, shownPart);
  const parts = opened ? partCount(opened) : 1;

  const save = useCallback(
    (paragraphs: readonly EditedParagraph[]) => {
      if (!part || saving.state.phase === 'running') return;
      const { textId, firstBlock, endBlock } = part;
      saving.start(
        {
          documentId,
          change: { from: 'edit', textId, firstBlock, endBlock, paragraphs: [...paragraphs] },
        },
        'Saving the corrected text',
      );
    },
    [part, saving, documentId],
  );
  const saved = saving.state.phase === 'done' ? saving.state.output : null;
  useEffect(() => {
    if (!saved || !part) return;
    drafts.delete(draftKey(part));
    showReport(workspace, saved.report, saved.commit?.action.id ?? null);
    if (workspace.state.get().page === null) workspace.focusPane.get('text')?.();
  }, [saved, part, workspace]);
  const failed = saving.state.phase === 'failed' ? saving.state.error : null;
  useEffect(() => {
    if (failed !== null) workspace.notices.error(failed);
  }, [failed, workspace]);

  const discard = () => {
    if (part) drafts.delete(draftKey(part));
    setDirty(false);
    setGeneration(generation + 1);
  };
  const saveDraft = () => {
    const draft = part && drafts.get(draftKey(part));
    if (draft) save(draft);
  };

  return (
    <>
      <PageHeader
        title="Correct the text"
        facts={
          <>
            {opened?.document.title} · annotations stay with their words
            {dirty && ' · not saved yet'}
          </>
        }
      >
        {saving.state.phase === 'running' && <Progress label="Saving" progress={saving.state.progress} />}
        {parts > 1 && (
          <>
            <IconButton
              label="The part before"
              icon={<ChevronLeft />}
              isDisabled={shownPart === 0}
              onPress={() => setPartIndex(shownPart - 1)}
            />
            <span className={styles.part}>
              Part {inDigits(shownPart + 1)} of {inDigits(parts)}
            </span>
            <IconButton
              label="The part after"
              icon={<ChevronRight />}
              isDisabled={shownPart + 1 >= parts}
              onPress={() => setPartIndex(shownPart + 1)}
            />
          </>
        )}
        <Button isDisabled={!dirty} onPress={discard}>
          Discard
        </Button>
        <Button look="primary" isDisabled={!dirty || saving.state.phase === 'running'} onPress={saveDraft}>
          Save as a new version <Keys keys="Mod+Enter" />
        </Button>
      </PageHeader>
      {part && (
        <Paragraphs key={`${draftKey(part)} ${generation}`} part={part} onDirty={setDirty} onSave={save} />
      )}
    </>
  );
}
