/** What a paragraph of a style is. */
export interface StyleKind {
  readonly kind: 'paragraph' | 'heading' | 'quote' | 'caption' | 'preformatted';
  /** heading: 1–6 */
  readonly level: number;
}

/** What a built-in style stands for by its name, which is English in every file; null for all others. */
export function styleByName(name: string): StyleKind | null {
  const heading = /^heading ([1-9])$/i.exec(name);
  if (heading) return { kind: 'heading', level: Math.min(Number(heading[1]), 6) };
  if (/^title$/i.test(name)) return { kind: 'heading', level: 1 };
  if (/^(?:intense quote|quote|quotations|block ?text|block ?quote)$/i.test(name))
    return { kind: 'quote', level: 0 };
  if (/^(?:caption|image caption|table caption)$/i.test(name)) return { kind: 'caption', level: 0 };
  if (/^(?:html preformatted|preformatted text|source code|plain text)$/i.test(name)) {
    return { kind: 'preformatted', level: 0 };
  }
  return null;
}
