import { CODE_COLOURS, codeColourIndex } from '../../../core/codebook/colours.ts';

/** Underlines of overlapping annotations stand at this many heights; deeper ones share the last. */
const UNDERLINE_LEVELS = 3;

export type Owner = 'mine' | 'other';

/** What makes an annotation look as it does in the text. Annotations that look alike share one Highlight. */
export interface TagLook {
  /** index into CODE_COLOURS */
  readonly colour: number;
  readonly owner: Owner;
  /** the annotation's lane */
  readonly lane: number;
}

/** Name of the Highlight that the look belongs to: its bucket. */
export function bucketOf(look: TagLook): string {
  const level = Math.min(look.lane, UNDERLINE_LEVELS - 1);
  return `tag-${codeColourIndex(look.colour)}-${look.owner}-${level}`;
}

/** Highlights that are not tags, from the lowest to the topmost. */
export const LAYERS = ['find', 'find-current', 'hovered', 'chosen', 'flash', 'selection'] as const;
export type LayerName = (typeof LAYERS)[number];

const LAYER_RULES: Readonly<Record<LayerName, string>> = {
  find: 'background-color: color-mix(in srgb, var(--find) 75%, transparent)',
  'find-current':
    'background-color: var(--find-current); text-decoration: underline 2px var(--text); text-underline-offset: 2px',
  hovered: 'background-color: color-mix(in srgb, var(--text) 10%, transparent)',
  chosen: 'background-color: color-mix(in srgb, var(--accent) 22%, transparent)',
  flash: 'background-color: color-mix(in srgb, var(--accent) 40%, transparent)',
  selection: 'background-color: color-mix(in srgb, var(--accent) 34%, transparent)',
};

/** What is drawn later lies on top: enclosing annotations below enclosed ones, all other layers above the tags. */
export function priorityOf(name: string): number {
  const layer = (LAYERS as readonly string[]).indexOf(name);
  if (layer >= 0) return 100 + layer;
  return Number(name.slice(name.lastIndexOf('-') + 1));
}

const HOLDERS = ['[data-lexical-text]', '[data-lexical-text] > :is(span, strong, em)'];

/**
 * Only elements that hold text directly, and for tags only in units that bear the class of the same name: Chromium
 * works out each rule's style for each element that a rule may match, by going through all of the rules again, which
 * for all elements costs more than everything else in a frame.
 */
function selectors(name: string, scope: string): string {
  return HOLDERS.map((holder) => `${scope}${holder}::highlight(${name})`).join(', ');
}

/** The rules of all highlights. Only colour, background and text decoration apply to highlighted text. */
export function highlightRules(): string {
  const rules: string[] = [];
  for (const colour of CODE_COLOURS.keys()) {
    for (const owner of ['mine', 'other'] as const) {
      for (let level = 0; level < UNDERLINE_LEVELS; level += 1) {
        const line = owner === 'mine' ? 'solid' : 'dashed';
        const bucket = bucketOf({ colour, owner, lane: level });
        rules.push(
          `${selectors(bucket, `.${bucket} `)} {` +
            `background-color: color-mix(in srgb, var(--code-${colour}-fill) 62%, transparent);` +
            `text-decoration: underline ${line} 2px var(--code-${colour}-line);` +
            `text-underline-offset: ${2 + level * 3}px; }`,
        );
      }
    }
  }
  for (const layer of LAYERS) rules.push(`${selectors(layer, '')} { ${LAYER_RULES[layer]} }`);
  return rules.join('\n');
}
