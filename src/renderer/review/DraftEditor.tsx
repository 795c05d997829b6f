import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { codesInTreeOrder } from '../../core/codebook/tree.ts';
import type { TextRange } from '../../core/text/structure.ts';
import { Button, IconButton } from '../controls/buttons.tsx';
import { Select } from '../controls/fields.tsx';
import { Keys } from '../controls/Keys.tsx';
import { useCodebook, usePeople } from '../session/queries.ts';
import styles from './DraftEditor.module.css';
import { movedByWord } from './passage-segments.ts';
import type { Draft, Reviewing } from './use-reviewing.ts';

type Move = readonly [end: 'start' | 'end', direction: 'back' | 'on'];

const MOVES: Readonly<Record<string, Move>> = {
  ArrowLeft: ['end', 'back'],
  ArrowRight: ['end', 'on'],
  'Shift+ArrowLeft': ['start', 'back'],
  'Shift+ArrowRight': ['start', 'on'],
};

/** The draft with its first start or last end moved by a word. */
function moved(draft: Draft, text: { start: number; content: string }, [end, direction]: Move): Draft {
  const at = end === 'start' ? 0 : draft.ranges.length - 1;
  const range = draft.ranges[at];
  if (!range) return draft;
  const local = { start: range.start - text.start, end: range.end - text.start };
  const next = movedByWord(text.content, local, end, direction);
  const back: TextRange = { start: next.start + text.start, end: next.end + text.start };
  // Never over another part of the same passage.
  const others = draft.ranges.filter((_, other) => other !== at);
  if (others.some((other) => other.start < back.end && back.start < other.end)) return draft;
  return { ...draft, ranges: draft.ranges.map((each, place) => (place === at ? back : each)) };
}

interface DraftEditorProps {
  readonly reviewing: Reviewing;
  readonly draft: Draft;
  readonly onLeave: () => void;
}

/** Writes what stands in the place of what people said, or besides it: the code, the ends by word, what it is made from. */
export function DraftEditor({ reviewing, draft, onLeave }: DraftEditorProps) {
  const { comparison, passage, setDraft, saveDraft } = reviewing;
  const codes = codesInTreeOrder(useCodebook().filter(({ kind }) => kind === 'span'));
  const people = usePeople();
  const ends = useRef<HTMLFieldSetElement>(null);
  useEffect(() => ends.current?.focus(), []);
  if (!comparison || !passage) return null;
  const { text } = passage;
  const words = draft.ranges
    .map(({ start, end }) => text.content.slice(start - text.start, end - text.start))
    .join(' … ');
  const move = (step: Move) => setDraft(moved(draft, text, step));
  const leave = () => {
    setDraft(null);
    onLeave();
  };
  const save = () => {
    saveDraft();
    onLeave();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of all that is in it
    <div
      className={styles.editor}
      onKeyDown={(event) => {
        if (event.defaultPrevented || event.nativeEvent.isComposing) return;
        const isField = event.target instanceof Element && event.target.matches('button, input');
        if (event.key === 'Escape') leave();
        else if (event.key === 'Enter' && !isField) save();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <strong>{draft.kind === 'amend' ? 'Amend' : 'Write a new one'}</strong>
      {draft.kind === 'amend' && comparison.annotations.length > 1 && (
        <Select
          label="Made from"
          choices={comparison.annotations.map(({ id, personId }) => ({
            id,
            label: people.get(personId)?.name ?? 'Someone',
          }))}
          value={draft.basisId ?? ''}
          onChange={(id) => {
            const basis = comparison.annotations.find((annotation) => annotation.id === id);
            if (basis) setDraft({ ...draft, basisId: id, codeId: basis.codeId, ranges: basis.spans });
          }}
        />
      )}
      <Select
        label="Code"
        choices={codes.map(({ code, depth }) => ({
          id: code.id,
          label: `${'  '.repeat(depth)}${code.name}`,
        }))}
        value={draft.codeId}
        onChange={(codeId) => setDraft({ ...draft, codeId })}
      />
      <fieldset
        ref={ends}
        className={styles.ends}
        tabIndex={-1}
        aria-label="Passage: Left and Right move its end by a word, with Shift its start"
        onKeyDown={(event) => {
          const step = MOVES[`${event.shiftKey ? 'Shift+' : ''}${event.key}`];
          if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
          event.preventDefault();
          event.stopPropagation();
          move(step);
        }}
      >
        <legend>Passage, by word, or select text above</legend>
        <IconButton
          label="Start a word earlier"
          keys="Shift+ArrowLeft"
          icon={<ChevronFirst />}
          onPress={() => move(['start', 'back'])}
        />
        <IconButton
          label="Start a word later"
          keys="Shift+ArrowRight"
          icon={<ChevronRight />}
          onPress={() => move(['start', 'on'])}
        />
        <output className={styles.words} dir="auto" aria-live="polite">
          {words}
        </output>
        <IconButton
          label="End a word earlier"
          keys="ArrowLeft"
          icon={<ChevronLeft />}
          onPress={() => move(['end', 'back'])}
        />
        <IconButton
          label="End a word later"
          keys="ArrowRight"
          icon={<ChevronLast />}
          onPress={() => move(['end', 'on'])}
        />
      </fieldset>
      <Button look="quiet" onPress={leave}>
        Cancel <Keys keys="Escape" />
      </Button>
      <Button look="primary" onPress={save}>
        {draft.kind === 'amend' ? 'Save the amendment' : 'Add to the set'} <Keys keys="Enter" />
      </Button>
    </div>
  );
}
