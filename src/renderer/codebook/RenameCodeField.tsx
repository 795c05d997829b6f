import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { CountedCode } from '../../core/codebook/code.ts';
import { useWorkspace } from '../session/session-context.ts';
import { changeCodebook } from '../workspace/codebook.ts';
import styles from './RenameCodeField.module.css';

interface RenameCodeFieldProps {
  readonly codes: readonly CountedCode[];
  readonly codeId: string;
  readonly pane: RefObject<HTMLElement | null>;
  readonly onDone: () => void;
}

/**
 * A field over the code's name. It stands beside the tree, not in it: a tree takes letters and arrows for itself.
 */
export function RenameCodeField({ codes, codeId, pane, onDone }: RenameCodeFieldProps) {
  const workspace = useWorkspace();
  const code = codes.find(({ id }) => id === codeId);
  const [name, setName] = useState(code?.name ?? '');
  const [box, setBox] = useState({ top: 0, left: 0 });
  const field = useRef<HTMLInputElement>(null);
  const left = useRef(false);

  useLayoutEffect(() => {
    const row = pane.current?.querySelector(`[data-key="${CSS.escape(codeId)}"] [dir=auto]`);
    const around = pane.current?.getBoundingClientRect();
    const place = row?.getBoundingClientRect();
    if (around && place) setBox({ top: place.top - around.top - 4, left: place.left - around.left - 6 });
  }, [codeId, pane]);
  useEffect(() => field.current?.select(), []);

  function leave(save: boolean): void {
    if (left.current) return;
    left.current = true;
    const wanted = name.trim();
    onDone();
    if (!save || !code || wanted === '' || wanted === code.name) return;
    const rename = () => workspace.client.call('codes.edit', { codeId, fields: { name: wanted } });
    void workspace.attempt(async () => void (await changeCodebook(workspace, rename)));
  }

  return (
    <input
      ref={field}
      className={styles.field}
      style={box}
      aria-label={`New name of ${code?.name ?? 'the code'}`}
      value={name}
      maxLength={200}
      dir="auto"
      onChange={(event) => setName(event.target.value)}
      onBlur={() => leave(true)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') leave(true);
        else if (event.key === 'Escape') leave(false);
        else return;
        event.preventDefault();
      }}
    />
  );
}
