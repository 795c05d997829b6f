import { Button } from '../controls/buttons.tsx';
import { inDigits } from '../controls/words.ts';
import { useWorkspace } from '../session/session-context.ts';
import { useLost } from '../session/text-queries.ts';

/** How many annotations wait for a place, where some do: leads to them. */
export function LostCount() {
  const { state } = useWorkspace();
  const { total } = useLost();
  if (total === 0) return null;
  return (
    <Button
      look="quiet"
      onPress={() => state.patch({ page: { kind: 'anchors', report: null, changeId: null } })}
    >
      {inDigits(total)} without a place
    </Button>
  );
}
