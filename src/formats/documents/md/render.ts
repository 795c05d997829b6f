import MarkdownIt from 'markdown-it';
import footnote from 'markdown-it-footnote';
import { GlossatorError } from '../../../core/errors.ts';
import { LIMITS } from '../reader.ts';

/**
 * Markdown as HTML: CommonMark with GitHub’s tables, strikethrough, task lists, footnotes and bare addresses. HTML inside
 * is passed on as it is; the HTML reader reduces it with everything else, and nobody ever shows it.
 */
const markdown = MarkdownIt({ html: true, linkify: true, maxNesting: LIMITS.depth }).use(footnote);
// Every address is kept for the HTML reader to judge, so that it can count those that it drops.
markdown.validateLink = () => true;
// “example.py” is a file, not an address.
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });

/** Where the last CDATA section of the paragraph being read closes: it is asked once, not at every “<![CDATA[”. */
let lastClosing = { source: '', at: -1 };

markdown.inline.ruler.before('html_inline', 'open_cdata', (state, silent) => {
  if (!state.src.startsWith('<![CDATA[', state.pos)) return false;
  if (state.src !== lastClosing.source) {
    lastClosing = { source: state.src, at: state.src.lastIndexOf(']]>') };
  }
  if (lastClosing.at > state.pos) return false;
  if (!silent) state.pending += '<';
  state.pos += 1;
  return true;
});

/** What one file may cost: the parser looks for the end of a bracket from each of its beginnings. */
const BRACKET_STEPS_MAX = 20_000_000;
/** UTF-16 code units of addresses that all links together may have: one definition can serve a million links. */
const ADDRESSES_MAX = 64 * 1024 * 1024;
let bracketSteps = 0;
let addresses = 0;

const skipToken = markdown.inline.skipToken.bind(markdown.inline);
markdown.inline.skipToken = (state) => {
  bracketSteps += 1;
  if (bracketSteps > BRACKET_STEPS_MAX)
    throw tangled('Its brackets are so tangled that reading it takes too long.');
  skipToken(state);
};

function tangled(message: string): GlossatorError {
  return new GlossatorError('structure-too-deep', message, { remedy: 'Import it as plain text.' });
}

const CHECKBOX = /^\[([ xX])\](?=\s)/;

/** Task lists: “[ ]” and “[x]” at an item’s beginning become ☐ and ☑. */
markdown.core.ruler.after('inline', 'task_lists', (state) => {
  for (const [index, token] of state.tokens.entries()) {
    if (token.type !== 'inline' || state.tokens[index - 2]?.type !== 'list_item_open') continue;
    const first = token.children?.[0];
    if (first?.type !== 'text') continue;
    first.content = first.content.replace(CHECKBOX, (_, mark: string) => (mark === ' ' ? '☐' : '☑'));
  }
});

const rules = markdown.renderer.rules;
rules.link_open = (tokens, index) => {
  const address = String(tokens[index]?.attrGet('href') ?? '');
  addresses += address.length;
  if (addresses > ADDRESSES_MAX) throw tangled('The addresses of its links are longer than a text can be.');
  return `<a href="${markdown.utils.escapeHtml(address)}">`;
};
// Pictures are not shown, but what they are called is: the HTML reader makes a caption of it.
rules.image = (tokens, index, options, environment, renderer) => {
  const alt = renderer.renderInlineAsText(tokens[index]?.children ?? [], options, environment);
  return `<img alt="${markdown.utils.escapeHtml(alt)}">`;
};
rules.footnote_ref = (tokens, index) => `<sup>${noteNumber(tokens[index]?.meta)}</sup>`;
rules.footnote_block_open = () => '<ol>\n';
rules.footnote_block_close = () => '</ol>\n';
rules.footnote_open = (tokens, index) => `<li value="${noteNumber(tokens[index]?.meta)}">`;
rules.footnote_anchor = () => '';

/** More notes than this take too long to gather (the square of their number): they stay in the text as written. */
const NOTES_MAX = 5_000;
const FOOTNOTE_RULES = ['footnote_def', 'footnote_ref', 'footnote_inline'];

function noteNumber(meta: Readonly<Record<string, unknown>> | null | undefined): number {
  const id = meta?.id;
  return (typeof id === 'number' ? id : 0) + 1;
}

/**
 * @throws GlossatorError structure-too-deep where lists and quotes are nested deeper than LIMITS.depth (the parser would
 *   leave out what is deeper), and where brackets or addresses would take for ever
 */
export function renderMarkdown(source: string): string {
  bracketSteps = 0;
  addresses = 0;
  const environment = {};
  const hasManyNotes = (source.match(/\[\^|\^\[/g)?.length ?? 0) > NOTES_MAX;
  if (hasManyNotes) markdown.disable(FOOTNOTE_RULES);
  else markdown.enable(FOOTNOTE_RULES);
  const tokens = markdown.parse(source, environment);
  // One level is left for what stands in the innermost container.
  if (tokens.some(({ level }) => level >= LIMITS.depth - 1)) {
    throw tangled(`Its lists or quotations are nested more than ${LIMITS.depth / 2} deep.`);
  }
  return markdown.renderer.render(tokens, markdown.options, environment);
}
