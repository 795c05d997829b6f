import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { AgreementPassage } from '../../contract/procedures.ts';
import { IconButton } from '../controls/buttons.tsx';
import { CodeChip } from '../controls/CodeMark.tsx';
import { counted, inDigits } from '../controls/words.ts';
import { queryKeys } from '../session/invalidation.ts';
import { useCodeMap, useDocuments, usePeople } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { openDocument } from '../workspace/documents.ts';
import { goToAnnotation } from '../workspace/walking.ts';
import styles from './AgreementPage.module.css';
import type { AgreementSettings } from './settings.ts';
import type { Chosen } from './Tables.tsx';

function Side({ side }: { readonly side: AgreementPassage['first'] }) {
  const people = usePeople();
  const codes = useCodeMap();
  if (!side) return <em className={styles.none}>nothing</em>;
  return (
    <span className={styles.side}>
      <span dir="auto">{people.get(side.personId)?.name ?? 'Someone'}</span>{' '}
      <CodeChip code={codes.get(side.codeId)} />
    </span>
  );
}

interface PassagesProps {
  readonly settings: AgreementSettings;
  readonly chosen: Chosen;
  readonly onClose: () => void;
}

/** The passages that a figure stands on; each leads to its place in the text. */
export function Passages({ settings, chosen, onClose }: PassagesProps) {
  const workspace = useWorkspace();
  const { client } = workspace;
  const { documents } = useDocuments();
  const heading = useRef<HTMLHeadingElement>(null);
  const { unit, documentIds, personIds, codeIds } = settings;
  const input = {
    unit,
    ...(documentIds ? { documentIds } : {}),
    ...(personIds ? { personIds } : {}),
    ...(codeIds ? { codeIds } : {}),
    choice: chosen.choice,
  };
  const { data } = useQuery({
    queryKey: [...queryKeys.review, 'agreement', input],
    queryFn: () => client.call('agreement.passages', input),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heading takes the focus for each cell that is opened
  useEffect(() => heading.current?.focus(), [chosen]);
  const go = ({ documentId, first, second }: AgreementPassage) => {
    const annotationId = first?.annotationId ?? second?.annotationId ?? null;
    if (annotationId === null) openDocument(workspace, documentId);
    else void goToAnnotation(workspace, annotationId).catch(workspace.notices.error);
  };
  const title = (id: string) => documents.find((each) => each.id === id)?.title ?? 'A document';
  return (
    <section className={styles.passages} aria-label="Passages">
      <header className={styles.passagesHead}>
        <h2 ref={heading} tabIndex={-1} dir="auto">
          {chosen.title}
        </h2>
        <IconButton label="Close the list of passages" icon={<X />} small onPress={onClose} />
      </header>
      {data && (
        <p className={styles.hint}>
          {counted(data.total, 'passage', 'passages')}, {inDigits(data.differing)} of them marked differently.
          {data.total > data.passages.length && ` The first ${inDigits(data.passages.length)} are listed.`}
        </p>
      )}
      <ol className={styles.rows}>
        {data?.passages.map((passage) => (
          <li
            key={`${passage.documentId} ${passage.start} ${passage.end} ${passage.first?.annotationId} ${passage.second?.annotationId} ${passage.first?.codeId} ${passage.second?.codeId}`}
          >
            <button type="button" className={styles.row} onClick={() => go(passage)}>
              <span className={styles.where} dir="auto">
                {title(passage.documentId)}
              </span>
              {passage.quote !== '' && (
                <q className={styles.quote} dir="auto">
                  {passage.quote}
                </q>
              )}
              <span className={styles.sides}>
                <Side side={passage.first} />
                <span className={styles.sign}>{passage.same ? '= same' : '≠ differs'}</span>
                <Side side={passage.second} />
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
