import { Button } from '../controls/buttons.tsx';
import { usePeople } from '../session/queries.ts';
import styles from './EmptyReview.module.css';
import type { Reviewing } from './use-reviewing.ts';

/** Why there is nothing in the queue, and what would bring something. */
export function EmptyReview({ reviewing }: { readonly reviewing: Reviewing }) {
  const { queue, choices, choose } = reviewing;
  const people = usePeople();
  if (!queue) return null;
  const there = queue.people.length;
  const { open, changed, decided } = queue.states;
  if (there < 2 && choices.without.length === 0) {
    const [only] = queue.people;
    return (
      <div className={styles.empty} role="status">
        <h2>
          {only === undefined ? 'Nobody has coded anything here yet' : 'Only one person’s work is here'}
        </h2>
        <p>
          A review lays what several people said of a text side by side
          {only !== undefined && (
            <>
              ; here there is only that of <span dir="auto">{people.get(only)?.name ?? 'someone'}</span>
            </>
          )}
          . A colleague codes the same documents in a copy of this project and sends the file back; Merge
          brings it in, and what differs stands here.
        </p>
        {only !== undefined && (
          <Button onPress={() => choose({ show: 'everything', state: 'any' })}>
            Review the work of one person
          </Button>
        )}
      </div>
    );
  }
  if (open + changed === 0 && decided > 0 && choices.state === 'undecided') {
    return (
      <div className={styles.empty} role="status">
        <h2>All of it is decided</h2>
        <p>
          What stands is the adjudicated set: export it with “Adjudicated only”, or send the project back, so
          that everyone sees the verdicts on their annotations.
        </p>
        <Button onPress={() => choose({ state: 'decided' })}>Show what was decided</Button>
      </div>
    );
  }
  return (
    <div className={styles.empty} role="status">
      <h2>Nothing here differs so</h2>
      <p>No passage is as the choices above ask.</p>
      <Button
        onPress={() =>
          choose({
            where: 'all',
            show: 'everything',
            codeId: null,
            state: 'any',
            without: [],
            sample: 'none',
          })
        }
      >
        Show every passage
      </Button>
    </div>
  );
}
