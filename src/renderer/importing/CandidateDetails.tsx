import type { ColumnMapping, ImportCandidate } from '../../contract/procedures.ts';
import { Button } from '../controls/buttons.tsx';
import { Checkbox, Select } from '../controls/fields.tsx';
import { MetadataFields } from '../documents/MetadataFields.tsx';
import { ErrorNote } from '../notices/ErrorNote.tsx';
import styles from './CandidateDetails.module.css';
import { CutChoices } from './CutChoices.tsx';
import { CutHabit } from './CutHabit.tsx';
import { changedFields } from './changed-fields.ts';
import { type FileDraft, isIncluded, metadataOf } from './import-draft.ts';
import { bytesInWords, ENCODINGS, evidenceInWords, FORMAT_NAMES } from './import-words.ts';
import { MailAttachments } from './MailAttachments.tsx';
import { PartsDetails } from './PartsDetails.tsx';
import { PreviewText } from './PreviewText.tsx';
import { SetDetails } from './SetDetails.tsx';

interface CandidateDetailsProps {
  readonly candidate: ImportCandidate;
  readonly draft: FileDraft;
  /** the only file of the import: then its check box stands here */
  readonly alone: boolean;
  /** what of its metadata comes from its name or a table, in words */
  readonly origins: readonly string[];
  /** paths of the codes that are there, in words, by kind */
  readonly codes: readonly { readonly kind: string; readonly words: string }[];
  readonly onDecide: (change: Partial<FileDraft>) => void;
  readonly onDecideAll: (change: Partial<FileDraft>) => void;
  readonly onAttachments: (wanted: boolean, all: boolean) => void;
  readonly onForgetCuts: (source: string) => void;
  readonly onEncoding: (encoding: string) => void;
  readonly onColumns: (mapping: ColumnMapping) => void;
}

/** One file of an import: what is decided about it on the left, how its text will look on the right. */
export function CandidateDetails(props: CandidateDetailsProps) {
  const {
    candidate,
    draft,
    alone,
    origins,
    codes,
    onDecide,
    onDecideAll,
    onAttachments,
    onForgetCuts,
    onEncoding,
    onColumns,
  } = props;
  const { encoding, error, duplicateOf, metadata, warnings } = candidate;
  const chosen = draft.encoding ?? encoding?.encoding ?? '';
  const encodings = [...new Set([chosen, ...(encoding?.alternatives ?? []), ...ENCODINGS])].filter(Boolean);

  return (
    <div
      className={styles.details}
      data-set={candidate.set !== null || candidate.parts !== null || undefined}
    >
      <div className={styles.form}>
        <p className={styles.file} data-copyable title={candidate.path}>
          <strong>{candidate.fileName}</strong>
          <span>
            {[
              candidate.format &&
                (candidate.set?.title ??
                  candidate.parts?.title ??
                  FORMAT_NAMES[candidate.format] ??
                  candidate.format),
              bytesInWords(candidate.bytes),
            ]
              .filter(Boolean)
              .join(', ')}
          </span>
        </p>
        {error && <ErrorNote error={error} />}
        {duplicateOf && (
          <div className={styles.duplicate}>
            <p>The very same text is here already, as ‘{duplicateOf.title}’.</p>
            <Checkbox checked={isIncluded(candidate, draft)} onChange={(included) => onDecide({ included })}>
              Import it all the same
            </Checkbox>
          </div>
        )}
        {alone && !duplicateOf && !error && draft.included === false && (
          <Checkbox checked={false} onChange={() => onDecide({ included: null })}>
            Import this file
          </Checkbox>
        )}
        {metadata && (
          <MetadataFields
            draft={metadataOf(candidate, draft)}
            onChange={(next) => onDecide({ metadata: changedFields(metadata, next) })}
          />
        )}
        {origins.length > 0 && <p className={styles.origins}>{origins.join(' ')}</p>}
        {(encoding || draft.encoding !== null) && (
          <Select
            label="Encoding"
            value={chosen}
            onChange={onEncoding}
            choices={encodings.map((name) => ({ id: name, label: name }))}
            hint={encoding ? evidenceInWords(encoding) : ''}
          />
        )}
        {candidate.set && (
          <SetDetails
            candidate={candidate}
            set={candidate.set}
            draft={draft}
            codes={codes}
            onDecide={onDecide}
          />
        )}
        <MailAttachments candidate={candidate} draft={draft} alone={alone} onAttachments={onAttachments} />
        {candidate.parts && (
          <PartsDetails
            fileName={candidate.fileName}
            parts={candidate.parts}
            draft={draft}
            onDecide={onDecide}
            onColumns={onColumns}
          />
        )}
        <CutChoices candidate={candidate} draft={draft} onChange={(cuts) => onDecide({ cuts })} />
        <CutHabit candidate={candidate} draft={draft} onDecide={onDecide} onForget={onForgetCuts} />
        {!alone && draft.cuts !== null && (
          <Button
            look="quiet"
            onPress={() => onDecideAll({ cuts: draft.cuts, rememberCuts: draft.rememberCuts })}
          >
            Leave the same out of all files
          </Button>
        )}
        {warnings.length > 0 && (
          <ul className={styles.warnings} aria-label="Warnings" data-copyable>
            {warnings.map((warning) => (
              <li key={JSON.stringify(warning)}>{warning.message}</li>
            ))}
          </ul>
        )}
      </div>
      <PreviewText candidate={candidate} draft={draft} />
    </div>
  );
}
