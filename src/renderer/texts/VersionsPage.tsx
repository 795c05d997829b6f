import { useEffect, useState } from 'react';
import type { Id } from '../../core/ids.ts';
import { describeAction } from '../../core/journal/action.ts';
import { Button } from '../controls/buttons.tsx';
import { Progress } from '../controls/Progress.tsx';
import { VirtualList } from '../controls/VirtualList.tsx';
import { counted, inDigits, moment } from '../controls/words.ts';
import { PageHeader } from '../layout/PageHeader.tsx';
import { useListedDocument } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { usePassage, useTextVersions } from '../session/text-queries.ts';
import { useJob } from '../session/use-job.ts';
import { showReport } from '../workspace/texts.ts';
import styles from './VersionsPage.module.css';

/** UTF-16 code units of a text that are shown at a time. */
const SHOWN = 20_000;

function VersionText({
  textId,
  length,
  label,
}: {
  readonly textId: Id;
  readonly length: number;
  readonly label: string;
}) {
  const [shown, setShown] = useState(SHOWN);
  const text = usePassage(textId, { start: 0, end: Math.min(shown, length) });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.side} aria-label={label} tabIndex={0}>
      <h2>{label}</h2>
      <p className={styles.text} dir="auto">
        {text ?? '…'}
      </p>
      {shown < length && (
        <Button look="quiet" onPress={() => setShown(shown + SHOWN)}>
          Show more
        </Button>
      )}
    </section>
  );
}

/** The texts that a document has had: each can be read beside the present one, and gone back to. */
export function VersionsPage({ documentId }: { readonly documentId: Id }) {
  const workspace = useWorkspace();
  const document = useListedDocument(documentId);
  const versions = useTextVersions(documentId);
  const [chosenId, setChosenId] = useState<Id | null>(null);
  const restoring = useJob('texts.change');
  const reporting = useJob('texts.report');
  const present = versions?.find((version) => version.present);
  const chosen = versions?.find(({ textId }) => textId === chosenId) ?? versions?.[0];

  const restored = restoring.state.phase === 'done' ? restoring.state.output : null;
  useEffect(() => {
    if (restored) showReport(workspace, restored.report, restored.commit?.action.id ?? null);
  }, [restored, workspace]);
  const report = reporting.state.phase === 'done' ? reporting.state.output : null;
  useEffect(() => {
    if (report && chosen) {
      workspace.state.patch({ page: { kind: 'anchors', report, changeId: chosen.actionId } });
    }
  }, [report, chosen, workspace]);
  const failed = [restoring.state, reporting.state].find(({ phase }) => phase === 'failed');
  useEffect(() => {
    if (failed?.phase === 'failed') workspace.notices.error(failed.error);
  }, [failed, workspace]);
  const isBusy = restoring.state.phase === 'running' || reporting.state.phase === 'running';

  return (
    <>
      <PageHeader
        title="Versions of the text"
        facts={`${document?.title ?? ''} · ${counted(versions?.length ?? 0, 'version', 'versions')}`}
      >
        {restoring.state.phase === 'running' && (
          <Progress label="Going back" progress={restoring.state.progress} />
        )}
        {reporting.state.phase === 'running' && (
          <Progress label="Report" progress={reporting.state.progress} />
        )}
        <Button
          isDisabled={!chosen || isBusy || chosen.type === 'import'}
          onPress={() => chosen && reporting.start({ documentId, actionId: chosen.actionId })}
        >
          What it did to annotations
        </Button>
        <Button
          isDisabled={!chosen || chosen.present || isBusy}
          onPress={() =>
            chosen &&
            restoring.start(
              { documentId, change: { from: 'version', textId: chosen.textId } },
              'Going back to an earlier text',
            )
          }
        >
          Go back to this text
        </Button>
      </PageHeader>
      {versions && versions.length > 0 && (
        <div className={styles.columns}>
          <div className={styles.list}>
            <VirtualList
              label="Versions"
              items={versions}
              keyOf={({ textId }) => textId}
              rowHeight={56}
              renderRow={(version) => (
                <span className={styles.row}>
                  <span className={styles.what}>
                    {describeAction(version.type, '')}
                    {version.present && <b> · present</b>}
                  </span>
                  <span className={styles.facts}>
                    {version.personName || 'Someone'}, {moment(version.at)}
                  </span>
                  <span className={styles.facts}>
                    {inDigits(version.length)} characters · {version.format}
                    {version.encoding && ` · ${version.encoding}`}
                  </span>
                </span>
              )}
              selectedKey={chosen?.textId ?? null}
              onChoose={({ textId }) => setChosenId(textId)}
              onCursor={({ textId }) => setChosenId(textId)}
            />
          </div>
          <div className={styles.sides}>
            {chosen && !chosen.present && (
              <VersionText
                key={chosen.textId}
                textId={chosen.textId}
                length={chosen.length}
                label={`Of ${moment(chosen.at)}`}
              />
            )}
            {present && (
              <VersionText
                key={present.textId}
                textId={present.textId}
                length={present.length}
                label="Present"
              />
            )}
          </div>
        </div>
      )}
    </>
  );
}
