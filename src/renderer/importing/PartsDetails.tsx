import { CircleAlert, Square, SquareCheck } from 'lucide-react';
import type { ColumnMapping, ImportPart, ImportParts, ImportTable } from '../../contract/procedures.ts';
import { Checkbox, Select } from '../controls/fields.tsx';
import { VirtualList } from '../controls/VirtualList.tsx';
import { counted, inDigits } from '../controls/words.ts';
import { COLUMN_ROLES, ROLE_NAMES, withColumn, withFields } from './column-draft.ts';
import type { FileDraft } from './import-draft.ts';
import styles from './PartsDetails.module.css';

interface PartsDetailsProps {
  readonly fileName: string;
  readonly parts: ImportParts;
  readonly draft: FileDraft;
  readonly onDecide: (change: Partial<FileDraft>) => void;
  readonly onColumns: (mapping: ColumnMapping) => void;
}

/** The documents that a file holds: which columns of a table make them, and which of them are taken. */
export function PartsDetails({ fileName, parts, draft, onDecide, onColumns }: PartsDetailsProps) {
  const { total, isCounted, problems, listed, table } = parts;
  const toggle = ({ name, problem }: ImportPart) => {
    if (problem !== null) return;
    const leaveOut = new Set(draft.leaveOut);
    if (!leaveOut.delete(name)) leaveOut.add(name);
    onDecide({ leaveOut });
  };
  return (
    <section className={styles.parts} aria-label={`What ${fileName} holds`}>
      <p className={styles.summary} role="status">
        {!isCounted && 'At least '}
        {counted(total - draft.leaveOut.size, 'document', 'documents')} will be imported
        {problems > 0 && `; ${counted(problems, 'entry', 'entries')} cannot be`}.
      </p>
      {table && <Columns table={table} mapping={draft.columns ?? table.mapping} onColumns={onColumns} />}
      {listed.length > 0 && (
        <div className={styles.list}>
          <VirtualList
            label="Documents in the file, Space takes or leaves one"
            items={listed}
            keyOf={({ name }) => name}
            rowHeight={40}
            renderRow={(part) => <PartRow part={part} taken={!draft.leaveOut.has(part.name)} />}
            selectedKey={null}
            checks={{
              isChecked: ({ name, problem }) => problem === null && !draft.leaveOut.has(name),
              onToggle: toggle,
            }}
            onChoose={toggle}
          />
        </div>
      )}
      {total + problems > listed.length && listed.length > 0 && (
        <p className={styles.more}>
          … and {inDigits(total + problems - listed.length)} more
          {!isCounted && ', with what is attached to them'}.
        </p>
      )}
    </section>
  );
}

function PartRow({ part, taken }: { readonly part: ImportPart; readonly taken: boolean }) {
  const { name, title, date, length, problem } = part;
  const state = problem ?? [name, date, `${inDigits(length)} characters`].filter(Boolean).join(', ');
  return (
    <span className={styles.row} data-problem={problem !== null || undefined}>
      <span className={styles.box} data-check aria-hidden="true">
        {problem !== null ? <CircleAlert /> : taken ? <SquareCheck /> : <Square />}
      </span>
      <span className={styles.title} dir="auto">
        {title || name}
      </span>
      <span className={styles.state}>{state}</span>
    </span>
  );
}

interface ColumnsProps {
  readonly table: ImportTable;
  readonly mapping: ColumnMapping;
  readonly onColumns: (mapping: ColumnMapping) => void;
}

const SAMPLE_LENGTH = 60;

/** Which columns hold what; below each some of its values. */
function Columns({ table, mapping, onColumns }: ColumnsProps) {
  const choices = table.columns.map(({ name }) => ({ id: `=${name}`, label: name }));
  const sampleOf = (name: string | undefined) => {
    const sample = table.columns.find((column) => column.name === name)?.samples[0] ?? '';
    return sample.length > SAMPLE_LENGTH ? `${sample.slice(0, SAMPLE_LENGTH).toWellFormed()}…` : sample;
  };
  return (
    <fieldset className={styles.columns}>
      <legend>Columns</legend>
      {COLUMN_ROLES.map((role) => (
        <Select
          key={role}
          label={ROLE_NAMES[role]}
          value={mapping[role] === undefined ? '' : `=${mapping[role]}`}
          choices={[{ id: '', label: role === 'text' ? 'Choose a column' : 'None' }, ...choices]}
          hint={sampleOf(mapping[role])}
          onChange={(id) => onColumns(withColumn(mapping, role, id.slice(1)))}
        />
      ))}
      <div className={styles.wide}>
        <Checkbox
          checked={mapping.fields === undefined}
          onChange={(keep) => onColumns(withFields(mapping, keep))}
        >
          Keep the other columns as fields
        </Checkbox>
      </div>
    </fieldset>
  );
}
