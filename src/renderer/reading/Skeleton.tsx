import { memo } from 'react';
import { classNames } from '../controls/class-names.ts';
import handleStyles from './handles/handles.module.css';
import textStyles from './lexical/text.module.css';
import overviewStyles from './overview/overview.module.css';
import railStyles from './rail/rail.module.css';
import stackStyles from './rail/stack-list.module.css';
import styles from './reading.module.css';
import relationStyles from './relations/relations.module.css';

interface SkeletonProps {
  readonly title: string;
  /** BCP 47 tag or empty */
  readonly language: string;
}

/** The elements that the core fills (see `elementsOf`). React makes them once and does not look at them again. */
export const Skeleton = memo(function Skeleton({ title, language }: SkeletonProps) {
  return (
    <>
      <div className={styles.body}>
        <div className={styles.scroller} data-part="scroller" tabIndex={-1}>
          <div className={styles.pane} data-part="pane">
            <div className={styles.plane}>
              <div
                className={classNames(styles.text, textStyles.text)}
                data-part="text"
                role="document"
                aria-label={title}
                lang={language || undefined}
                // biome-ignore lint/a11y/noNoninteractiveTabindex: the reading caret lives here and is moved by keys
                tabIndex={0}
              />
              <svg className={handleStyles.joints} data-part="joints" aria-hidden="true" />
              <div className={handleStyles.box} data-part="handles" data-beside-text="" aria-hidden="true" />
              <div className={styles.caret} data-part="caret" hidden />
              <div className={railStyles.rail} data-part="rail" data-beside-text="">
                <svg className={railStyles.brackets} data-part="brackets" aria-hidden="true" />
                <div
                  className={railStyles.labels}
                  data-part="labels"
                  role="listbox"
                  aria-label="Annotations in view"
                  tabIndex={0}
                />
                <div className={railStyles.gathered} data-part="gathered" />
                <svg className={relationStyles.arcs} data-part="arcs" aria-hidden="true" />
                <div className={relationStyles.edges} data-part="edges" />
              </div>
            </div>
          </div>
          <div data-part="spacer" />
        </div>
        <div
          className={overviewStyles.strip}
          data-part="strip"
          role="img"
          aria-label="Where annotations stand in the document"
        >
          <canvas className={overviewStyles.canvas} data-part="canvas" />
          <canvas className={overviewStyles.canvas} data-part="frame" />
        </div>
      </div>
      <div
        className={stackStyles.list}
        data-part="stack"
        role="listbox"
        aria-label="Annotations here"
        tabIndex={-1}
        hidden
      />
      <div className={relationStyles.card} data-part="relation-card" aria-hidden="true" hidden />
      <div className={styles.live} data-part="live" role="status" aria-live="polite" />
    </>
  );
});
