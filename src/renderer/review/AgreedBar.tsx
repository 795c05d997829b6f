import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../controls/buttons.tsx';
import { Select } from '../controls/fields.tsx';
import { counted } from '../controls/words.ts';
import { queryKeys } from '../session/invalidation.ts';
import { useWorkspace } from '../session/session-context.ts';
import { undo } from '../workspace/undoing.ts';
import styles from './AgreedBar.module.css';
import type { Reviewing } from './use-reviewing.ts';

const ALL = 'all';

/** Accepts at once where people agree: all who are compared, or enough of them. */
export function AgreedBar({
  reviewing,
  onLeave,
}: {
  readonly reviewing: Reviewing;
  readonly onLeave: () => void;
}) {
  const workspace = useWorkspace();
  const { client, attempt, notices, typedAhead } = workspace;
  const bar = useRef<HTMLElement>(null);
  const [rule, setRule] = useState(ALL);
  const least = rule === ALL ? null : Number(rule);
  const { documentIds, personIds, codeIds } = reviewing.scope;
  const scope = {
    ...(documentIds ? { documentIds } : {}),
    ...(personIds ? { personIds } : {}),
    ...(codeIds ? { codeIds } : {}),
    least,
  };
  const { data } = useQuery({
    queryKey: [...queryKeys.review, 'agreed', scope],
    queryFn: () => client.call('review.countAgreed', scope),
  });
  useEffect(() => bar.current?.querySelector('button')?.focus(), []);
  const people = reviewing.queue?.people.length ?? 0;
  const numbers = Array.from({ length: Math.max(0, people - 2) }, (_, at) => at + 2);
  const accept = () =>
    void attempt(async () => {
      const accepting = client.call('review.acceptAgreed', { ...scope, reason: reviewing.reason });
      const { accepted } = await typedAhead.during(accepting);
      notices.done(`Accepted ${counted(accepted, 'passage', 'passages')}.`, {
        label: 'Undo',
        run: () => void undo(workspace),
      });
      onLeave();
    });
  return (
    <section
      ref={bar}
      className={styles.bar}
      aria-label="Accept where people agree"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        onLeave();
      }}
    >
      <Select
        label="Accept what is not decided where"
        choices={[
          { id: ALL, label: 'all who are compared say the same' },
          ...numbers.map((number) => ({
            id: String(number),
            label: `at least ${number} of ${people} say the same`,
          })),
        ]}
        value={rule}
        onChange={setRule}
      />
      <Button look="primary" isDisabled={!data || data.accepted === 0} onPress={accept}>
        {data ? `Accept ${counted(data.accepted, 'passage', 'passages')}` : 'Counting …'}
      </Button>
      <Button look="quiet" onPress={onLeave}>
        Cancel
      </Button>
    </section>
  );
}
