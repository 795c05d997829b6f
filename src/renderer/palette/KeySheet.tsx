import { codesInTreeOrder } from '../../core/codebook/tree.ts';
import { withUsualKeys } from '../commands/choose-keys.ts';
import { COMMAND_GROUPS } from '../commands/command.ts';
import { useCommands } from '../commands/registry.ts';
import { Button } from '../controls/buttons.tsx';
import { Swatch } from '../controls/CodeMark.tsx';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { Keys } from '../controls/Keys.tsx';
import { useObservable } from '../session/observable.ts';
import { useCodebook } from '../session/queries.ts';
import { useSession } from '../session/session-context.ts';
import { KeyChooser } from './KeyChooser.tsx';
import styles from './KeySheet.module.css';

type FixedKey = readonly [keys: string, title: string];

/** Keys that always do the same in one part of the window. */
function FixedKeys({ title, rows }: { readonly title: string; readonly rows: readonly FixedKey[] }) {
  return (
    <section className={styles.group}>
      <h3>{title}</h3>
      <dl>
        {rows.map(([keys, meaning]) => (
          <div key={keys}>
            <dt>{meaning}</dt>
            <dd>
              <Keys keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Every key there is, codes' own included; those of commands can be changed. */
export function KeySheet({ onClose }: { readonly onClose: () => void }) {
  const keyed = codesInTreeOrder(useCodebook())
    .map(({ code }) => code)
    .filter((code) => code.key !== null && code.kind === 'span');
  const { chosenKeys } = useSession();
  const commands = useCommands();
  const anyChosen = useObservable(chosenKeys, ({ byCommand }) => Object.keys(byCommand).length > 0);
  return (
    <DialogFrame
      title="Keys"
      size="large"
      onClose={onClose}
      footer={
        <>
          <Button
            isDisabled={!anyChosen}
            onPress={() => chosenKeys.set(withUsualKeys(chosenKeys.get(), null))}
          >
            All usual keys
          </Button>
          <Button look="primary" onPress={onClose}>
            Close
          </Button>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles.sheet} tabIndex={0} aria-label="All keys">
        <section className={styles.group}>
          <h3>Codes, with text or an annotation selected</h3>
          <dl>
            {keyed.map((code) => (
              <div key={code.id}>
                <dt>
                  <Swatch colour={code.colour} />
                  {code.name}
                </dt>
                <dd>{code.key && <Keys keys={code.key} />}</dd>
              </div>
            ))}
          </dl>
          <p>
            {keyed.length === 0 && 'No code has a key yet: give it one in the codebook. '}
            The same key again removes the tag; with Shift it tags and selects the next sentence. A code’s key
            comes before a command of the same letter.
          </p>
        </section>
        {COMMAND_GROUPS.map((group) => (
          <section key={group} className={styles.group}>
            <h3>{group}</h3>
            <dl>
              {commands
                .filter((command) => command.group === group)
                .map((command) => (
                  <div key={command.id}>
                    <dt>{command.title}</dt>
                    <dd>
                      <KeyChooser command={command} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <FixedKeys title="In the codebook" rows={CODEBOOK_KEYS} />
        <FixedKeys title="In a review" rows={REVIEW_KEYS} />
      </section>
    </DialogFrame>
  );
}

const CODEBOOK_KEYS: readonly FixedKey[] = [
  ['Enter', 'Tag the selected passage with the code'],
  ['F2', 'Rename the code'],
  ['Delete', 'Delete the code'],
  ['Alt+ArrowUp', 'Move the code up'],
  ['Alt+ArrowDown', 'Move the code down'],
  ['Alt+ArrowRight', 'Put it under the code above'],
  ['Alt+ArrowLeft', 'Take it out to its parent’s level'],
];

const REVIEW_KEYS: readonly FixedKey[] = [
  ['J', 'Next passage'],
  ['K', 'Previous passage'],
  ['1', 'Accept what the first said; 2 the second, up to 9'],
  ['A', 'Accept what most said'],
  ['X', 'Reject all'],
  ['E', 'Amend'],
  ['W', 'Write a new one'],
  ['U', 'Withdraw the verdict'],
  ['L', 'The next link: keys then mean it'],
  ['N', 'Write a link'],
  ['R', 'Give a reason'],
  ['B', 'Accept where people agree'],
];
