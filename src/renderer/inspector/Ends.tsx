import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { Span } from '../../core/annotation/annotation.ts';
import { IconButton } from '../controls/buttons.tsx';
import { inDigits } from '../controls/words.ts';
import type { AdjustStep } from '../reading/index.ts';
import { useWorkspace } from '../session/session-context.ts';
import { adjustByKey } from '../workspace/tagging.ts';
import styles from './Ends.module.css';

interface EndsProps {
  readonly span: Span;
  readonly index: number;
  readonly count: number;
}

/** Where a span begins and ends (UTF-16 offsets), and buttons that move the outer ends by a word. */
export function Ends({ span, index, count }: EndsProps) {
  const workspace = useWorkspace();
  const step = (end: AdjustStep['end'], direction: AdjustStep['direction'], label: string, keys: string) => (
    <IconButton
      label={label}
      keys={keys}
      small
      icon={direction === 'backward' ? <ChevronLeft /> : <ChevronRight />}
      onPress={() => adjustByKey(workspace, { end, by: 'word', direction })}
    />
  );
  return (
    <div className={styles.ends}>
      {index === 0 && step('start', 'backward', 'Start: one word back', 'Alt+Shift+ArrowUp')}
      <span>{inDigits(span.start)}</span>
      {index === 0 && step('start', 'forward', 'Start: one word on', 'Alt+Shift+ArrowDown')}
      <span className={styles.dash}>–</span>
      {index === count - 1 && step('end', 'backward', 'End: one word back', 'Alt+Shift+ArrowLeft')}
      <span>{inDigits(span.end)}</span>
      {index === count - 1 && step('end', 'forward', 'End: one word on', 'Alt+Shift+ArrowRight')}
    </div>
  );
}
