import { Pencil, RotateCcw } from 'lucide-react';
import { useRef, useState } from 'react';
import { isMenuKey, judgeKeys, keysOf, withKeys, withUsualKeys } from '../commands/choose-keys.ts';
import type { Command } from '../commands/command.ts';
import { commandById, useCommands } from '../commands/registry.ts';
import { IconButton } from '../controls/buttons.tsx';
import { Keys } from '../controls/Keys.tsx';
import { useObservable } from '../session/observable.ts';
import { useSession } from '../session/session-context.ts';
import styles from './KeySheet.module.css';

/** The field that waits for the new keys of a command: what is pressed in it is taken, Esc and Tab leave it. */
function Recorder({
  command,
  onChosen,
  onLeave,
}: {
  readonly command: Command;
  onChosen(keys: string): void;
  onLeave(): void;
}) {
  const { state } = useSession();
  const commands = useCommands();
  const platform = useObservable(state, ({ shell }) => shell?.platform ?? 'linux');
  const [asked, setAsked] = useState<{
    readonly keys: string;
    readonly words: string;
    readonly take: boolean;
  } | null>(null);
  return (
    <span className={styles.recorder}>
      <input
        // biome-ignore lint/a11y/noAutofocus: the user has just asked to press keys here
        autoFocus
        readOnly
        aria-label={`New keys for ‘${command.title}’`}
        placeholder="Press the keys"
        value=""
        onBlur={onLeave}
        onKeyDown={(event) => {
          if (event.key === 'Tab') return;
          event.preventDefault();
          event.stopPropagation();
          if (event.key === 'Escape') {
            onLeave();
            return;
          }
          const keys = keysOf(event, platform);
          if (keys === null) return;
          const judged = judgeKeys(command, keys, event, commands);
          const again = judged.outcome === 'taken' && asked?.take && asked.keys === keys;
          if (judged.outcome === 'free' || again) onChosen(keys);
          else if (judged.outcome === 'taken')
            setAsked({
              keys,
              take: true,
              words: `‘${judged.by.title}’ has them. Press them again to take them.`,
            });
          else setAsked({ keys, take: false, words: judged.why });
        }}
      />
      {asked && (
        <span role="alert" className={styles.verdict}>
          <Keys keys={asked.keys} /> {asked.words}
        </span>
      )}
    </span>
  );
}

/** A command's keys, which can be changed. Those that the menu names stay. */
export function KeyChooser({ command }: { readonly command: Command }) {
  const { chosenKeys } = useSession();
  const commands = useCommands();
  const [recording, setRecording] = useState(false);
  const change = useRef<HTMLSpanElement>(null);
  const isChosen = useObservable(chosenKeys, ({ byCommand }) => command.id in byCommand);
  const menuKeys = (commandById(command.id)?.keys ?? []).filter((keys) => isMenuKey(command, keys));

  const leave = () => {
    setRecording(false);
    // Where the button was, the focus goes on.
    requestAnimationFrame(() => change.current?.querySelector('button')?.focus());
  };
  if (recording)
    return (
      <Recorder
        command={command}
        onLeave={() => setRecording(false)}
        onChosen={(keys) => {
          chosenKeys.set(withKeys(chosenKeys.get(), command, [keys, ...menuKeys], commands));
          leave();
        }}
      />
    );
  return (
    <>
      {command.keys.map((keys) => (
        <Keys key={keys} keys={keys} />
      ))}
      <span ref={change} className={styles.change}>
        <IconButton
          small
          label={`Change the keys of ‘${command.title}’`}
          icon={<Pencil />}
          onPress={() => setRecording(true)}
        />
        {isChosen && (
          <IconButton
            small
            label={`Usual keys of ‘${command.title}’`}
            icon={<RotateCcw />}
            onPress={() => chosenKeys.set(withUsualKeys(chosenKeys.get(), command.id))}
          />
        )}
      </span>
    </>
  );
}
