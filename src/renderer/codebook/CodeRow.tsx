import { ChevronRight, Ellipsis, GripVertical, Tag } from 'lucide-react';
import { type CSSProperties, type ReactNode, useRef } from 'react';
import { Button, TreeItem, TreeItemContent } from 'react-aria-components';
import type { CountedCode } from '../../core/codebook/code.ts';
import { CodeSign } from '../controls/CodeMark.tsx';
import { classNames } from '../controls/class-names.ts';
import { Keys } from '../controls/Keys.tsx';
import { inDigits } from '../controls/words.ts';
import { useCodeCount } from '../session/queries.ts';
import styles from './CodeRow.module.css';
import { KIND_SHORT, KIND_WORDS } from './code-draft.ts';
import type { CodeTreeItem } from './code-tree.ts';
import type { CodeActions } from './use-code-actions.ts';

interface CodeRowProps {
  readonly node: CodeTreeItem;
  readonly actions: CodeActions;
  readonly onMenu: (code: CountedCode, row: Element) => void;
  /** the rows of its children */
  readonly children: ReactNode;
}

function CodeCount({ codeId }: { readonly codeId: string }) {
  return <span className={styles.count}>{inDigits(useCodeCount(codeId))}</span>;
}

/** One code in the tree: colour, name, key, number of annotations. */
export function CodeRow({ node, actions, onMenu, children }: CodeRowProps) {
  const { code, depth } = node;
  const row = useRef<HTMLDivElement>(null);
  const kind = code.kind === 'span' ? [] : [KIND_WORDS[code.kind]];
  const key = code.key === null ? [] : [`key ${code.key}`];
  const place = node.primary ? [] : ['further place'];
  const spoken = [code.name, ...kind, ...key, ...place].join(', ');
  return (
    <TreeItem
      ref={row}
      id={node.id}
      textValue={code.name}
      aria-label={spoken}
      className={classNames(styles.row)}
      style={{ '--depth': depth } as CSSProperties}
    >
      <TreeItemContent>
        <Button slot="drag" className={classNames(styles.grip)} aria-label={`Move ${code.name}`}>
          <GripVertical aria-hidden="true" />
        </Button>
        {node.children.length > 0 ? (
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
        <CodeSign code={code} />
        <span className={styles.name} title={code.description || undefined} dir="auto">
          {code.name}
        </span>
        {!node.primary && (
          <span className={styles.kind} title="A further place of this code">
            ↪ too
          </span>
        )}
        {code.kind !== 'span' && <span className={styles.kind}>{KIND_SHORT[code.kind]}</span>}
        <span className={styles.actions}>
          {code.kind === 'span' && (
            <button
              type="button"
              className={classNames(styles.action, styles.tag)}
              aria-label={`Tag the passage with ${code.name}`}
              data-tip="Tag the passage"
              onClick={() => actions.tag(code.id)}
            >
              <Tag aria-hidden="true" />
            </button>
          )}
          <button
            type="button"
            className={styles.action}
            aria-label={`More on ${code.name}`}
            onClick={() => row.current && onMenu(code, row.current)}
          >
            <Ellipsis aria-hidden="true" />
          </button>
        </span>
        {code.key && <Keys keys={code.key} />}
        <CodeCount codeId={code.id} />
      </TreeItemContent>
      {children}
    </TreeItem>
  );
}
