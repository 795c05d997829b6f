import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { CommandKeys } from '../commands/CommandKeys.tsx';
import { Button, IconButton } from '../controls/buttons.tsx';
import { shortQuotes } from '../reading/index.ts';
import { useObservable } from '../session/observable.ts';
import { useWorkspace } from '../session/session-context.ts';
import { cancelPlacing, placeHere } from '../workspace/texts.ts';
import styles from './PlacingLine.module.css';

const QUOTED = 50;

/** While a place is being chosen for an annotation: which one, and what to do. Else what stands in its place. */
export function PlacingLine({ children }: { readonly children: ReactNode }) {
  const workspace = useWorkspace();
  const { state, attempt } = workspace;
  const placing = useObservable(state, (value) => value.placing);
  const selection = useObservable(state, (value) => value.selection);
  return (
    <>
      {!placing && children}
      <div role="status">
        {placing && (
          <div className={styles.line}>
            <span className={styles.quote} dir="auto">
              Placing ‘{shortQuotes(placing.quotes, QUOTED)}’: select where it belongs
            </span>
            <Button isDisabled={!selection} onPress={() => void attempt(() => placeHere(workspace))}>
              Place it here <CommandKeys id="anchor.placeHere" />
            </Button>
            <IconButton
              small
              label="Cancel choosing a place"
              icon={<X />}
              onPress={() => cancelPlacing(workspace)}
            />
          </div>
        )}
      </div>
    </>
  );
}
