import { ChevronRight } from 'lucide-react';
import { type ReactNode, useCallback, useId, useRef } from 'react';
import { CommandKeys } from '../commands/CommandKeys.tsx';
import { useObservable } from '../session/observable.ts';
import { useWorkspace } from '../session/session-context.ts';
import { useAsked } from '../workspace/sections.ts';
import type { InspectorSection } from '../workspace/workspace.ts';
import styles from './Section.module.css';

const FOCUSABLE =
  'input:not([disabled]), textarea, select, [contenteditable="true"], button:not([disabled]), [tabindex="0"]';

/** Sections that no command asks for. */
type QuietSection =
  | 'verdict'
  | 'quotation'
  | 'stack'
  | 'made'
  | 'history'
  | 'progress'
  | 'about'
  | 'memos'
  | 'documentComments';

interface SectionProps {
  /** under which it is remembered as shut */
  readonly id: InspectorSection | QuietSection;
  readonly title: string;
  /** said beside the title: a count, a state */
  readonly remark?: ReactNode;
  /** the command that leads here, whose key is shown */
  readonly command?: string;
  /** buttons at the right of the title */
  readonly actions?: ReactNode;
  /** what a command that asks for the section does; absent: its first field takes the focus */
  readonly onAsked?: () => void;
  readonly children: ReactNode;
}

/** A part of the inspector under a title, which opens and shuts it. What is shut stays shut, for every record. */
export function Section({ id, title, remark, command, actions, onAsked, children }: SectionProps) {
  const { layout } = useWorkspace();
  const isOpen = useObservable(layout, (value) => !value.shutSections.includes(id));
  const body = useRef<HTMLDivElement>(null);
  const bodyId = useId();
  const focusFirst = useCallback(() => {
    const all = [...(body.current?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])];
    // Of a group of radio buttons the one that is chosen, as Tab would.
    const isOther = (element: HTMLElement) => element.matches('input[type=radio]:not(:checked)');
    const first = all.find((element) => !isOther(element)) ?? all[0];
    first?.focus();
    first?.scrollIntoView({ block: 'nearest' });
  }, []);
  useAsked(id as InspectorSection, onAsked ?? focusFirst);
  const toggle = () => {
    const { shutSections } = layout.get();
    layout.patch({
      shutSections: isOpen ? [...shutSections, id] : shutSections.filter((each) => each !== id),
    });
  };
  return (
    <section className={styles.section} data-section={id}>
      <div className={styles.head}>
        <h3 className={styles.title}>
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={bodyId}
            className={styles.toggle}
            onClick={toggle}
          >
            <ChevronRight aria-hidden="true" className={styles.chevron} />
            {title}
          </button>
        </h3>
        {remark !== undefined && <span className={styles.remark}>{remark}</span>}
        {command !== undefined && <CommandKeys id={command} />}
        {isOpen && actions}
      </div>
      <div id={bodyId} ref={body} className={styles.body} hidden={!isOpen}>
        {isOpen && children}
      </div>
    </section>
  );
}
