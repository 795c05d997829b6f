import { TextField } from '../controls/fields.tsx';
import styles from './MetadataFields.module.css';
import { dateProblem } from './partial-date.ts';

export interface MetadataDraft {
  readonly title: string;
  readonly author: string;
  readonly date: string;
  readonly source: string;
  readonly language: string;
}

interface MetadataFieldsProps {
  readonly draft: MetadataDraft;
  readonly onChange: (draft: MetadataDraft) => void;
  readonly autoFocus?: boolean;
}

/** Title, author, date, source and language of a document. */
export function MetadataFields({ draft, onChange, autoFocus = false }: MetadataFieldsProps) {
  const set = (field: keyof MetadataDraft) => (value: string) => onChange({ ...draft, [field]: value });
  return (
    <div className={styles.fields}>
      <TextField label="Title" value={draft.title} onChange={set('title')} autoFocus={autoFocus} dir="auto" />
      <TextField label="Author" value={draft.author} onChange={set('author')} dir="auto" />
      <div className={styles.pair}>
        <TextField
          label="Date"
          value={draft.date}
          onChange={set('date')}
          placeholder="2024-03-15"
          error={dateProblem(draft.date)}
        />
        <TextField
          label="Language"
          value={draft.language}
          onChange={set('language')}
          placeholder="en, ru, be"
        />
      </div>
      <TextField label="Source" value={draft.source} onChange={set('source')} dir="auto" />
    </div>
  );
}
