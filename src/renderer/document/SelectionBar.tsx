import { Button as AriaButton, Toolbar } from 'react-aria-components';
import { commandById, runCommand } from '../commands/registry.ts';
import { codeStyle } from '../controls/CodeMark.tsx';
import { classNames } from '../controls/class-names.ts';
import { Keys } from '../controls/Keys.tsx';
import { useObservable } from '../session/observable.ts';
import { useCodes } from '../session/queries.ts';
import { useSession, useWorkspace } from '../session/session-context.ts';
import { recentCodeIds } from '../workspace/recent-codes.ts';
import { passageOf, tagWith } from '../workspace/tagging.ts';
import { barCodes } from './bar-codes.ts';
import styles from './SelectionBar.module.css';

const MOST_CODES = 8;

/** While text is selected: its codes one click away, each with its key. */
export function SelectionBar() {
  const workspace = useWorkspace();
  const session = useSession();
  const codes = useCodes();
  const hasSelection = useObservable(workspace.state, (state) => state.selection !== null);
  if (!hasSelection) return null;
  const tag = (codeId: string) => {
    const passage = passageOf(workspace);
    if (passage) void workspace.attempt(() => tagWith(workspace, codeId, passage));
  };
  const all = commandById('code.tagSelection');
  return (
    <Toolbar aria-label="Tag the selection" className={classNames(styles.bar)}>
      {barCodes(codes, recentCodeIds(), MOST_CODES).map((code) => (
        <AriaButton
          key={code.id}
          className={classNames(styles.code)}
          style={codeStyle(code.colour)}
          onPress={() => tag(code.id)}
        >
          <span className={styles.name}>{code.name}</span>
          {code.key && <Keys keys={code.key} />}
        </AriaButton>
      ))}
      <AriaButton
        className={classNames(styles.code, styles.all)}
        onPress={() => all && runCommand(all, { workspace, session })}
      >
        <span className={styles.name}>{codes.length > 0 ? 'All codes' : 'Make a code'}</span>
        <Keys keys="Enter" />
      </AriaButton>
    </Toolbar>
  );
}
