import { CircleAlert, FileSpreadsheet, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button, IconButton } from '../controls/buttons.tsx';
import { TextField } from '../controls/fields.tsx';
import { VirtualList } from '../controls/VirtualList.tsx';
import { counted, inDigits } from '../controls/words.ts';
import { ErrorNote } from '../notices/ErrorNote.tsx';
import { nameRows, type ReadingRow, tableRows } from './given-draft.ts';
import styles from './MetadataBar.module.css';
import type { GivenDraft } from './use-given.ts';

type Shown = 'names' | 'table' | null;

/** Where metadata come from beside the files themselves: their names by a pattern, and a table; each with how it was read. */
export function MetadataBar({ draft }: { readonly draft: GivenDraft }) {
  const { pattern, setPattern, names, patternError, tablePath, table } = draft;
  const [shown, setShown] = useState<Shown>(null);
  const matched = [...names.values()].filter(({ given }) => given).length;
  const hasNames = names.size > 0;
  const hasTable = tablePath !== null && table.phase === 'done';
  const open = shown === 'names' && !hasNames ? null : shown === 'table' && !hasTable ? null : shown;
  const toggle = (which: Exclude<Shown, null>) => setShown(open === which ? null : which);
  return (
    <section className={styles.bar} aria-label="Metadata from names and tables">
      <div className={styles.sources}>
        <div className={styles.source}>
          <TextField
            label="Read file names as"
            value={pattern}
            onChange={setPattern}
            placeholder="{date}_{source}_{title}"
            error={patternError ? `${patternError.message} ${patternError.remedy ?? ''}` : null}
          />
          {!patternError && (
            <fieldset className={styles.told} aria-label="How names are read">
              <span aria-live="polite" data-problem={(hasNames && matched < names.size) || undefined}>
                {hasNames
                  ? namesInWords(matched, names.size)
                  : 'Empty: names say only what can be guessed. Folders too: {source}/{date} {title}'}
              </span>
              {hasNames && (
                <Button look="quiet" aria-expanded={open === 'names'} onPress={() => toggle('names')}>
                  {open === 'names' ? 'Hide names' : 'Show names'}
                </Button>
              )}
            </fieldset>
          )}
        </div>
        <div className={styles.source}>
          <span className={styles.label}>Metadata table</span>
          <div className={styles.chosen}>
            <Button onPress={draft.chooseTable}>
              <FileSpreadsheet aria-hidden="true" />
              {tablePath === null ? 'Choose table …' : 'Another table …'}
            </Button>
            {tablePath !== null && (
              <>
                <span className={styles.file} title={tablePath}>
                  {tablePath.split(/[\\/]/).at(-1)}
                </span>
                <IconButton label="Use no table" icon={<X />} small onPress={draft.dropTable} />
              </>
            )}
          </div>
          <TableTold draft={draft} open={open === 'table'} onToggle={() => toggle('table')} />
        </div>
      </div>
      {tablePath !== null && table.phase === 'failed' && <ErrorNote error={table.error} />}
      {open === 'names' && <Names draft={draft} />}
      {open === 'table' && table.phase === 'done' && <Table reading={table.output} />}
    </section>
  );
}

function namesInWords(matched: number, all: number): string {
  if (matched === all)
    return all === 1 ? 'The name is of this form.' : `All ${inDigits(all)} names are of this form.`;
  if (matched === 0) return all === 1 ? 'The name is not of this form.' : 'No name is of this form.';
  return `${inDigits(matched)} of ${inDigits(all)} names are of this form; the others give nothing.`;
}

function TableTold(props: {
  readonly draft: GivenDraft;
  readonly open: boolean;
  readonly onToggle: () => void;
}) {
  const { tablePath, table } = props.draft;
  if (tablePath === null) {
    return <p className={styles.told}>CSV, TSV or Excel: a row for each file, matched by its name.</p>;
  }
  if (table.phase !== 'done')
    return <p className={styles.told}>{table.phase === 'running' ? 'Reading …' : ''}</p>;
  const { matched, missing, rows, unlisted } = table.output;
  const problems = [
    missing.length > 0 ? `${counted(missing.length, 'file has', 'files have')} none` : '',
    rows.length > 0 ? `${counted(rows.length, 'row does', 'rows do')} not fit` : '',
    unlisted > 0 ? 'and more' : '',
  ].filter(Boolean);
  return (
    <fieldset className={styles.told} aria-label="What the table matches">
      <span aria-live="polite" data-problem={problems.length > 0 || undefined}>
        {counted(matched.length, 'file has', 'files have')} a row
        {problems.length > 0 ? `; ${problems.join(', ')}` : ''}.
      </span>
      <Button look="quiet" aria-expanded={props.open} onPress={props.onToggle}>
        {props.open ? 'Hide matches' : 'Show matches'}
      </Button>
    </fieldset>
  );
}

function Names({ draft: { names, pattern } }: { readonly draft: GivenDraft }) {
  const parts = pattern.split(/[\\/]/).length;
  const rows = useMemo(() => nameRows(names, parts), [names, parts]);
  return <Readings label="How names are read, one by one" rows={rows} />;
}

function Table({ reading }: { readonly reading: Parameters<typeof tableRows>[0] }) {
  const rows = useMemo(() => tableRows(reading), [reading]);
  const roles = reading.columns.filter(({ role }) => role !== null);
  const fields = reading.columns.filter(({ role }) => role === null);
  return (
    <>
      <p className={styles.columns}>
        Columns: {roles.map(({ name, role }) => `${name} = ${role}`).join(', ')}
        {fields.length > 0 && `; fields: ${fields.map(({ name }) => name).join(', ')}`}.
      </p>
      <Readings label="What the table says, one by one" rows={rows} />
    </>
  );
}

function Readings({ label, rows }: { readonly label: string; readonly rows: readonly ReadingRow[] }) {
  return (
    <div className={styles.readings}>
      <VirtualList
        label={label}
        items={rows}
        keyOf={({ key }) => key}
        rowHeight={26}
        renderRow={(row) => (
          <span className={styles.row} data-problem={row.problem || undefined}>
            <span className={styles.mark} aria-hidden="true">
              {row.problem && <CircleAlert />}
            </span>
            <span className={styles.name} dir="auto" title={row.name}>
              {row.name}
            </span>
            <span className={styles.words} dir="auto" title={row.words}>
              {row.words}
            </span>
          </span>
        )}
        selectedKey={null}
        onChoose={() => undefined}
      />
    </div>
  );
}
