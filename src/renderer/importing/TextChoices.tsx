import type { ImportText } from '../../contract/procedures.ts';
import { Select } from '../controls/fields.tsx';
import { inDigits } from '../controls/words.ts';
import styles from './SetDetails.module.css';

const BY = {
  address: 'by its address',
  'file name': 'by its file name',
  title: 'by its title',
  quotations: 'by what is quoted from it',
  choice: 'as chosen',
} as const;
/** Texts that can be placed one by one. */
const MOST_TEXTS = 300;

interface TextChoicesProps {
  readonly texts: readonly ImportText[];
  /** ids of documents by addresses; '' for what is left out */
  readonly chosen: ReadonlyMap<string, string>;
  readonly onChoose: (source: string, documentId: string) => void;
}

function fateOf({ document, by, choices }: ImportText, isChosen: boolean): string {
  if (isChosen) return BY.choice;
  if (document && by) return BY[by];
  return choices.length > 0 ? `could be any of ${inDigits(choices.length)}` : 'in no document here';
}

/** Texts that do not come with what is tagged in them, and the documents that they are. */
export function TextChoices({ texts, chosen, onChoose }: TextChoicesProps) {
  const shown = texts.slice(0, MOST_TEXTS);
  return (
    <>
      <table className={styles.labels}>
        <caption>Texts that are not in the file, and the documents that they are here.</caption>
        <thead>
          <tr>
            <th scope="col">Text</th>
            <th scope="col">Told</th>
            <th scope="col">Document</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((text) => {
            const { source, document, choices } = text;
            const documents = document ? [document] : choices;
            return (
              <tr key={source}>
                <th scope="row" dir="auto">
                  {source}
                </th>
                <td className={styles.told}>{fateOf(text, chosen.has(source))}</td>
                <td>
                  {documents.length === 0 ? (
                    'left out'
                  ) : (
                    <Select
                      label={`Document for ${source}`}
                      labelHidden
                      choices={[
                        { id: '', label: 'left out' },
                        ...documents.map(({ id, title }) => ({ id, label: title })),
                      ]}
                      value={chosen.get(source) ?? document?.id ?? ''}
                      onChange={(id) => onChoose(source, id)}
                    />
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {texts.length > shown.length && <p>… and {inDigits(texts.length - shown.length)} more texts.</p>}
    </>
  );
}
