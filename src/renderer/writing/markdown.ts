import { CodeNode } from '@lexical/code-core';
import { ListItemNode, ListNode } from '@lexical/list';
import {
  $convertFromMarkdownString,
  $convertToMarkdownString,
  BOLD_ITALIC_STAR,
  BOLD_ITALIC_UNDERSCORE,
  BOLD_STAR,
  BOLD_UNDERSCORE,
  CODE,
  HEADING,
  INLINE_CODE,
  ITALIC_STAR,
  ITALIC_UNDERSCORE,
  LINK,
  ORDERED_LIST,
  QUOTE,
  type Transformer,
  UNORDERED_LIST,
} from '@lexical/markdown';
import { HeadingNode, QuoteNode } from '@lexical/rich-text';
import { LINK_REPLACEMENT, WrittenLinkNode } from './link-node.ts';

/** What a memo or comment can hold. Anything else in Markdown, HTML above all, is text. */
export const TRANSFORMERS: Transformer[] = [
  HEADING,
  QUOTE,
  UNORDERED_LIST,
  ORDERED_LIST,
  CODE,
  INLINE_CODE,
  BOLD_ITALIC_STAR,
  BOLD_ITALIC_UNDERSCORE,
  BOLD_STAR,
  BOLD_UNDERSCORE,
  ITALIC_STAR,
  ITALIC_UNDERSCORE,
  LINK,
];

export const NODES = [
  HeadingNode,
  QuoteNode,
  ListNode,
  ListItemNode,
  CodeNode,
  WrittenLinkNode,
  LINK_REPLACEMENT,
];

/** Fills the editor with the Markdown. Within an update of the editor. */
export function $readMarkdown(markdown: string): void {
  $convertFromMarkdownString(markdown, TRANSFORMERS, undefined, false, true);
}

/** What the editor holds as Markdown. Within a read or update of the editor. */
export function $writeMarkdown(): string {
  return $convertToMarkdownString(TRANSFORMERS);
}
