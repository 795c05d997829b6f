import { ChevronRight, Ellipsis, GripVertical, Tag } from 'lucide-react';
import { type CSSProperties, type ReactNode, useRef } from 'react';
import { Button, TreeItem, TreeItemContent } from 'react-aria-components';
import type { CountedCode } from '../../core/codebook/code.ts';
import type { CodeNode } from '../../core/codebook/tree.ts';
import { Swatch } from '../controls/CodeMark.tsx';
import { classNames } from '../controls/class-names.ts';
import { Keys } from '../controls/Keys.tsx';
import styles from './CodeRow.module.css';
import type { CodeActions } from './use-code-actions.ts';

interface CodeRowProps {
  readonly node: CodeNode<CountedCode>;
  readonly hasChildren: boolean;
  readonly hasPassage: boolean;
  readonly actions: CodeActions;
  readonly onMenu: (code: CountedCode, row: Element) => void;
  /** the rows of its children */
  readonly children: ReactNode;
}

/** One code in the tree: colour, name, key, number of annotations. */
export function CodeRow({ node, hasChildren, hasPassage, actions, onMenu, children }: CodeRowProps) {
  const { code, depth } = node;
  const row = useRef<HTMLDivElement>(null);
  const spoken = [code.name, code.key && `key ${code.key}`, `${code.annotations} annotations`]
    .filter(Boolean)
    .join(', ');
  return (
    <TreeItem
      ref={row}
      id={code.id}
      textValue={code.name}
      aria-label={spoken}
      className={classNames(styles.row)}
      style={{ '--depth': depth } as CSSProperties}
    >
      <TreeItemContent>
        <Button slot="drag" className={classNames(styles.grip)} aria-label={`Move ${code.name}`}>
          <GripVertical aria-hidden="true" />
        </Button>
        {hasChildren ? (
          <Button
            slot="chevron"
            className={classNames(styles.chevron)}
            aria-label="Show or hide what is below"
          >
            <ChevronRight aria-hidden="true" />
          </Button>
        ) : (
          <span className={styles.noChevron} />
        )}
        <Swatch colour={code.colour} />
        <span className={styles.name} title={code.description || undefined} dir="auto">
          {code.name}
        </span>
        <span className={styles.actions}>
          {hasPassage && (
            <Button
              className={classNames(styles.action)}
              aria-label={`Tag the passage with ${code.name}`}
              onPress={() => actions.tag(code.id)}
            >
              <Tag aria-hidden="true" />
            </Button>
          )}
          <Button
            className={classNames(styles.action)}
            aria-label={`More on ${code.name}`}
            onPress={() => row.current && onMenu(code, row.current)}
          >
            <Ellipsis aria-hidden="true" />
          </Button>
        </span>
        {code.key && <Keys keys={code.key} />}
        <span className={styles.count}>{code.annotations.toLocaleString()}</span>
      </TreeItemContent>
      {children}
    </TreeItem>
  );
}
