import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import { FindBar } from './find/FindBar.tsx';
import styles from './reading.module.css';
import { Skeleton } from './Skeleton.tsx';
import type { ReadingViewHandle, ReadingViewProps } from './types.ts';
import { elementsOf } from './view/elements.ts';
import { ReadingCore } from './view/reading-core.ts';

interface Props extends ReadingViewProps {
  readonly ref?: Ref<ReadingViewHandle>;
}

/** A document to read and tag. The view of another text is another view: nothing of the one before remains. */
export function ReadingView(props: Props) {
  return <TextView key={props.opened.text.id} {...props} />;
}

function TextView({ ref, ...props }: Props) {
  const core = useRef<ReadingCore | null>(null);
  const view = useRef<HTMLDivElement>(null);
  const [first] = useState(props);
  const [ready, setReady] = useState<ReadingCore | null>(null);
  const [findAsked, setFindAsked] = useState(0);

  useLayoutEffect(() => {
    const element = view.current;
    if (!element) return;
    const made = new ReadingCore(elementsOf(element), first);
    core.current = made;
    setReady(made);
    return () => {
      core.current = null;
      made.close();
    };
  }, [first]);

  useEffect(() => core.current?.update(props));

  useImperativeHandle(
    ref,
    (): ReadingViewHandle => ({
      goBackTo: async (offset) => core.current?.goBackTo(offset),
      goTo: async (range, options) => core.current?.goTo(range, options),
      selection: () => core.current?.selection() ?? null,
      clearSelection: () => core.current?.clearSelection(),
      keepSelection: () => core.current?.keepSelection(),
      selectAll: () => core.current?.selectAll(),
      selectNext: async (from) => (await core.current?.selectNext(from)) ?? false,
      place: () => core.current?.place() ?? 0,
      copy: async () => (await core.current?.copy()) ?? '',
      put: (clipping) => core.current?.put(clipping),
      textOf: async (range) => (await core.current?.textOf(range)) ?? '',
      paragraphAt: async (offset) => (await core.current?.paragraphAt(offset)) ?? null,
      openFind: () => {
        core.current?.openFind();
        setFindAsked((times) => times + 1);
      },
      findNext: () => core.current?.find.walk(1),
      findPrevious: () => core.current?.find.walk(-1),
      focus: () => core.current?.focus(),
      refresh: async (touched, told) => core.current?.refresh(touched, told),
      adjustEnds: async (step) => core.current?.adjustEnds(step),
      walkFragments: async (step) => core.current?.walkFragments(step),
      fragment: () => core.current?.fragment() ?? null,
    }),
    [],
  );

  const closeFind = () => {
    core.current?.closeFind();
    props.onFindClosed?.();
  };
  const { document } = props.opened;
  return (
    <div className={styles.view} ref={view}>
      {ready && <FindBar session={ready.find} asked={findAsked} onClose={closeFind} />}
      <Skeleton title={document.title} language={document.language} />
    </div>
  );
}
