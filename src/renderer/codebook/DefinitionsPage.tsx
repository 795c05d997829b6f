import { Pencil } from 'lucide-react';
import { useState } from 'react';
import type { Id } from '../../core/ids.ts';
import { Button, IconButton } from '../controls/buttons.tsx';
import { CodeChip } from '../controls/CodeMark.tsx';
import { VirtualList } from '../controls/VirtualList.tsx';
import { counted, inDigits, moment } from '../controls/words.ts';
import { wholeQuote } from '../inspector/quotation.ts';
import { PageHeader } from '../layout/PageHeader.tsx';
import { useCodeVersions, useOutdated } from '../session/definition-queries.ts';
import { useCodeMap } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { confirmAllVersions, confirmVersions } from '../workspace/definitions.ts';
import { showAnnotation } from '../workspace/walking.ts';
import styles from './DefinitionsPage.module.css';

function Versions({ codeId }: { readonly codeId: Id }) {
  const versions = useCodeVersions(codeId);
  return (
    <ol className={styles.versions} aria-label="Versions of the definition" data-copyable>
      {versions.map(({ version, description, attributes, at, personName, annotations }) => (
        <li key={version}>
          <p className={styles.facts}>
            <b>Version {version}</b> · {personName}, {moment(at)} · made or confirmed under it:{' '}
            {inDigits(annotations)}
          </p>
          <p dir="auto" className={styles.description}>
            {description || 'No description.'}
          </p>
          {attributes.length > 0 && <p className={styles.facts}>Asks for {attributes.join(', ')}</p>}
        </li>
      ))}
    </ol>
  );
}

/** How a code's definition changed, and what was made under an older one: to be looked at again, or confirmed. */
export function DefinitionsPage({ codeId }: { readonly codeId: Id | null }) {
  const workspace = useWorkspace();
  const { attempt, state } = workspace;
  const byId = useCodeMap();
  const code = codeId === null ? undefined : byId.get(codeId);
  const { annotations, total, loaded, fetchMore } = useOutdated(codeId);
  const [checked, setChecked] = useState<ReadonlySet<Id>>(new Set());
  const chosen = annotations.filter(({ id }) => checked.has(id)).map(({ id }) => id);
  const toggle = (id: Id) => {
    const next = new Set(checked);
    if (!next.delete(id)) next.add(id);
    setChecked(next);
  };
  const confirm = (ids: readonly Id[]) => void attempt(() => confirmVersions(workspace, ids));
  return (
    <>
      <PageHeader
        title={code ? `Definition of ‘${code.name}’` : 'Made under an older definition'}
        facts={`${counted(total, 'annotation', 'annotations')} made under an older definition`}
      >
        {code && (
          <IconButton
            label="Edit the code …"
            icon={<Pencil />}
            onPress={() => state.patch({ dialog: { kind: 'code', codeId: code.id, parentId: null } })}
          />
        )}
        <Button isDisabled={chosen.length === 0} onPress={() => confirm(chosen)}>
          Confirm {inDigits(chosen.length)} chosen
        </Button>
        <Button
          isDisabled={total === 0}
          onPress={() => void attempt(() => confirmAllVersions(workspace, codeId))}
        >
          Confirm all
        </Button>
      </PageHeader>
      {codeId !== null && <Versions codeId={codeId} />}
      {annotations.length > 0 ? (
        <>
          <p className={styles.hint}>
            Enter goes to the passage. C confirms that the annotation holds under the definition as it is now;
            Space chooses several.
          </p>
          <VirtualList
            label="Annotations made under an older definition"
            items={annotations}
            keyOf={({ id }) => id}
            rowHeight={52}
            selectedKey={null}
            onChoose={(annotation) => void attempt(() => showAnnotation(workspace, annotation))}
            checks={{ isChecked: ({ id }) => checked.has(id), onToggle: ({ id }) => toggle(id) }}
            onRowKey={(event, { id }) => {
              if (event.key.toLowerCase() !== 'c') return false;
              confirm([id]);
              return true;
            }}
            onNearEnd={fetchMore}
            renderRow={({ id, codeId: own, codeVersion, spans }) => (
              <span className={styles.row}>
                <span className={styles.check} data-check aria-hidden="true">
                  {checked.has(id) ? '☑' : '☐'}
                </span>
                <span className={styles.what}>
                  <span className={styles.facts}>
                    <CodeChip code={byId.get(own)} /> version {codeVersion} of {byId.get(own)?.version}
                  </span>
                  <span className={styles.quote} dir="auto">
                    {wholeQuote(spans)}
                  </span>
                </span>
              </span>
            )}
          />
        </>
      ) : (
        loaded && (
          <p className={styles.hint}>
            Nothing to look at again. When a code’s description, attributes or ends change, what was made
            before is listed here.
          </p>
        )
      )}
    </>
  );
}
