import { Plus } from 'lucide-react';
import type { CodeKind } from '../../core/codebook/code.ts';
import { leastUsedColour } from '../../core/codebook/colours.ts';
import { newId } from '../../core/ids.ts';
import { CodeSign } from '../controls/CodeMark.tsx';
import { Keys } from '../controls/Keys.tsx';
import { useCodebook } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { changeCodebook } from '../workspace/codebook.ts';
import { recentCodeIds } from '../workspace/recent-codes.ts';
import styles from './CodePalette.module.css';
import { codeChoices, newCodeName } from './code-choices.ts';
import { MatchedName, Palette, type PaletteEntry } from './Palette.tsx';

interface CodePaletteProps {
  readonly label: string;
  readonly placeholder: string;
  /** absent: codes for passages */
  readonly kind?: CodeKind;
  /** false: only what is there can be chosen */
  readonly canMake?: boolean;
  /** codes that cannot be chosen */
  readonly without?: readonly string[];
  /** `step` where the code was made for it: what is done with it then is one step of undo with its making */
  readonly onChoose: (codeId: string, step?: string) => Promise<void> | void;
  readonly onClose: () => void;
}

/** Chooses a code by typing some of its letters, or makes it. */
export function CodePalette(props: CodePaletteProps) {
  const { label, placeholder, kind = 'span', canMake = true, without = [], onChoose, onClose } = props;
  const workspace = useWorkspace();
  const { client, attempt } = workspace;
  const codes = useCodebook();
  const recent = recentCodeIds();

  function entriesFor(query: string): readonly PaletteEntry[] {
    const entries = codeChoices(codes, query, recent)
      .filter(({ code }) => code.kind === kind && !without.includes(code.id))
      .map(
        ({ code, above, matched }): PaletteEntry => ({
          id: code.id,
          content: (
            <>
              <CodeSign code={code} />
              <MatchedName name={code.name} matched={matched} />
              <span className={styles.path}>{above.join(' › ')}</span>
              {code.key && <Keys keys={code.key} />}
            </>
          ),
          run: () => void attempt(() => onChoose(code.id)),
        }),
      );
    const name = canMake ? newCodeName(codes, query) : null;
    if (name === null) return entries;
    return [
      ...entries,
      {
        id: 'new',
        content: (
          <>
            <Plus size={14} aria-hidden="true" />
            <span>Create code ‘{name}’</span>
          </>
        ),
        run: () =>
          void attempt(() =>
            changeCodebook(workspace, async () => {
              const colour = leastUsedColour(codes);
              const groupId = newId();
              const wanted = { name, kind, parentId: null, colour, groupId };
              const { codeId } = await client.call('codes.create', wanted);
              await onChoose(codeId, groupId);
            }),
          ),
      },
    ];
  }

  return (
    <Palette
      label={label}
      placeholder={placeholder}
      entriesFor={entriesFor}
      nothing={canMake ? 'There are no codes yet. Type a name to make one.' : 'No such code.'}
      onClose={onClose}
    />
  );
}
