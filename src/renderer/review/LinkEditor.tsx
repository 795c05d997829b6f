import { ArrowRightLeft } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { codesInTreeOrder } from '../../core/codebook/tree.ts';
import { relationFit } from '../../core/relation/ends.ts';
import type { Comparison } from '../../core/review/differences.ts';
import { Button } from '../controls/buttons.tsx';
import { Select } from '../controls/fields.tsx';
import { Keys } from '../controls/Keys.tsx';
import { shortened, wholeQuote } from '../inspector/quotation.ts';
import { endInWords } from '../reading/relations/relation-words.ts';
import { useCodebook } from '../session/queries.ts';
import styles from './DraftEditor.module.css';
import type { LinkDraft } from './use-links.ts';
import type { Reviewing } from './use-reviewing.ts';

interface LinkEditorProps {
  readonly reviewing: Reviewing;
  readonly comparison: Comparison;
  readonly draft: LinkDraft;
  readonly onLeave: () => void;
}

/** Writes a link: in the place of one that people made, with another code or turned round, or anew from what stands for the passage. */
export function LinkEditor({ reviewing, comparison, draft, onLeave }: LinkEditorProps) {
  const { links, passage } = reviewing;
  const codebook = useCodebook();
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => root.current?.querySelector('button')?.focus(), []);
  const { current, setDraft } = links;
  if (!passage) return null;
  const leave = () => {
    setDraft(null);
    onLeave();
  };
  const save = () => {
    links.saveDraft();
    onLeave();
  };
  const standing = passage.standing.filter(({ id }) => draft.kind === 'write' && id !== draft.fromId);
  const codeOf = (id: string) => passage.standing.find((each) => each.id === id)?.codeId ?? '';
  const [fromCode, toCode] =
    draft.kind === 'write'
      ? [codeOf(draft.fromId), codeOf(draft.toId)]
      : [current?.view.from.codeId ?? '', current?.view.to.codeId ?? ''];
  const choices = codesInTreeOrder(codebook.filter(({ kind }) => kind === 'relation')).filter(
    ({ code }) => relationFit(code, codebook, fromCode, toCode) !== 'no',
  );
  const chosen = choices.find(({ code }) => code.id === draft.codeId)?.code;
  const fit = chosen ? relationFit(chosen, codebook, fromCode, toCode) : 'no';
  const directed = chosen?.ends?.directed ?? true;
  const isWhole = chosen !== undefined && (draft.kind === 'amend' || draft.toId !== '');
  const chooseCode = (codeId: string) => {
    const code = choices.find((each) => each.code.id === codeId)?.code;
    const turned = code !== undefined && relationFit(code, codebook, fromCode, toCode) === 'reversed';
    setDraft({ ...draft, codeId, turned });
  };
  const mayTurn =
    directed &&
    chosen !== undefined &&
    fit === 'as-is' &&
    relationFit(chosen, codebook, toCode, fromCode) === 'as-is';
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of all that is in it
    <div
      ref={root}
      className={styles.editor}
      onKeyDownCapture={(event) => {
        // Before a field takes Enter for opening its list.
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.stopPropagation();
        if (isWhole) save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        leave();
      }}
    >
      <strong>{draft.kind === 'amend' ? 'Amend the link' : 'Write a link'}</strong>
      <Select
        label="As"
        choices={choices.map(({ code, depth }) => ({
          id: code.id,
          label: `${'  '.repeat(depth)}${code.name}`,
        }))}
        value={draft.codeId}
        onChange={chooseCode}
        {...(choices.length === 0 ? { hint: 'The codebook has no code for relations that fits these.' } : {})}
      />
      {draft.kind === 'write' ? (
        <Select
          label="To what stands here"
          choices={standing.map((each) => ({
            id: each.id,
            label: shortened(
              `${codebook.find(({ id }) => id === each.codeId)?.name ?? ''}: ${wholeQuote(each.spans)}`,
              80,
            ),
          }))}
          value={draft.toId}
          onChange={(toId) => setDraft({ ...draft, toId })}
        />
      ) : (
        <output className={styles.words} dir="auto">
          {current &&
            [current.view.from, current.view.to]
              .map((end) => endInWords(end, comparison.documentId))
              .join(draft.turned ? ' ← ' : directed ? ' → ' : ' ↔ ')}
        </output>
      )}
      {mayTurn && (
        <Button
          look="quiet"
          aria-pressed={draft.turned}
          onPress={() => setDraft({ ...draft, turned: !draft.turned })}
        >
          <ArrowRightLeft aria-hidden="true" />
          {draft.kind === 'write' && draft.turned ? 'Leads here' : 'Turn round'}
        </Button>
      )}
      <Button look="quiet" onPress={leave}>
        Cancel <Keys keys="Escape" />
      </Button>
      <Button look="primary" isDisabled={!isWhole} onPress={save}>
        {draft.kind === 'amend' ? 'Save the link' : 'Add the link'} <Keys keys="Mod+Enter" />
      </Button>
    </div>
  );
}
