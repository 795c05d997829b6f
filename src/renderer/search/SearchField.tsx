import { CaseSensitive, Search, WholeWord, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { SEARCH_QUERY_MAX } from '../../contract/vocabulary.ts';
import { type ErrorValue, toErrorValue } from '../../core/errors.ts';
import type { QueryKind } from '../../core/query/text-query.ts';
import { IconButton } from '../controls/buttons.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { useObservable } from '../session/observable.ts';
import { isQueryFault } from './question.ts';
import styles from './SearchField.module.css';
import type { SearchSession } from './search-session.ts';

const KINDS = [
  { id: 'words', label: 'Words' },
  { id: 'text', label: 'Exact text' },
  { id: 'pattern', label: 'Pattern' },
] as const;
const ORDERS = [
  { id: 'text', label: 'In text order' },
  { id: 'relevance', label: 'Best first' },
] as const;
const PLACEHOLDERS: Readonly<Record<QueryKind, string>> = {
  words: 'Words, “phrases”, beginnings of words*, OR, −without',
  text: 'Text as it stands',
  pattern: 'Regular expression',
};
/** Icons in the field, in pixels. */
const ICON = 15;

interface FaultProps {
  readonly id: string;
  readonly error: ErrorValue;
  readonly query: string;
  /** UTF-16; null: not known */
  readonly at: number | null;
}

/** What is wrong with the query, and where in it. */
function Fault({ id, error, query, at }: FaultProps) {
  const [sign = ''] = at === null ? [] : query.slice(at);
  return (
    <div id={id} className={styles.fault} role="alert">
      <p>{error.message}</p>
      {error.remedy && <p className={styles.remedy}>{error.remedy}</p>}
      {at !== null && sign.trim() !== '' && (
        <p className={styles.place} dir="auto">
          {query.slice(0, at)}
          <mark>{sign}</mark>
          {query.slice(at + sign.length)}
        </p>
      )}
    </div>
  );
}

interface SearchFieldProps {
  readonly session: SearchSession;
  /** the focus begins here */
  readonly isFirst: boolean;
  readonly onToList: () => void;
}

/** What to search for, and how. */
export function SearchField({ session, isFirst, onToList }: SearchFieldProps) {
  const state = useObservable(session.state, (value) => value);
  const { query, kind, caseSensitive, wholeWord, order, phase, error, fieldAsked } = state;
  const faultId = useId();
  const input = useRef<HTMLInputElement>(null);
  const asked = useRef(fieldAsked);
  useEffect(() => {
    if (isFirst) input.current?.select();
  }, [isFirst]);
  useLayoutEffect(() => {
    if (asked.current === fieldAsked) return;
    asked.current = fieldAsked;
    input.current?.select();
  }, [fieldAsked]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') onToList();
    else if (event.key === 'Enter') {
      if (phase === 'found') onToList();
      else session.ask();
    } else return;
    event.preventDefault();
  };
  const fault = phase === 'failed' && isQueryFault(error) ? toErrorValue(error) : null;
  // Of a regular expression only that it is none is known.
  const faultAt = kind === 'words' ? (fault?.place?.offset ?? null) : null;
  return (
    <search className={styles.search} aria-label="Search all texts">
      <div className={styles.field} data-invalid={fault !== null || undefined}>
        <Search size={ICON} aria-hidden="true" />
        <input
          ref={input}
          className={styles.input}
          type="text"
          aria-label="Search for"
          aria-invalid={fault !== null}
          aria-describedby={fault ? faultId : undefined}
          placeholder={PLACEHOLDERS[kind]}
          spellCheck={false}
          dir="auto"
          maxLength={SEARCH_QUERY_MAX}
          {...(isFirst ? { 'data-first': true } : {})}
          value={query}
          onChange={(event) => session.write(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {query !== '' && (
          <IconButton
            small
            label="Clear"
            icon={<X size={ICON} />}
            onPress={() => {
              session.write('');
              input.current?.focus();
            }}
          />
        )}
        {kind !== 'words' && (
          <IconButton
            small
            label="Match case"
            pressed={caseSensitive}
            icon={<CaseSensitive size={ICON} />}
            onPress={() => session.ask({ caseSensitive: !caseSensitive })}
          />
        )}
        {kind === 'text' && (
          <IconButton
            small
            label="Whole words"
            pressed={wholeWord}
            icon={<WholeWord size={ICON} />}
            onPress={() => session.ask({ wholeWord: !wholeWord })}
          />
        )}
      </div>
      {fault && <Fault id={faultId} error={fault} query={query} at={faultAt} />}
      <div className={styles.choices}>
        <Segmented
          label="What is written"
          labelHidden
          value={kind}
          choices={KINDS}
          onChange={(chosen) => session.ask({ kind: chosen })}
          onSettle={() => undefined}
        />
        {kind === 'words' && (
          <Segmented
            label="Order"
            labelHidden
            value={order}
            choices={ORDERS}
            onChange={(chosen) => session.ask({ order: chosen })}
            onSettle={() => undefined}
          />
        )}
      </div>
    </search>
  );
}
