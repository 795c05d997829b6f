import type { MarkKind } from '../../../core/text/structure.ts';
import { childNamed, childrenNamed, type XmlElement } from '../../xml/tree.ts';
import { type StyleKind, styleByName } from '../office/style-names.ts';

/** What a run’s properties say of its look; absent where they say nothing. */
export interface RunLook {
  readonly marks: ReadonlyMap<MarkKind, boolean>;
  readonly hidden: boolean | undefined;
}

export interface ListPlace {
  /** '0' takes a paragraph out of the list of its style */
  readonly numId: string | undefined;
  /** 0-based */
  readonly level: number | undefined;
}

/** A style with what it has from those that it is based on. */
export interface ResolvedStyle {
  readonly kind: StyleKind['kind'];
  /** heading: 1–6 */
  readonly level: number;
  readonly list: ListPlace;
  readonly marks: ReadonlyMap<MarkKind, boolean>;
  readonly hidden: boolean;
}

const PLAIN: ResolvedStyle = {
  kind: 'paragraph',
  level: 0,
  list: { numId: undefined, level: undefined },
  marks: new Map(),
  hidden: false,
};

/** Styles are based on one another; an honest chain is short. */
const CHAIN_MAX = 30;

const TOGGLES: readonly (readonly [name: string, kind: MarkKind])[] = [
  ['w:b', 'strong'],
  ['w:i', 'emphasis'],
  ['w:strike', 'strikethrough'],
  ['w:dstrike', 'strikethrough'],
];

/** Whether a property that is on or off is on (ISO/IEC 29500-1, 17.17.4). */
export function isOn(property: XmlElement): boolean {
  return !/^(?:0|false|off)$/.test(property.attributes['w:val'] ?? '');
}

export function runLook(properties: XmlElement | undefined): RunLook {
  const marks = new Map<MarkKind, boolean>();
  if (!properties) return { marks, hidden: undefined };
  for (const [name, kind] of TOGGLES) {
    const toggle = childNamed(properties, name);
    if (toggle) marks.set(kind, isOn(toggle));
  }
  const underline = childNamed(properties, 'w:u')?.attributes['w:val'];
  if (underline !== undefined) marks.set('underline', underline !== 'none');
  const position = childNamed(properties, 'w:vertAlign')?.attributes['w:val'];
  if (position !== undefined) {
    marks.set('superscript', position === 'superscript');
    marks.set('subscript', position === 'subscript');
  }
  const vanish = childNamed(properties, 'w:vanish');
  return { marks, hidden: vanish ? isOn(vanish) : undefined };
}

export function listPlace(properties: XmlElement | undefined): ListPlace {
  const numbering = childNamed(properties, 'w:numPr');
  const level = Number(childNamed(numbering, 'w:ilvl')?.attributes['w:val'] ?? Number.NaN);
  return {
    numId: childNamed(numbering, 'w:numId')?.attributes['w:val'],
    level: Number.isInteger(level) && level >= 0 && level <= 8 ? level : undefined,
  };
}

/** 1–6 of an outline level, which is 0–8 and 9 for none; undefined where nothing is said. */
export function outlineLevel(properties: XmlElement | undefined): number | null | undefined {
  const value = childNamed(properties, 'w:outlineLvl')?.attributes['w:val'];
  if (value === undefined) return undefined;
  const level = Number(value);
  return Number.isInteger(level) && level >= 0 && level <= 8 ? Math.min(level + 1, 6) : null;
}

/** The styles of a document, those that others are based on resolved. */
export class Styles {
  readonly #styles = new Map<string, XmlElement>();
  readonly #resolved = new Map<string, ResolvedStyle>();
  readonly #default: string | undefined;

  constructor(root: XmlElement | undefined) {
    let first: string | undefined;
    for (const style of childrenNamed(root, 'w:style')) {
      const id = style.attributes['w:styleId'] ?? '';
      this.#styles.set(id, style);
      const isDefault = /^(?:1|true|on)$/.test(style.attributes['w:default'] ?? '');
      if (isDefault && style.attributes['w:type'] === 'paragraph') first = id;
    }
    this.#default = first;
  }

  /** The style of a paragraph, which is the document’s default where it names none. */
  ofParagraph(id: string | undefined): ResolvedStyle {
    return this.resolve(id ?? this.#default);
  }

  resolve(id: string | undefined): ResolvedStyle {
    if (id === undefined) return PLAIN;
    const known = this.#resolved.get(id);
    if (known) return known;
    const chain: XmlElement[] = [];
    for (let at: string | undefined = id; at !== undefined && chain.length < CHAIN_MAX; ) {
      const style = this.#styles.get(at);
      if (!style) break;
      chain.push(style);
      at = childNamed(style, 'w:basedOn')?.attributes['w:val'];
    }
    const resolved = chain.reduceRight(withStyle, PLAIN);
    this.#resolved.set(id, resolved);
    return resolved;
  }
}

function withStyle(base: ResolvedStyle, style: XmlElement): ResolvedStyle {
  const paragraph = childNamed(style, 'w:pPr');
  const look = runLook(childNamed(style, 'w:rPr'));
  const outline = outlineLevel(paragraph);
  const named = styleByName(childNamed(style, 'w:name')?.attributes['w:val'] ?? '');
  const list = listPlace(paragraph);
  const { kind, level } =
    named ??
    (outline === undefined
      ? base
      : outline === null
        ? { kind: 'paragraph' as const, level: 0 }
        : { kind: 'heading' as const, level: outline });
  return {
    kind,
    level,
    list: { numId: list.numId ?? base.list.numId, level: list.level ?? base.list.level },
    marks: new Map([...base.marks, ...look.marks]),
    hidden: look.hidden ?? base.hidden,
  };
}
