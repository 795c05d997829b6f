import {
  type CSSProperties,
  Fragment,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { ReviewedPassage } from '../../contract/procedures.ts';
import { type Annotation, hull } from '../../core/annotation/annotation.ts';
import type { Comparison, DifferenceKind } from '../../core/review/differences.ts';
import type { TextRange } from '../../core/text/structure.ts';
import { inDigits } from '../controls/words.ts';
import styles from './PassageView.module.css';
import { segmentsOf } from './passage-segments.ts';
import { type RailColumn, ReviewRail } from './ReviewRail.tsx';

interface PassageViewProps {
  readonly passage: ReviewedPassage;
  readonly current: Comparison | undefined;
  readonly columns: readonly RailColumn[];
  readonly kindsOf: (annotation: Annotation) => readonly DifferenceKind[];
  /** what a reviewer is writing */
  readonly draft: readonly TextRange[];
  readonly onChoose: (annotation: Annotation) => void;
  /** text was selected by the pointer; offsets of the document */
  readonly onSelect: (range: TextRange) => void;
}

/** The document's offset of a place in the page; null where it is none of the text. */
function offsetAt(node: Node | null, offset: number): number | null {
  const element = node instanceof Element ? node : node?.parentElement;
  const start = element?.closest<HTMLElement>('[data-start]')?.dataset.start;
  return start === undefined ? null : Number(start) + (node instanceof Text ? offset : 0);
}

function selectedRange(): TextRange | null {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed) return null;
  const anchor = offsetAt(selection.anchorNode, selection.anchorOffset);
  const focus = offsetAt(selection.focusNode, selection.focusOffset);
  if (anchor === null || focus === null || anchor === focus) return null;
  return { start: Math.min(anchor, focus), end: Math.max(anchor, focus) };
}

/** A passage with what stands around it, and beside it what each person said, a column a person. */
export function PassageView(props: PassageViewProps) {
  const { passage, current, columns, kindsOf, draft, onChoose, onSelect } = props;
  const { text } = passage;
  const body = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const shown = columns.flatMap(({ annotations }) => annotations);
  const cuts = shown.flatMap(({ spans }) => spans);
  const marks = (current?.annotations ?? []).map(({ spans }) => spans);

  useLayoutEffect(() => {
    const element = body.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setWidth(element.clientWidth));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);

  const extentOf = useCallback((annotation: Annotation): { top: number; bottom: number } | null => {
    const element = body.current;
    if (!element) return null;
    const { start, end } = hull(annotation.spans);
    const parts = [...element.querySelectorAll<HTMLElement>('[data-start]')].filter(
      ({ dataset }) => Number(dataset.start) < end && Number(dataset.end) > start,
    );
    const [first, last] = [parts[0]?.getClientRects()[0], [...(parts.at(-1)?.getClientRects() ?? [])].at(-1)];
    if (!first || !last) return null;
    const { top } = element.getBoundingClientRect();
    return { top: first.top - top, bottom: last.bottom - top };
  }, []);

  const currentStart = current?.range.start;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another passage is brought into view, also of the same text
  useEffect(() => {
    const target = body.current?.querySelector(`[data-start="${currentStart}"]`);
    target?.scrollIntoView({ block: 'center' });
  }, [currentStart, text]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroller} tabIndex={0} aria-label="Passage and what people said of it">
      <div className={styles.sheet} style={{ '--columns': columns.length } as CSSProperties}>
        <div
          ref={body}
          className={styles.text}
          onPointerUp={() => {
            const range = selectedRange();
            if (range) onSelect(range);
          }}
        >
          {text.start > 0 && <p className={styles.more}>… {inDigits(text.start)} characters before</p>}
          {text.blocks.map((block) => (
            <p key={block.start} className={styles.block} data-kind={block.kind} dir="auto">
              {segmentsOf(block, text.start, text.content, cuts, marks, draft).map((segment) => (
                <span
                  key={segment.start}
                  data-start={segment.start}
                  data-end={segment.end}
                  data-drafted={segment.drafted || undefined}
                  data-marked={
                    segment.marked === 0 ? undefined : segment.marked === marks.length ? 'all' : 'some'
                  }
                >
                  {segment.text}
                </span>
              ))}
              {block.end === block.start && <Fragment> </Fragment>}
            </p>
          ))}
        </div>
        <ReviewRail
          key={width}
          columns={columns}
          current={current}
          extentOf={extentOf}
          kindsOf={kindsOf}
          onChoose={onChoose}
        />
      </div>
    </section>
  );
}
