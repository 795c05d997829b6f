import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import textStyles from './lexical/text.module.css';
import railStyles from './rail/rail.module.css';
import styles from './reading.module.css';
import type { ReadingViewHandle, ReadingViewProps } from './types.ts';
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

  useLayoutEffect(() => {
    const element = view.current;
    if (!element) return;
    const made = new ReadingCore(elementsOf(element), first);
    core.current = made;
    return () => {
      core.current = null;
      made.close();
    };
  }, [first]);

  useEffect(() => core.current?.update(props));

  useImperativeHandle(ref, () => ({
    goTo: async (range, options) => core.current?.goTo(range, options),
    selection: () => core.current?.selection() ?? null,
    clearSelection: () => core.current?.clearSelection(),
    selectAll: () => core.current?.selectAll(),
    copy: async () => '',
    openFind: () => undefined,
    findNext: () => undefined,
    findPrevious: () => undefined,
    focus: () => core.current?.focus(),
    refresh: (touched) => void core.current?.refresh(touched),
    adjustEnds: () => undefined,
  }));

  const { document, text } = props.opened;
  return (
    <div className={styles.view} ref={view}>
      <div className={styles.body}>
        <div className={styles.scroller} data-part="scroller">
          <div className={styles.pane} data-part="pane">
            <div className={styles.content} data-part="content">
              <div
                className={textStyles.text}
                data-part="text"
                role="document"
                aria-label={document.title}
                lang={document.language || undefined}
                data-text-id={text.id}
                // biome-ignore lint/a11y/noNoninteractiveTabindex: the reading caret lives here and is moved by keys
                tabIndex={0}
              />
            </div>
            <div className={styles.overlay} data-part="overlay">
              <div className={styles.caret} data-part="caret" hidden />
              <div className={railStyles.rail} data-beside-text="">
                <svg className={railStyles.brackets} data-part="brackets" aria-hidden="true" />
                <div
                  className={railStyles.labels}
                  data-part="labels"
                  role="listbox"
                  aria-label="Annotations in view"
                  tabIndex={0}
                />
                <div className={railStyles.gathered} data-part="gathered" />
              </div>
            </div>
          </div>
          <div data-part="spacer" />
        </div>
      </div>
    </div>
  );
}

function elementsOf(view: HTMLElement) {
  const part = <E extends Element = HTMLElement>(name: string): E => {
    const found = view.querySelector<E>(`[data-part="${name}"]`);
    if (!found) throw new Error(`the reading view has no ${name}`);
    return found;
  };
  return {
    view,
    scroller: part('scroller'),
    pane: part('pane'),
    spacer: part('spacer'),
    content: part('content'),
    text: part('text'),
    overlays: [part('overlay')],
    caret: part('caret'),
    brackets: part<SVGSVGElement>('brackets'),
    labels: part('labels'),
    gathered: part('gathered'),
  };
}
