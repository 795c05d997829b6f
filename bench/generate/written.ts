import type { Block, StructuredText } from '../../src/core/text/structure.ts';

function textOf({ text }: StructuredText, { start, end }: Block): string {
  return text.slice(start, end);
}

/** The text as Markdown. */
export function asMarkdown(structured: StructuredText): string {
  const line = (block: Block): string => {
    const text = textOf(structured, block);
    if (block.kind === 'heading') return `${'#'.repeat(block.level ?? 1)} ${text}`;
    if (block.kind === 'list-item') return `- ${text}`;
    return block.quote ? `> ${text}` : text.replace(' ', ' **').replace('.', '**.');
  };
  return structured.blocks.map(line).join('\n\n');
}

/** A page with an article of this many blocks, and what news pages put around one. */
export function asPage(structured: StructuredText, blocks: readonly Block[]): string {
  const element = (block: Block): string => {
    const text = textOf(structured, block);
    if (block.kind === 'heading') return `<h${block.level ?? 1}>${text}</h${block.level ?? 1}>`;
    if (block.kind === 'list-item') return `<ul><li>${text}</li></ul>`;
    return block.quote
      ? `<blockquote><p>${text}</p></blockquote>`
      : `<p>${text.replace(' ', ' <a href="/x">y</a> ')}</p>`;
  };
  const menu = Array.from({ length: 30 }, (_, at) => `<li><a href="/s/${at}">Section ${at}</a></li>`).join(
    '',
  );
  return (
    `<!doctype html><html><head><title>A page | A site</title><script>${'var x = 1;'.repeat(500)}</script></head><body>` +
    `<nav><ul>${menu}</ul></nav><main><article>${blocks.map(element).join('\n')}</article></main>` +
    `<aside class="related"><h3>Read more</h3><ul>${menu}</ul></aside><footer>© 2024 A site</footer></body></html>`
  );
}
