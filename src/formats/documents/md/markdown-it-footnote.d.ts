declare module 'markdown-it-footnote' {
  import type { MarkdownIt } from 'markdown-it';

  /** Footnotes as Pandoc and GitHub write them: `[^1]` and `[^1]: text`. */
  export default function footnote(md: MarkdownIt): void;
}
