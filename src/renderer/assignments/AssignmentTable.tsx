import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { Fragment, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Id } from '../../core/ids.ts';
import type { ListedDocument, Person } from '../../core/project/records.ts';
import { Swatch } from '../controls/CodeMark.tsx';
import { inDigits } from '../controls/words.ts';
import { titleOf } from '../documents/arrange.ts';
import { STATUS_WORDS, statusOf } from '../documents/status-words.ts';
import { useWorkspace } from '../session/session-context.ts';
import { assign, unassign } from '../workspace/assignments.ts';
import styles from './AssignmentTable.module.css';
import { type AssignedBy, shareOf } from './assigned.ts';

/** CSS pixels */
const ROW_HEIGHT = 30;
const HEAD_HEIGHT = 46;
const TITLE_WIDTH = 240;
const PERSON_WIDTH = 112;
/** rows */
const PAGE = 12;

interface AssignmentTableProps {
  readonly documents: readonly ListedDocument[];
  readonly people: readonly Person[];
  readonly assigned: AssignedBy;
}

interface Place {
  readonly row: number;
  readonly column: number;
}

/** Where a key leads in the table; null: it is none of its keys. */
export function walkTable(key: string, { row, column }: Place, rows: number, columns: number): Place | null {
  const to = (nextRow: number, nextColumn: number): Place => ({
    row: Math.min(Math.max(nextRow, 0), rows - 1),
    column: Math.min(Math.max(nextColumn, 0), columns - 1),
  });
  switch (key) {
    case 'ArrowDown':
      return to(row + 1, column);
    case 'ArrowUp':
      return to(row - 1, column);
    case 'ArrowRight':
      return to(row, column + 1);
    case 'ArrowLeft':
      return to(row, column - 1);
    case 'PageDown':
      return to(row + PAGE, column);
    case 'PageUp':
      return to(row - PAGE, column);
    case 'Home':
      return to(0, column);
    case 'End':
      return to(rows - 1, column);
    default:
      return null;
  }
}

interface CellProps {
  readonly name: string;
  readonly document: ListedDocument;
  readonly personId: Id;
  readonly given: boolean;
  readonly place: Place;
  readonly isAt: boolean;
  readonly onPress: (place: Place) => void;
}

function Cell({ name, document, personId, given, place, isAt, onPress }: CellProps) {
  const status = statusOf(document, personId);
  const { sign, label } = STATUS_WORDS[status];
  const said = given || status !== 'not-started' ? `, ${label.toLowerCase()}` : '';
  return (
    <td className={styles.cell} data-given={given || undefined}>
      <button
        type="button"
        tabIndex={isAt ? 0 : -1}
        data-at={`${place.row}-${place.column}`}
        aria-pressed={given}
        aria-label={`${name} codes ${titleOf(document)}${said}`}
        onClick={() => onPress(place)}
      >
        {given && `${sign} ${label}`}
        {!given && status !== 'not-started' && `(${sign} ${label.toLowerCase()})`}
      </button>
    </td>
  );
}

/** Documents by people, of any length: only the rows in view are in the page, and the one with the focus. */
export function AssignmentTable({ documents, people, assigned }: AssignmentTableProps) {
  const workspace = useWorkspace();
  const scroller = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Place>({ row: 0, column: 0 });
  const [walked, setWalked] = useState<Place | null>(null);
  const virtual = useVirtualizer({
    count: documents.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
    // Rows scrolled to by key come to stand below the head.
    scrollPaddingStart: HEAD_HEIGHT,
    rangeExtractor: (range) => {
      const rows = defaultRangeExtractor(range);
      return rows.includes(place.row) || place.row >= documents.length
        ? rows
        : [...rows, place.row].sort((a, b) => a - b);
    },
  });
  const isAssigned = (document: Id, person: Id) => assigned.get(person)?.has(document) ?? false;

  useEffect(() => {
    if (walked)
      scroller.current?.querySelector<HTMLElement>(`[data-at="${walked.row}-${walked.column}"]`)?.focus();
  }, [walked]);

  function toggle({ row, column }: Place): void {
    setPlace({ row, column });
    const documentId = documents[row]?.id;
    const personId = people[column]?.id;
    if (documentId === undefined || personId === undefined) return;
    const both = { documentIds: [documentId], personIds: [personId] };
    void workspace.attempt(() =>
      isAssigned(documentId, personId)
        ? unassign(workspace, both.documentIds, both.personIds)
        : assign(workspace, { ...both, perDocument: null }),
    );
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = walkTable(event.key, place, documents.length, people.length);
    if (!next) return;
    event.preventDefault();
    setPlace(next);
    virtual.scrollToIndex(next.row);
    setWalked(next);
  }

  const items = virtual.getVirtualItems();
  /** rows that are not in the page, before each of those that are and after the last: their height */
  const gapBefore = (at: number) => (items[at]?.start ?? virtual.getTotalSize()) - (items[at - 1]?.end ?? 0);
  const gap = (at: number) => gapBefore(at) > 0 && <tr key={`gap-${at}`} style={{ height: gapBefore(at) }} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys walk the buttons within
    <div ref={scroller} className={styles.scroller} onKeyDown={onKeyDown}>
      <table
        className={styles.table}
        aria-rowcount={documents.length + 1}
        style={{ minWidth: TITLE_WIDTH + people.length * PERSON_WIDTH }}
      >
        <caption>Who codes what</caption>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">Document</th>
            {people.map(({ id, name, colour }) => {
              const { assigned: all, done } = shareOf(id, documents, assigned);
              return (
                <th key={id} scope="col" style={{ width: PERSON_WIDTH }} title={name}>
                  <span className={styles.name}>
                    <Swatch colour={colour} />
                    <span dir="auto">{name}</span>
                  </span>
                  <span className={styles.share}>
                    {inDigits(done)} of {inDigits(all)} done
                  </span>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {items.map((row, at) => {
            const document = documents[row.index];
            if (!document) return null;
            return (
              <Fragment key={document.id}>
                {gap(at)}
                <tr aria-rowindex={row.index + 2} style={{ height: ROW_HEIGHT }}>
                  <th scope="row" dir="auto" title={titleOf(document)}>
                    {titleOf(document)}
                  </th>
                  {people.map(({ id, name }, column) => (
                    <Cell
                      key={id}
                      name={name}
                      document={document}
                      personId={id}
                      given={isAssigned(document.id, id)}
                      place={{ row: row.index, column }}
                      isAt={place.row === row.index && place.column === column}
                      onPress={toggle}
                    />
                  ))}
                </tr>
              </Fragment>
            );
          })}
          {gap(items.length)}
        </tbody>
      </table>
    </div>
  );
}
