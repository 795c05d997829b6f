import { useMemo } from 'react';
import type { ImportCandidate, ImportSet } from '../../contract/procedures.ts';
import { SuggestField } from '../controls/fields.tsx';
import { counted, inDigits } from '../controls/words.ts';
import type { FileDraft } from './import-draft.ts';
import { labelKey, wordsOf } from './label-draft.ts';
import styles from './SetDetails.module.css';
import { TextChoices } from './TextChoices.tsx';

const KINDS = { span: '', relation: 'relation', document: 'document code' } as const;
/** Labels that can be changed one by one. */
const MOST_LABELS = 300;

interface SetDetailsProps {
  readonly candidate: ImportCandidate;
  readonly set: ImportSet;
  readonly draft: FileDraft;
  /** paths of the codes that are there, in words, by kind */
  readonly codes: readonly { readonly kind: string; readonly words: string }[];
  readonly onDecide: (change: Partial<FileDraft>) => void;
}

/** What an annotated set holds, and which codes its labels become. */
export function SetDetails({ candidate, set, draft, codes, onDecide }: SetDetailsProps) {
  const suggestions = useMemo(() => Map.groupBy(codes, ({ kind }) => kind), [codes]);
  const known = useMemo(
    () => new Set(codes.map(({ kind, words }) => `${kind} ${words}`.toLowerCase())),
    [codes],
  );
  const labels = set.labels.slice(0, MOST_LABELS);
  return (
    <section className={styles.set} aria-label={`What ${candidate.fileName} holds`}>
      <dl className={styles.counts}>
        {set.counts.map(({ what, count }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{inDigits(count)}</dd>
          </div>
        ))}
      </dl>
      {set.attached > 0 && (
        <p>
          The text of {counted(set.attached, 'document is', 'documents is')} here already: what is tagged in
          it and not here yet is added to it.
        </p>
      )}
      {set.annotationsHere > 0 && (
        <p>
          {counted(set.annotationsHere, 'annotation is', 'annotations are')} here already and will not change.
        </p>
      )}
      {set.people.some(({ name, count }) => name !== '' || count > 0) && (
        <p>
          {set.people
            .map(
              ({ name, count }) =>
                `${name || 'Nobody named (yours)'}${count > 0 ? `: ${inDigits(count)}` : ''}`,
            )
            .join(', ')}
        </p>
      )}
      {set.texts.length > 0 && (
        <TextChoices
          texts={set.texts}
          chosen={draft.texts}
          onChoose={(source, id) => onDecide({ texts: new Map(draft.texts).set(source, id) })}
        />
      )}
      {labels.length > 0 && (
        <table className={styles.labels}>
          <caption>Labels, and the codes that they become. Empty: left out.</caption>
          <thead>
            <tr>
              <th scope="col">Label</th>
              <th scope="col">Count</th>
              <th scope="col">Code</th>
            </tr>
          </thead>
          <tbody>
            {labels.map((label) => {
              const words = wordsOf(label, draft.labels);
              const key = labelKey(label);
              const name = label.label.join(' / ');
              const isNew = words.trim() !== '' && !known.has(`${label.kind} ${words}`.toLowerCase());
              return (
                <tr key={key}>
                  <th scope="row" dir="auto">
                    {name} {KINDS[label.kind] && <small>{KINDS[label.kind]}</small>}
                  </th>
                  <td>{inDigits(label.count)}</td>
                  <td>
                    <SuggestField
                      label={`Code for ${name}`}
                      labelHidden
                      value={words}
                      placeholder="left out"
                      suggestions={(suggestions.get(label.kind) ?? []).map((each) => each.words)}
                      onChange={(value) => onDecide({ labels: new Map(draft.labels).set(key, value) })}
                    />
                    <small className={styles.fate}>
                      {words.trim() === '' ? 'left out' : isNew ? 'new' : 'here'}
                    </small>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {set.labels.length > labels.length && (
        <p>… and {inDigits(set.labels.length - labels.length)} more labels.</p>
      )}
    </section>
  );
}
