import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { CommandKeys } from '../commands/CommandKeys.tsx';
import { useKeysOf } from '../commands/registry.ts';
import { IconButton } from '../controls/buttons.tsx';
import { CodeChip } from '../controls/CodeMark.tsx';
import { shortQuotes } from '../reading/index.ts';
import { useObservable } from '../session/observable.ts';
import { useCodeMap } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { goToAnnotation } from '../workspace/walking.ts';
import styles from './RelationStartLine.module.css';

const QUOTED = 60;

/** While a relation is being made: where from, and what to do next. Else what stands in its place. */
export function RelationStartLine({ children }: { readonly children: ReactNode }) {
  const workspace = useWorkspace();
  const keysOf = useKeysOf();
  const { state, attempt } = workspace;
  const start = useObservable(state, (value) => value.relationStart);
  const codes = useCodeMap();
  return (
    <>
      {!start && children}
      <div role="status">
        {start && (
          <div className={styles.line}>
            <span>Relation from</span>
            <button
              type="button"
              className={styles.start}
              data-tip="Go there"
              onClick={() => void attempt(() => goToAnnotation(workspace, start.annotationId))}
            >
              <CodeChip code={codes.get(start.codeId)} />
              <span className={styles.quote} dir="auto">
                ‘{shortQuotes(start.quotes, QUOTED)}’
              </span>
            </button>
            <span className={styles.next}>
              Select the other annotation, here or in another document, and press{' '}
              <CommandKeys id="relation.relate" />
            </span>
            <IconButton
              small
              label="Cancel the relation"
              keys={keysOf('relation.cancel')}
              icon={<X />}
              onPress={() => state.patch({ relationStart: null })}
            />
          </div>
        )}
      </div>
    </>
  );
}
