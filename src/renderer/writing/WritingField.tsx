import {
  type BaseSelection,
  COMMAND_PRIORITY_CRITICAL,
  KEY_DOWN_COMMAND,
  type LexicalEditor,
  mergeRegister,
  SELECTION_CHANGE_COMMAND,
} from 'lexical';
import { Bold, Code, Heading2, Italic, Link, List, ListOrdered, SquareCode, TextQuote } from 'lucide-react';
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { Toolbar } from 'react-aria-components';
import { IconButton } from '../controls/buttons.tsx';
import { classNames } from '../controls/class-names.ts';
import { useWorkspace } from '../session/session-context.ts';
import { LinkPicker } from './LinkPicker.tsx';
import { openRecord } from './open-record.ts';
import { recordAddress } from './record-links.ts';
import { recordOfElement, useRecordChips } from './use-record-chips.ts';
import styles from './Writing.module.css';
import {
  createWritingEditor,
  type Format,
  formatsAt,
  markdownOf,
  putLink,
  selectionOf,
  startWriting,
  toggleFormat,
} from './writing-editor.ts';

const BUTTONS: readonly {
  readonly format: Format;
  readonly label: string;
  readonly icon: ReactNode;
  readonly keys?: string;
}[] = [
  { format: 'bold', label: 'Bold', icon: <Bold />, keys: 'Mod+B' },
  { format: 'italic', label: 'Italic', icon: <Italic />, keys: 'Mod+I' },
  { format: 'code', label: 'Code', icon: <Code /> },
  { format: 'heading', label: 'Heading', icon: <Heading2 /> },
  { format: 'bullets', label: 'List', icon: <List /> },
  { format: 'numbers', label: 'Numbered list', icon: <ListOrdered /> },
  { format: 'quote', label: 'Quotation', icon: <TextQuote /> },
  { format: 'codeBlock', label: 'Block of code', icon: <SquareCode /> },
];

export interface WritingHandle {
  focus(): void;
}

interface WritingFieldProps {
  readonly label: string;
  /** what it begins with; what is written then is told by `onChange` */
  readonly markdown: string;
  readonly placeholder: string;
  readonly onChange: (markdown: string) => void;
  /** Ctrl+Enter */
  readonly onDone?: () => void;
  readonly onEscape?: () => void;
  readonly onBlur?: () => void;
  readonly autoFocus?: boolean;
  /** takes the height that there is */
  readonly fill?: boolean;
  readonly ref?: Ref<WritingHandle>;
}

/** Keys of the field itself. Returns whether it took the key. */
function keyOf(event: KeyboardEvent): 'done' | 'escape' | 'link' | null {
  if (event.isComposing) return null;
  const mod = event.ctrlKey || event.metaKey;
  if (event.key === 'Escape') return 'escape';
  if (mod && event.key === 'Enter') return 'done';
  if (mod && event.shiftKey && event.code === 'KeyK') return 'link';
  return null;
}

/** Where memos and comments are written: text with the formatting of Markdown, by key, by button, or as Markdown is typed. */
export function WritingField(props: WritingFieldProps) {
  const { label, placeholder, autoFocus = false, fill = false, ref } = props;
  const workspace = useWorkspace();
  const latest = useRef(props);
  latest.current = props;
  const holder = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<LexicalEditor | null>(null);
  const [written, setWritten] = useState(props.markdown);
  const [formats, setFormats] = useState<ReadonlySet<Format>>(new Set());
  const [linkAt, setLinkAt] = useState<{ readonly selection: BaseSelection | null } | null>(null);

  useEffect(() => {
    const made = createWritingEditor(latest.current.markdown, true);
    let told = markdownOf(made);
    made.setRootElement(holder.current);
    const stop = mergeRegister(
      startWriting(made),
      made.registerUpdateListener(({ dirtyElements, dirtyLeaves }) => {
        setFormats(formatsAt(made));
        if (dirtyElements.size === 0 && dirtyLeaves.size === 0) return;
        const markdown = markdownOf(made);
        // What was read is not yet written: its Markdown may only be spelt otherwise.
        if (markdown === told) return;
        told = markdown;
        setWritten(markdown);
        latest.current.onChange(markdown);
      }),
      made.registerCommand(
        SELECTION_CHANGE_COMMAND,
        () => {
          setFormats(formatsAt(made));
          return false;
        },
        COMMAND_PRIORITY_CRITICAL,
      ),
      made.registerCommand(
        KEY_DOWN_COMMAND,
        (event) => {
          const meant = keyOf(event);
          if (meant === null) return false;
          const { onEscape, onDone } = latest.current;
          if (meant === 'escape' && !onEscape) return false;
          event.preventDefault();
          event.stopPropagation();
          if (meant === 'escape') onEscape?.();
          else if (meant === 'done') onDone?.();
          else setLinkAt({ selection: selectionOf(made) });
          return true;
        },
        COMMAND_PRIORITY_CRITICAL,
      ),
    );
    setEditor(made);
    if (latest.current.autoFocus) made.focus();
    return () => {
      stop();
      made.setRootElement(null);
    };
  }, []);
  useRecordChips(editor?.getRootElement() ?? null, written, false);
  useImperativeHandle(ref, () => ({ focus: () => holder.current?.focus() }), []);

  const closePicker = () => {
    setLinkAt(null);
    editor?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the field is left when none of its parts has the focus
    <div
      className={classNames(styles.field, fill && styles.fill)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) props.onBlur?.();
      }}
    >
      <Toolbar
        aria-label={`Formatting of: ${label}`}
        className={classNames(styles.bar)}
        // The selection in the text stays.
        onPointerDown={(event) => event.preventDefault()}
      >
        {BUTTONS.map(({ format, label: name, icon, keys }) => (
          <IconButton
            key={format}
            label={name}
            keys={keys}
            icon={icon}
            small
            pressed={formats.has(format)}
            onPress={() => {
              if (!editor) return;
              toggleFormat(editor, format);
              editor.focus();
            }}
          />
        ))}
        <IconButton
          label="Link to a record …"
          keys="Mod+Shift+K"
          icon={<Link />}
          small
          onPress={() => editor && setLinkAt({ selection: selectionOf(editor) })}
        />
      </Toolbar>
      {linkAt && (
        <LinkPicker
          onChoose={(target) => {
            setLinkAt(null);
            if (!editor) return;
            putLink(editor, linkAt.selection, recordAddress(target), target.label ?? '');
            editor.focus();
          }}
          onLeave={closePicker}
        />
      )}
      <div className={styles.area}>
        {written === '' && (
          <p className={styles.placeholder} aria-hidden="true">
            {placeholder}
          </p>
        )}
        {/* biome-ignore lint/a11y/useSemanticElements: a text area has no formatting */}
        <div
          ref={holder}
          className={styles.text}
          contentEditable
          suppressContentEditableWarning
          role="textbox"
          tabIndex={0}
          aria-multiline="true"
          aria-label={label}
          aria-placeholder={placeholder}
          dir="auto"
          spellCheck
          {...(autoFocus ? { 'data-first': true } : {})}
          onClick={(event) => {
            const record = event.ctrlKey || event.metaKey ? recordOfElement(event.target) : null;
            if (record) void workspace.attempt(() => openRecord(workspace, record));
          }}
          onKeyDown={() => undefined}
        />
      </div>
    </div>
  );
}
