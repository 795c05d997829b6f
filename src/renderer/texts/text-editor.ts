import { createEmptyHistoryState, registerHistory } from '@lexical/history';
import { $createHeadingNode, HeadingNode, registerRichText } from '@lexical/rich-text';
import {
  $createLineBreakNode,
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_HIGH,
  createEditor,
  type ElementNode,
  FORMAT_TEXT_COMMAND,
  type LexicalEditor,
  mergeRegister,
  PASTE_COMMAND,
} from 'lexical';
import type { EditedParagraph } from '../../core/text/edited.ts';
import styles from './EditTextPage.module.css';

/** Milliseconds of writing that undo takes back together. */
const UNDO_STEP = 500;

export interface EditableParagraph extends EditedParagraph {
  readonly heading: boolean;
}

/** Plain paragraphs in Lexical; each knows the block that it was made of. */
export class TextEditor {
  readonly editor: LexicalEditor;
  readonly #blocks = new Map<string, number>();
  readonly #stop: () => void;

  constructor(holder: HTMLElement, paragraphs: readonly EditableParagraph[], onChange: () => void) {
    const editor = createEditor({
      namespace: 'glossator-text',
      nodes: [HeadingNode],
      theme: {
        paragraph: styles.paragraph ?? '',
        heading: { h2: styles.heading ?? '' },
      },
      onError(error) {
        throw error;
      },
    });
    this.editor = editor;
    editor.setRootElement(holder);
    editor.update(
      () => {
        const root = $getRoot().clear();
        for (const { text, block, heading } of paragraphs) {
          const node: ElementNode = heading ? $createHeadingNode('h2') : $createParagraphNode();
          text.split('\n').forEach((line, index) => {
            if (index > 0) node.append($createLineBreakNode());
            if (line !== '') node.append($createTextNode(line));
          });
          root.append(node);
          if (block !== null) this.#blocks.set(node.getKey(), block);
        }
        root.selectStart();
      },
      { discrete: true },
    );
    this.#stop = mergeRegister(
      registerRichText(editor),
      registerHistory(editor, createEmptyHistoryState(), UNDO_STEP),
      // A text has no formatting of its own here: what marks there are stay on their words.
      editor.registerCommand(FORMAT_TEXT_COMMAND, () => true, COMMAND_PRIORITY_HIGH),
      editor.registerCommand(PASTE_COMMAND, takeTextOnly, COMMAND_PRIORITY_HIGH),
      editor.registerTextContentListener(onChange),
    );
  }

  /** What is written now. */
  paragraphs(): readonly EditedParagraph[] {
    return this.editor.read(() =>
      $getRoot()
        .getChildren()
        .map((node) => ({ block: this.#blocks.get(node.getKey()) ?? null, text: node.getTextContent() })),
    );
  }

  focus(): void {
    this.editor.focus();
  }

  close(): void {
    this.#stop();
    this.editor.setRootElement(null);
  }
}

/** Pasted formatting of elsewhere stays there; lines become paragraphs. */
function takeTextOnly(event: unknown): boolean {
  if (!(event instanceof ClipboardEvent)) return false;
  const words = event.clipboardData?.getData('text/plain');
  const selection = $getSelection();
  if (words === undefined || !$isRangeSelection(selection)) return false;
  event.preventDefault();
  words.split(/\r\n?|\n/).forEach((line, index) => {
    if (index > 0) selection.insertParagraph();
    selection.insertText(line);
  });
  return true;
}
