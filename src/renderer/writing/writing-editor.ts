import { $createCodeNode, $isCodeNode } from '@lexical/code-core';
import { createEmptyHistoryState, registerHistory } from '@lexical/history';
import { $toggleLink } from '@lexical/link';
import {
  $isListNode,
  INSERT_ORDERED_LIST_COMMAND,
  INSERT_UNORDERED_LIST_COMMAND,
  REMOVE_LIST_COMMAND,
  registerList,
} from '@lexical/list';
import { registerMarkdownShortcuts } from '@lexical/markdown';
import {
  $createHeadingNode,
  $createQuoteNode,
  $isHeadingNode,
  $isQuoteNode,
  registerRichText,
} from '@lexical/rich-text';
import {
  $createParagraphNode,
  $createTextNode,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  $setSelection,
  type BaseSelection,
  COMMAND_PRIORITY_HIGH,
  createEditor,
  type EditorThemeClasses,
  type ElementNode,
  FORMAT_TEXT_COMMAND,
  type LexicalEditor,
  mergeRegister,
  PASTE_COMMAND,
} from 'lexical';
import { $createWrittenLink } from './link-node.ts';
import { $readMarkdown, $writeMarkdown, NODES, TRANSFORMERS } from './markdown.ts';
import styles from './Writing.module.css';

/** Milliseconds of writing that undo takes back together. */
const UNDO_STEP = 500;

function named(name: string): string {
  return styles[name] ?? name;
}

const LOWER_HEADING = named('h3');
const THEME: EditorThemeClasses = {
  paragraph: named('paragraph'),
  heading: {
    h1: named('h1'),
    h2: named('h2'),
    h3: LOWER_HEADING,
    h4: LOWER_HEADING,
    h5: LOWER_HEADING,
    h6: LOWER_HEADING,
  },
  quote: named('quote'),
  list: { ul: named('bullets'), ol: named('numbers'), listitem: named('item') },
  code: named('codeBlock'),
  link: named('link'),
  text: { bold: named('bold'), italic: named('italic'), code: named('code') },
};

export type Format = 'bold' | 'italic' | 'code' | 'heading' | 'bullets' | 'numbers' | 'quote' | 'codeBlock';

/** A Lexical editor that reads and writes the Markdown of memos and comments. Errors of its own are thrown. */
export function createWritingEditor(markdown: string, editable: boolean): LexicalEditor {
  const editor = createEditor({
    namespace: 'glossator-writing',
    nodes: [...NODES],
    theme: THEME,
    editable,
    onError(error) {
      throw error;
    },
  });
  editor.update(() => $readMarkdown(markdown), { discrete: true });
  return editor;
}

/** Pasted formatting of elsewhere stays there: only its text is taken, and read as Markdown would be typed. */
function takeTextOnly(event: unknown): boolean {
  if (!(event instanceof ClipboardEvent)) return false;
  const { clipboardData } = event;
  if (!clipboardData || clipboardData.types.includes('application/x-lexical-editor')) return false;
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return false;
  event.preventDefault();
  selection.insertRawText(clipboardData.getData('text/plain'));
  return true;
}

/** Lets the editor be written in. Returns what ends that. */
export function startWriting(editor: LexicalEditor): () => void {
  return mergeRegister(
    registerRichText(editor),
    registerList(editor),
    registerHistory(editor, createEmptyHistoryState(), UNDO_STEP),
    registerMarkdownShortcuts(editor, TRANSFORMERS),
    editor.registerCommand(PASTE_COMMAND, takeTextOnly, COMMAND_PRIORITY_HIGH),
  );
}

export function markdownOf(editor: LexicalEditor): string {
  return editor.read($writeMarkdown);
}

/** The blocks that the selection touches. */
function $selectedBlocks(): readonly ElementNode[] {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return [];
  const nodes = [selection.anchor.getNode(), ...selection.getNodes()];
  const blocks = new Set(
    nodes.map((node) =>
      $isElementNode(node) && node.getParent() === null ? null : node.getTopLevelElement(),
    ),
  );
  return [...blocks].filter((block) => $isElementNode(block));
}

function $isOfFormat(block: ElementNode, format: Format): boolean {
  switch (format) {
    case 'heading':
      return $isHeadingNode(block);
    case 'quote':
      return $isQuoteNode(block);
    case 'codeBlock':
      return $isCodeNode(block);
    case 'bullets':
      return $isListNode(block) && block.getListType() === 'bullet';
    case 'numbers':
      return $isListNode(block) && block.getListType() === 'number';
    default:
      return false;
  }
}

/** The formats that hold where the selection is. */
export function formatsAt(editor: LexicalEditor): ReadonlySet<Format> {
  return editor.read(() => {
    const selection = $getSelection();
    const found = new Set<Format>();
    if (!$isRangeSelection(selection)) return found;
    for (const format of ['bold', 'italic', 'code'] as const)
      if (selection.hasFormat(format)) found.add(format);
    const [block] = $selectedBlocks();
    for (const format of ['heading', 'quote', 'codeBlock', 'bullets', 'numbers'] as const)
      if (block && $isOfFormat(block, format)) found.add(format);
    return found;
  });
}

const BLOCKS = {
  heading: () => $createHeadingNode('h2'),
  quote: () => $createQuoteNode(),
  codeBlock: () => $createCodeNode(),
};

/** Gives the selection the format, or takes it away where it holds. */
export function toggleFormat(editor: LexicalEditor, format: Format): void {
  const holds = formatsAt(editor).has(format);
  switch (format) {
    case 'bold':
    case 'italic':
    case 'code':
      editor.dispatchCommand(FORMAT_TEXT_COMMAND, format);
      return;
    case 'bullets':
      editor.dispatchCommand(holds ? REMOVE_LIST_COMMAND : INSERT_UNORDERED_LIST_COMMAND, undefined);
      return;
    case 'numbers':
      editor.dispatchCommand(holds ? REMOVE_LIST_COMMAND : INSERT_ORDERED_LIST_COMMAND, undefined);
      return;
    default:
      editor.update(() => {
        for (const block of $selectedBlocks())
          if (!$isListNode(block)) block.replace(holds ? $createParagraphNode() : BLOCKS[format](), true);
      });
  }
}

/** What is selected now, to put a link there after the focus was elsewhere. */
export function selectionOf(editor: LexicalEditor): BaseSelection | null {
  return editor.read(() => $getSelection()?.clone() ?? null);
}

/** Makes the selected words a link, or, where none are, puts one in that is called `words`. */
export function putLink(
  editor: LexicalEditor,
  at: BaseSelection | null,
  address: string,
  words: string,
): void {
  editor.update(() => {
    if (at) $setSelection(at.clone());
    const selection = $getSelection();
    if (!$isRangeSelection(selection)) return;
    if (!selection.isCollapsed()) {
      $toggleLink(address);
      return;
    }
    const link = $createWrittenLink(address);
    link.append($createTextNode(words));
    const after = $createTextNode(' ');
    selection.insertNodes([link, after]);
    after.selectEnd();
  });
}
