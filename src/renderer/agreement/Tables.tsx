import type {
  AgreementFigure,
  AgreementReport,
  AgreementValue,
  PassageChoice,
} from '../../contract/procedures.ts';
import { REASON_WORDS } from '../../core/agreement/words.ts';
import { CodeChip } from '../controls/CodeMark.tsx';
import { counted, inDigits } from '../controls/words.ts';
import { useCodeMap, useDocuments, usePeople } from '../session/queries.ts';
import styles from './AgreementPage.module.css';
import { figure } from './figures.ts';

export interface Chosen {
  readonly choice: PassageChoice;
  readonly title: string;
}

interface TableProps {
  readonly report: AgreementReport;
  readonly onChoose: (chosen: Chosen) => void;
}

export function figureWords({ value, reason }: AgreementValue): string {
  if (value !== null) return figure(value, 2);
  return reason === null ? 'undefined' : `undefined: ${REASON_WORDS[reason]}`;
}

type Measured = AgreementValue & Partial<AgreementFigure>;

/** ‘95 % interval from 0.61 to 0.83’; empty where none was asked for. */
function intervalWords({ value, interval, intervalReason }: Measured): string {
  if (interval) {
    return `${Math.round(100 * interval.level)} % interval from ${figure(interval.low, 2)} to ${figure(interval.high, 2)}`;
  }
  return value === null || !intervalReason ? '' : `No interval. ${REASON_WORDS[intervalReason]}`;
}

interface FigureProps {
  readonly value: Measured;
  readonly title: string;
  readonly onPress: () => void;
}

/** A figure that opens its passages. */
function Figure({ value, title, onPress }: FigureProps) {
  const { interval, intervalReason } = value;
  const words = [figureWords(value), intervalWords(value)].filter((each) => each !== '');
  return (
    <button
      type="button"
      className={styles.figure}
      aria-label={`${title}: ${words.join('. ')}. Show the passages`}
      title={words.join('\n')}
      onClick={onPress}
    >
      {value.value === null ? 'undefined' : figure(value.value, 2)}
      {interval && (
        <span className={styles.interval}>
          {figure(interval.low, 2)} to {figure(interval.high, 2)}
        </span>
      )}
      {value.value !== null && !interval && intervalReason && (
        <span className={styles.interval}>no interval</span>
      )}
    </button>
  );
}

/** Each person against each other. */
export function PairMatrix({ report, onChoose }: TableProps) {
  const people = usePeople();
  const name = (id: string) => people.get(id)?.name ?? 'Someone';
  const [, ...columns] = report.people;
  const pairOf = (first: string, second: string) =>
    report.pairs.find((pair) => pair.first === first && pair.second === second);
  return (
    <section className={styles.part}>
      <h2>Pairs of people</h2>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <td />
              {columns.map(({ id }) => (
                <th key={id} scope="col" dir="auto">
                  {name(id)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.people.slice(0, -1).map((row) => (
              <tr key={row.id}>
                <th scope="row" dir="auto">
                  {name(row.id)}
                </th>
                {columns.map((column) => {
                  const pair = pairOf(row.id, column.id);
                  if (!pair) return <td key={column.id} />;
                  const title = `${name(row.id)} and ${name(column.id)}`;
                  return (
                    <td key={column.id}>
                      <Figure
                        value={pair}
                        title={`${title}, ${counted(pair.documents, 'shared document', 'shared documents')}`}
                        onPress={() =>
                          onChoose({ choice: { kind: 'pair', first: row.id, second: column.id }, title })
                        }
                      />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

type Row = Measured & { readonly id: string };

/** A figure for each code, or each document. */
function Figures(props: {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly name: (id: string) => React.ReactNode;
  readonly spoken: (id: string) => string;
  readonly onPress: (id: string) => void;
}) {
  const { title, rows, name, spoken, onPress } = props;
  return (
    <section className={styles.part}>
      <h2>{title}</h2>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row" dir="auto">
                  {name(row.id)}
                </th>
                <td>
                  <Figure value={row} title={spoken(row.id)} onPress={() => onPress(row.id)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

export function CodeTable({ report, onChoose }: TableProps) {
  const codes = useCodeMap();
  const spoken = (id: string) => codes.get(id)?.name ?? 'A code';
  return (
    <Figures
      title="Codes"
      rows={report.codes}
      name={(id) => <CodeChip code={codes.get(id)} />}
      spoken={spoken}
      onPress={(id) => onChoose({ choice: { kind: 'code', codeId: id }, title: spoken(id) })}
    />
  );
}

export function DocumentTable({ report, onChoose }: TableProps) {
  const { documents } = useDocuments();
  const spoken = (id: string) => documents.find((each) => each.id === id)?.title ?? 'A document';
  return (
    <Figures
      title="Shared documents"
      rows={report.documents}
      name={spoken}
      spoken={spoken}
      onPress={(id) => onChoose({ choice: { kind: 'document', documentId: id }, title: spoken(id) })}
    />
  );
}

/** Which code of the one stood where which code of the other did; and where the other had nothing. */
export function Confusion({ report, onChoose }: TableProps) {
  const codes = useCodeMap();
  const used = report.codes.map(({ id }) => id);
  const ids: readonly (string | null)[] = [...used, null];
  const name = (id: string | null) => (id === null ? 'nothing' : (codes.get(id)?.name ?? 'a code'));
  const countOf = (first: string | null, second: string | null) =>
    report.confusion.find((cell) => cell.first === first && cell.second === second)?.count ?? 0;
  const header = (id: string | null) => (id === null ? <em>nothing</em> : <CodeChip code={codes.get(id)} />);
  return (
    <section className={styles.part}>
      <h2>What met what</h2>
      <p className={styles.hint}>
        Rows: the code of the person who stands first among the people. Columns: the code of the other. Marks
        are held against each other that overlap, those of one code rather than others.
      </p>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <td />
              {ids.map((id) => (
                <th key={id ?? 'nothing'} scope="col">
                  {header(id)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ids.map((row) => (
              <tr key={row ?? 'nothing'}>
                <th scope="row">{header(row)}</th>
                {ids.map((column) => {
                  const count = countOf(row, column);
                  const title = `${name(row)} and ${name(column)}`;
                  return (
                    <td key={column ?? 'nothing'}>
                      {count === 0 ? (
                        <span className={styles.none}>{row === null && column === null ? '' : '0'}</span>
                      ) : (
                        <button
                          type="button"
                          className={row === column ? styles.same : styles.figure}
                          aria-label={`${title}: ${counted(count, 'passage', 'passages')}. Show them`}
                          onClick={() =>
                            onChoose({ choice: { kind: 'confusion', first: row, second: column }, title })
                          }
                        >
                          {inDigits(count)}
                        </button>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
