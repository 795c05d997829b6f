import { useEffect, useMemo, useState } from 'react';
import { codePath, codesInTreeOrder, withDescendants } from '../../core/codebook/tree.ts';
import { Button } from '../controls/buttons.tsx';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { Checkbox, RadioChoices } from '../controls/fields.tsx';
import { Progress } from '../controls/Progress.tsx';
import { sortDocuments, titleOf } from '../documents/arrange.ts';
import { ErrorNote } from '../notices/ErrorNote.tsx';
import { useEntities } from '../session/entity-queries.ts';
import { useCodebook, useDocuments, useProject } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { shell } from '../session/shell.ts';
import { useJob } from '../session/use-job.ts';
import styles from './ExportDialog.module.css';
import { ExportPreview } from './ExportPreview.tsx';
import { ExportReportView } from './ExportReportView.tsx';
import {
  type ExportSettings,
  placeOf,
  suggestedName,
  useFormats,
  type WriteOptions,
} from './export-formats.ts';
import { FilterPicker } from './FilterPicker.tsx';
import { WriteOptionFields } from './WriteOptionFields.tsx';

const STATUSES = ['draft', 'final', 'flagged'] as const;
const STATUS_WORDS = { draft: 'Draft', final: 'Final', flagged: 'Flagged' } as const;
const NONE: ReadonlySet<string> = new Set();
/** Milliseconds after the last change before the preview is made. */
const PAUSE = 120;

/** Chooses what is exported and how, shows what it will look like, writes it, and reports. */
export function ExportDialog({ onClose }: { readonly onClose: () => void }) {
  const { attempt } = useWorkspace();
  const project = useProject();
  const codes = useCodebook();
  const { documents } = useDocuments();
  const [format, setFormat] = useState('jsonl');
  const [options, setOptions] = useState<WriteOptions>({});
  const [documentIds, setDocumentIds] = useState(NONE);
  const [codeIds, setCodeIds] = useState(NONE);
  const [personIds, setPersonIds] = useState(NONE);
  const [statuses, setStatuses] = useState(NONE);
  const [entityIds, setEntityIds] = useState(NONE);
  const [outdated, setOutdated] = useState(false);
  const [adjudicated, setAdjudicated] = useState(false);
  const { entities } = useEntities();
  const preview = useJob('export.preview');
  const running = useJob('export.run');
  const { start: startPreview } = preview;
  const formats = useFormats().filter(({ writes }) => writes);
  const about = formats.find((each) => each.format === format);

  const settings = useMemo(
    (): ExportSettings => ({
      format,
      ...(Object.keys(options).length > 0 ? { options } : {}),
      ...(documentIds.size > 0 ? { documentIds: [...documentIds] } : {}),
      ...(codeIds.size > 0 ? { codeIds: [...withDescendants(codeIds, codes)] } : {}),
      ...(personIds.size > 0 ? { personIds: [...personIds] } : {}),
      ...(statuses.size > 0 ? { statuses: STATUSES.filter((each) => statuses.has(each)) } : {}),
      ...(entityIds.size > 0 ? { entityIds: [...entityIds] } : {}),
      ...(outdated ? { outdated } : {}),
      ...(adjudicated ? { adjudicated } : {}),
    }),
    [format, options, documentIds, codeIds, personIds, statuses, entityIds, outdated, adjudicated, codes],
  );
  useEffect(() => {
    const timer = setTimeout(() => startPreview(settings), PAUSE);
    return () => clearTimeout(timer);
  }, [settings, startPreview]);

  const documentItems = useMemo(
    () =>
      sortDocuments(documents, 'title', false).map((document) => ({
        id: document.id,
        label: titleOf(document),
      })),
    [documents],
  );
  const codeItems = useMemo(() => {
    const byId = new Map(codes.map((code) => [code.id, code]));
    return codesInTreeOrder(codes).map(({ code }) => ({
      id: code.id,
      label: codePath(code, byId).join(' › '),
    }));
  }, [codes]);

  const run = () =>
    attempt(async () => {
      if (!about) return;
      const { extension, filters } = placeOf(about);
      const path = await shell('chooseSavePath', {
        title: 'Export',
        suggestedName: suggestedName(project?.project.name ?? '', extension),
        filters,
      });
      if (path !== null) running.start({ settings, path }, 'Exporting');
    });

  if (running.state.phase === 'done')
    return <ExportReportView report={running.state.output} onClose={onClose} />;
  const isRunning = running.state.phase === 'running';
  return (
    <DialogFrame
      title="Export"
      size="large"
      dismissable={!isRunning}
      onClose={onClose}
      footer={
        <>
          {isRunning && <Progress label="Exporting" progress={running.state.progress} />}
          <Button onPress={isRunning ? running.cancel : onClose}>Cancel</Button>
          <Button look="primary" onPress={() => void run()} isDisabled={isRunning || !about}>
            Export …
          </Button>
        </>
      }
    >
      <div className={styles.columns} inert={isRunning}>
        <div className={styles.form}>
          {running.state.phase === 'failed' && <ErrorNote error={running.state.error} />}
          <div className={styles.formats}>
            <RadioChoices
              label="Format"
              value={format}
              onChange={setFormat}
              choices={formats.map(({ format: id, title, description, loses }) => ({
                id,
                label: title,
                // Told of the chosen one: there are many.
                ...(id === format ? { hint: `${description} ${loses}` } : {}),
              }))}
            />
          </div>
          {about && <WriteOptionFields about={about} options={options} onChange={setOptions} />}
          <FilterPicker
            label="Documents"
            all="All documents"
            items={documentItems}
            chosen={documentIds}
            onChange={setDocumentIds}
          />
          <FilterPicker
            label="Codes, with those below them"
            all="All codes"
            items={codeItems}
            chosen={codeIds}
            onChange={setCodeIds}
          />
          <FilterPicker
            label="People"
            all="Everyone"
            items={(project?.people ?? []).map(({ id, name }) => ({ id, label: name }))}
            chosen={personIds}
            onChange={setPersonIds}
          />
          <FilterPicker
            label="Status"
            all="Any status"
            items={STATUSES.map((id) => ({ id, label: STATUS_WORDS[id] }))}
            chosen={statuses}
            onChange={setStatuses}
          />
          {entities.length > 0 && (
            <FilterPicker
              label="Entities"
              all="Whatever is named"
              items={entities.map(({ id, name }) => ({ id, label: name }))}
              chosen={entityIds}
              onChange={setEntityIds}
            />
          )}
          <Checkbox checked={outdated} onChange={setOutdated}>
            Only what was made under an older definition of its code
          </Checkbox>
          <Checkbox checked={adjudicated} onChange={setAdjudicated}>
            Adjudicated only: what reviewers let stand
          </Checkbox>
        </div>
        <ExportPreview state={preview.state} />
      </div>
    </DialogFrame>
  );
}
