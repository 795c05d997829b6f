import { CaseSensitive, ChevronDown, ChevronUp, WholeWord, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useSyncExternalStore } from 'react';
import { IconButton } from '../../controls/buttons.tsx';
import styles from './FindBar.module.css';
import type { FindSession, FindState } from './find-session.ts';

/** Icons of the bar, in pixels. */
const ICON = 15;

function countOf({ query, total, walkable, current, error }: FindState): string {
  if (error !== null) return error;
  if (query === '' || total === null) return '';
  if (total === 0) return 'Not found';
  const of =
    total > walkable
      ? `${total.toLocaleString()}, first ${walkable.toLocaleString()} shown`
      : total.toLocaleString();
  return `${(current + 1).toLocaleString()} of ${of}`;
}

interface FindBarProps {
  readonly session: FindSession;
  /** told when the bar is asked for while it is open already: what is in it is selected, to be typed over */
  readonly asked: number;
  onClose(): void;
}

export function FindBar({ session, asked, onClose }: FindBarProps) {
  const state = useSyncExternalStore(session.subscribe, session.state);
  const input = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time that it is asked for
  useEffect(() => input.current?.select(), [asked]);
  if (!state.open) return null;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && event.target === input.current) session.walk(event.shiftKey ? -1 : 1);
    else if (event.key === 'F3') session.walk(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <search className={styles.bar} aria-label="Find in document" onKeyDown={onKeyDown}>
      <input
        ref={input}
        className={styles.input}
        type="text"
        aria-label="Find"
        placeholder="Find in document"
        spellCheck={false}
        value={state.query}
        onChange={(event) => session.search({ query: event.target.value })}
      />
      <output className={styles.count} aria-live="polite">
        {countOf(state)}
      </output>
      <IconButton
        small
        label="Match case"
        pressed={state.caseSensitive}
        icon={<CaseSensitive size={ICON} />}
        onPress={() => session.search({ caseSensitive: !state.caseSensitive })}
      />
      <IconButton
        small
        label="Whole words"
        pressed={state.wholeWord}
        icon={<WholeWord size={ICON} />}
        onPress={() => session.search({ wholeWord: !state.wholeWord })}
      />
      <IconButton
        small
        label="Previous hit"
        keys="Shift+F3"
        icon={<ChevronUp size={ICON} />}
        onPress={() => session.walk(-1)}
      />
      <IconButton
        small
        label="Next hit"
        keys="F3"
        icon={<ChevronDown size={ICON} />}
        onPress={() => session.walk(1)}
      />
      <IconButton small label="Close" keys="Escape" icon={<X size={ICON} />} onPress={onClose} />
    </search>
  );
}
