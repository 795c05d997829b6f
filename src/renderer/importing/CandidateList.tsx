import { CircleAlert, Copy, Square, SquareCheck, TriangleAlert } from 'lucide-react';
import type { ImportCandidate } from '../../contract/procedures.ts';
import { Checkbox } from '../controls/fields.tsx';
import { VirtualList } from '../controls/VirtualList.tsx';
import { counted, inDigits } from '../controls/words.ts';
import styles from './CandidateList.module.css';
import { type FileDraft, isIncluded, metadataOf } from './import-draft.ts';
import { bytesInWords, FORMAT_NAMES } from './import-words.ts';

interface CandidateListProps {
  readonly candidates: readonly ImportCandidate[];
  readonly draftOf: (path: string) => FileDraft;
  readonly shownPath: string | null;
  readonly onShow: (path: string) => void;
  readonly onInclude: (path: string, include: boolean) => void;
  readonly onIncludeAll: (include: boolean) => void;
}

function stateOf(candidate: ImportCandidate): string {
  const { error, duplicateOf, format, bytes, warnings, set, parts, unread } = candidate;
  if (error) return error.message;
  if (duplicateOf) return `Already here: ${duplicateOf.title}`;
  if (unread) return `${bytesInWords(bytes)}, read when it is shown or imported`;
  const kind = `${set?.title ?? parts?.title ?? FORMAT_NAMES[format ?? ''] ?? format}, ${bytesInWords(bytes)}`;
  return warnings.length > 0 ? `${kind}, ${counted(warnings.length, 'warning', 'warnings')}` : kind;
}

function CandidateRow({
  candidate,
  draft,
}: {
  readonly candidate: ImportCandidate;
  readonly draft: FileDraft;
}) {
  const { error, duplicateOf, warnings } = candidate;
  return (
    <span className={styles.row} data-error={error !== null || undefined}>
      <span className={styles.box} data-check aria-hidden="true">
        {error ? <CircleAlert /> : isIncluded(candidate, draft) ? <SquareCheck /> : <Square />}
      </span>
      <span className={styles.title} dir="auto">
        {metadataOf(candidate, draft).title || candidate.fileName}
      </span>
      <span className={styles.state}>{stateOf(candidate)}</span>
      <span className={styles.mark} aria-hidden="true">
        {duplicateOf ? <Copy /> : warnings.length > 0 && <TriangleAlert />}
      </span>
    </span>
  );
}

/** The files of an import: which are taken (Space), which is shown beside. */
export function CandidateList(props: CandidateListProps) {
  const { candidates, draftOf, shownPath, onShow, onInclude, onIncludeAll } = props;
  const possible = candidates.filter(({ error }) => error === null);
  const included = possible.filter((candidate) => isIncluded(candidate, draftOf(candidate.path)));
  const all = included.length === possible.length;
  const here = possible.filter(({ duplicateOf }) => duplicateOf !== null).length;
  return (
    <div className={styles.list}>
      <div className={styles.head}>
        <Checkbox checked={all ? true : included.length > 0 ? 'some' : false} onChange={onIncludeAll}>
          {inDigits(included.length)} of {counted(candidates.length, 'file', 'files')}
          {here > 0 && `, ${inDigits(here)} already here`}
        </Checkbox>
      </div>
      <VirtualList
        label="Files, Space takes or leaves one"
        items={candidates}
        keyOf={({ path }) => path}
        rowHeight={44}
        renderRow={(candidate) => <CandidateRow candidate={candidate} draft={draftOf(candidate.path)} />}
        selectedKey={shownPath}
        checks={{
          isChecked: (candidate) => isIncluded(candidate, draftOf(candidate.path)),
          onToggle: (candidate) => onInclude(candidate.path, !isIncluded(candidate, draftOf(candidate.path))),
        }}
        onChoose={({ path }) => onShow(path)}
        onCursor={({ path }) => onShow(path)}
      />
    </div>
  );
}
