import { useState } from 'react';
import type { CountedCode } from '../../core/codebook/code.ts';
import { leastUsedColour } from '../../core/codebook/colours.ts';
import { useWorkspace } from '../session/session-context.ts';
import { changeCodebook } from '../workspace/codebook.ts';
import styles from './AddCodeField.module.css';

/** Makes codes one after the other: a name, Enter, the next name. */
export function AddCodeField({ codes }: { readonly codes: readonly CountedCode[] }) {
  const workspace = useWorkspace();
  const [name, setName] = useState('');
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = name.trim();
        if (wanted === '') return;
        const { client, attempt, state } = workspace;
        const make = async () => {
          const colour = leastUsedColour(codes);
          const { codeId } = await client.call('codes.create', { name: wanted, parentId: null, colour });
          setName('');
          state.patch({ codeId });
        };
        void attempt(() => changeCodebook(workspace, make));
      }}
    >
      <input
        aria-label="Name of a new code"
        placeholder="Add a code"
        value={name}
        maxLength={200}
        dir="auto"
        onChange={(event) => setName(event.target.value)}
      />
    </form>
  );
}
