import { useQuery } from '@tanstack/react-query';
import { commandById, runCommand } from '../commands/registry.ts';
import { Button } from '../controls/buttons.tsx';
import { Progress } from '../controls/Progress.tsx';
import { counted, inDigits } from '../controls/words.ts';
import { queryKeys } from '../session/invalidation.ts';
import { useSession, useWorkspace } from '../session/session-context.ts';
import styles from './SearchPage.module.css';
import { searchOf } from './searching.ts';
import { useLasting } from './use-lasting.ts';

/** Milliseconds: an index that follows one changed text is not worth a line. */
const WORTH_TELLING = 600;

/** How far the index of words is while it is made, and what keeps it from being made. */
export function IndexLine() {
  const workspace = useWorkspace();
  const session = useSession();
  const { client } = workspace;
  const { data } = useQuery({
    queryKey: queryKeys.search,
    queryFn: () => client.call('search.state', {}),
    // The workbench tells of changes while somebody listens; what was told before may be of long ago.
    refetchOnMount: 'always',
  });
  const isShown = useLasting(data?.indexing ?? false, WORTH_TELLING);
  if (data?.problem) {
    const { message, remedy } = data.problem;
    const rebuild = () => {
      const command = commandById('search.rebuild');
      if (command) runCommand(command, { workspace, session });
      // The button goes with the problem.
      searchOf(workspace).toField();
    };
    return (
      <div className={styles.problem} role="status">
        <p>
          {message} {remedy}
        </p>
        <Button onPress={rebuild}>Make the Index Anew</Button>
      </div>
    );
  }
  if (!data || !isShown) return null;
  const { texts, indexedTexts, units, indexedUnits } = data.state;
  return (
    <div className={styles.indexing}>
      <Progress
        label="Index of words; until it is complete searching takes longer"
        progress={{ phase: 'indexing', done: indexedUnits, total: units, detail: '' }}
        words={`${inDigits(indexedTexts)} of ${counted(texts, 'document', 'documents')}`}
      />
    </div>
  );
}
