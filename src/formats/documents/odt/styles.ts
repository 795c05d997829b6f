import type { MarkKind } from '../../../core/text/structure.ts';
import { childNamed, childrenNamed, type XmlElement } from '../../xml/tree.ts';

export interface OdtStyle {
  readonly kind: 'paragraph' | 'heading' | 'quote' | 'caption' | 'preformatted';
  readonly marks: ReadonlyMap<MarkKind, boolean>;
  readonly hidden: boolean;
  /** name of the list style that paragraphs of it belong to */
  readonly list: string | undefined;
  readonly breakBefore: boolean;
  readonly breakAfter: boolean;
}

const PLAIN: OdtStyle = {
  kind: 'paragraph',
  marks: new Map(),
  hidden: false,
  list: undefined,
  breakBefore: false,
  breakAfter: false,
};

/** Styles have parents; an honest chain is short. */
const CHAIN_MAX = 30;

function looks(properties: XmlElement | undefined): Map<MarkKind, boolean> {
  const marks = new Map<MarkKind, boolean>();
  if (!properties) return marks;
  const { attributes } = properties;
  const weight = attributes['fo:font-weight'];
  if (weight !== undefined) marks.set('strong', /^(?:bold|[6-9]00)$/.test(weight));
  const slant = attributes['fo:font-style'];
  if (slant !== undefined) marks.set('emphasis', slant === 'italic' || slant === 'oblique');
  const underline = attributes['style:text-underline-style'];
  if (underline !== undefined) marks.set('underline', underline !== 'none');
  const through = attributes['style:text-line-through-style'] ?? attributes['style:text-line-through-type'];
  if (through !== undefined) marks.set('strikethrough', through !== 'none');
  const position = attributes['style:text-position'];
  if (position !== undefined) {
    marks.set('superscript', /^(?:super|[1-9])/.test(position));
    marks.set('subscript', /^(?:sub|-)/.test(position));
  }
  return marks;
}

/** The kind that a style’s name stands for; the names of built-in ones are the same in every file. */
function kindByName(name: string): OdtStyle['kind'] | null {
  if (/^Title$/i.test(name)) return 'heading';
  if (/^(?:Quotations|Quote|Block_20_Text|Blockquote)$/i.test(name)) return 'quote';
  if (/^(?:Caption|Illustration|Figure|Table|Drawing|.*Caption)$/i.test(name)) return 'caption';
  if (/^(?:Preformatted_20_Text|Source_20_Code)$/i.test(name)) return 'preformatted';
  return null;
}

function withStyle(base: OdtStyle, style: XmlElement): OdtStyle {
  const text = childNamed(style, 'style:text-properties');
  const paragraph = childNamed(style, 'style:paragraph-properties')?.attributes;
  const display = text?.attributes['text:display'];
  return {
    kind: kindByName(style.attributes['style:name'] ?? '') ?? base.kind,
    marks: new Map([...base.marks, ...looks(text)]),
    hidden: display === undefined ? base.hidden : display === 'none',
    list: style.attributes['style:list-style-name'] ?? base.list,
    breakBefore: paragraph?.['fo:break-before'] === 'page',
    breakAfter: paragraph?.['fo:break-after'] === 'page',
  };
}

/** The styles of a document (OpenDocument 1.3, part 3, 16) with what they have from their parents. */
export class OdtStyles {
  readonly #styles = new Map<string, XmlElement>();
  readonly #resolved = new Map<string, OdtStyle>();
  /** list styles by name */
  readonly lists = new Map<string, XmlElement>();

  /** @param roots of `content.xml` and `styles.xml`, or of a flat document */
  constructor(roots: readonly XmlElement[]) {
    for (const root of roots) {
      for (const holder of ['office:styles', 'office:automatic-styles']) {
        const styles = childNamed(root, holder);
        for (const style of childrenNamed(styles, 'style:style')) {
          const { 'style:family': family = '', 'style:name': name = '' } = style.attributes;
          const key = `${family} ${name}`;
          if (!this.#styles.has(key)) this.#styles.set(key, style);
        }
        for (const list of childrenNamed(styles, 'text:list-style')) {
          const name = list.attributes['style:name'] ?? '';
          if (!this.lists.has(name)) this.lists.set(name, list);
        }
      }
    }
  }

  resolve(family: 'paragraph' | 'text' | 'section', name: string | undefined): OdtStyle {
    if (name === undefined) return PLAIN;
    const key = `${family} ${name}`;
    const known = this.#resolved.get(key);
    if (known) return known;
    const chain: XmlElement[] = [];
    let base = PLAIN;
    for (let at: string | undefined = name; at !== undefined && chain.length < CHAIN_MAX; ) {
      const style = this.#styles.get(`${family} ${at}`);
      if (!style) {
        // A built-in style that the file does not spell out.
        base = { ...PLAIN, kind: kindByName(at) ?? 'paragraph' };
        break;
      }
      chain.push(style);
      at = style.attributes['style:parent-style-name'];
    }
    const resolved = chain.reduceRight(withStyle, base);
    this.#resolved.set(key, resolved);
    return resolved;
  }
}
