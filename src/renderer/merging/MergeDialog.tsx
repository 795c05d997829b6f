import { useEffect, useState } from 'react';
import { toErrorValue } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { ConflictChoice } from '../../core/review/merge/report.ts';
import { Button } from '../controls/buttons.tsx';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { PassphraseField } from '../controls/PassphraseField.tsx';
import { Progress } from '../controls/Progress.tsx';
import { ErrorNote } from '../notices/ErrorNote.tsx';
import { useJob } from '../session/use-job.ts';
import { ConflictList } from './ConflictList.tsx';
import { conflictKey } from './conflict-words.ts';
import styles from './MergeDialog.module.css';
import { MergeReportView } from './MergeReportView.tsx';
import { TwinList, twinKey } from './TwinList.tsx';

interface MergeDialogProps {
  readonly path: string;
  readonly onClose: () => void;
}

/** Shows what a colleague's file brings, lets each conflict be decided, merges, and reports. */
export function MergeDialog({ path, onClose }: MergeDialogProps) {
  const reading = useJob('merging.preview');
  const running = useJob('merging.run');
  const [passphrase, setPassphrase] = useState('');
  const [choices, setChoices] = useState<ReadonlyMap<string, ConflictChoice>>(new Map());
  const [unions, setUnions] = useState<ReadonlySet<string>>(new Set());
  const [actionId] = useState(newId);
  const { start: startReading } = reading;
  useEffect(() => startReading({ path }), [path, startReading]);

  const file = { path, ...(passphrase === '' ? {} : { passphrase }) };
  const code = reading.state.phase === 'failed' ? toErrorValue(reading.state.error).code : null;
  const isSealed = code === 'passphrase-needed' || code === 'passphrase-wrong';
  const preview = reading.state.phase === 'done' ? reading.state.output : null;
  const done = running.state.phase === 'done' ? running.state.output.report : null;
  const isRunning = running.state.phase === 'running';
  const isNothing = preview !== null && preview.actions === 0 && preview.records.length === 0;
  const merge = () => {
    if (!preview) return;
    const chosen = preview.conflicts.flatMap((conflict) => {
      const choice = choices.get(conflictKey(conflict));
      const { kind, id, field, key } = conflict;
      return choice === undefined ? [] : [{ kind, id, field, key, choice }];
    });
    const same = preview.twins
      .filter((twin) => unions.has(twinKey(twin)))
      .map(({ kind, id, likeId }) => ({ kind, id, likeId }));
    running.start({ ...file, choices: chosen, unions: same, actionId }, 'Merging');
  };

  return (
    <DialogFrame
      title={done ? 'Merged' : 'Merge a colleague’s file'}
      size="large"
      dismissable={!isRunning}
      onClose={onClose}
      footer={
        done || isNothing ? (
          <Button look="primary" onPress={onClose} autoFocus>
            Close
          </Button>
        ) : (
          <>
            {isRunning && <Progress label="Merging" progress={running.state.progress} />}
            <Button onPress={isRunning ? running.cancel : onClose}>Cancel</Button>
            {isSealed ? (
              <Button
                look="primary"
                isDisabled={passphrase === ''}
                onPress={() => reading.start({ path, passphrase })}
              >
                Open
              </Button>
            ) : (
              <Button look="primary" onPress={merge} isDisabled={isRunning || !preview}>
                Merge
              </Button>
            )}
          </>
        )
      }
    >
      <div className={styles.body}>
        <p className={styles.file} data-copyable>
          {path}
        </p>
        {running.state.phase === 'failed' && <ErrorNote error={running.state.error} />}
        {reading.state.phase === 'failed' && code !== 'passphrase-needed' && (
          <ErrorNote error={reading.state.error} />
        )}
        {isSealed && (
          <PassphraseField
            label="Passphrase"
            hint="The file is sealed. Its sender knows the passphrase."
            value={passphrase}
            onChange={setPassphrase}
            onEnter={() => passphrase !== '' && reading.start({ path, passphrase })}
            autoFocus
          />
        )}
        {reading.state.phase === 'running' && (
          <Progress label="Reading the file" progress={reading.state.progress} />
        )}
        {done ? (
          <MergeReportView report={done} merged />
        ) : (
          preview && (
            <div inert={isRunning}>
              <MergeReportView report={preview} merged={false} />
              <TwinList
                twins={preview.twins}
                chosen={unions}
                onChange={(key, isSame) =>
                  setUnions(
                    (before) => new Set(isSame ? [...before, key] : [...before].filter((k) => k !== key)),
                  )
                }
              />
              <ConflictList
                conflicts={preview.conflicts}
                count={preview.conflictCount}
                choices={choices}
                onChoose={(conflict, choice) =>
                  setChoices((before) => new Map(before).set(conflictKey(conflict), choice))
                }
              />
            </div>
          )
        )}
      </div>
    </DialogFrame>
  );
}
