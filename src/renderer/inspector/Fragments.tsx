import { X } from 'lucide-react';
import type { Annotation } from '../../core/annotation/annotation.ts';
import { IconButton } from '../controls/buttons.tsx';
import { useWorkspace } from '../session/session-context.ts';
import { undo } from '../workspace/undoing.ts';
import { Ends } from './Ends.tsx';
import styles from './Fragments.module.css';

/** What the annotation marks: its quotation, of one fragment or several, each gone to, moved or taken away. */
export function Fragments({ annotation }: { readonly annotation: Annotation }) {
  const workspace = useWorkspace();
  const { client, attempt, notices, reading } = workspace;
  const { spans } = annotation;
  const remove = (spanIndex: number) =>
    void attempt(async () => {
      await client.call('annotations.removeFragment', { annotationId: annotation.id, spanIndex });
      notices.done('Fragment removed.', { label: 'Undo', run: () => void undo(workspace) });
    });
  return spans.map((span, index) => (
    <div key={`${span.start}-${span.end}`} className={spans.length > 1 ? styles.fragment : undefined}>
      <blockquote className={styles.quote} dir="auto" data-copyable>
        {span.quote}
      </blockquote>
      <div className={styles.place}>
        <Ends span={span} index={index} count={spans.length} />
        {spans.length > 1 && (
          <span className={styles.tools}>
            <button
              type="button"
              className={styles.show}
              onClick={() => void attempt(() => reading.current?.goTo(span, { flash: true }))}
            >
              Show
            </button>
            <IconButton
              label={`Remove fragment ${index + 1} of ${spans.length}`}
              icon={<X />}
              small
              onPress={() => remove(index)}
            />
          </span>
        )}
      </div>
    </div>
  ));
}
