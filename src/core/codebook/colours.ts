/**
 * The colours that a code may have; `Code.colour` is an index into CODE_COLOURS.
 *
 * Chosen by search in OKLCH, each within the hue range of its name, for the greatest least CIEDE2000 difference as
 * seen with normal vision and with simulated protanopia, deuteranopia and tritanopia (Machado, Oliveira and
 * Fernandes 2009, severity 1). The first eight, which new codes get first, lie at least 14 apart under all four; the
 * sixteen at least 7. They differ in lightness as much as in hue: that is what remains for the colour-blind. The
 * test beside this file computes all of it again.
 */

export interface CodeTone {
  /** brackets, swatches, underlines: at least 3:1 against the page and the panels (WCAG 2.2, 1.4.11) */
  readonly line: string;
  /** labels: at least 4.5:1 against the page, the panels and `fill` (WCAG 2.2, 1.4.3) */
  readonly ink: string;
  /** behind highlighted text: the page's text on it has at least 6:1 */
  readonly fill: string;
}

export interface CodeColour {
  /** in English, for the colour chooser and for those who do not see it */
  readonly name: string;
  readonly light: CodeTone;
  readonly dark: CodeTone;
}

/** What the contrasts are reckoned against. The window's style takes page, panel and text from here. */
export const SURFACES = {
  light: { page: '#ffffff', panel: '#f4f4f2', text: '#1b1b1d' },
  dark: { page: '#1c1d20', panel: '#26272b', text: '#e6e6e3' },
} as const;
export type SurfaceTheme = keyof typeof SURFACES;

export const CODE_COLOURS: readonly CodeColour[] = [
  {
    name: 'Blue',
    light: { line: '#1d3f61', ink: '#013e6f', fill: '#9fceff' },
    dark: { line: '#4871e2', ink: '#6a94fe', fill: '#1c2b53' },
  },
  {
    name: 'Orange',
    light: { line: '#c47a09', ink: '#8a5607', fill: '#fedebe' },
    dark: { line: '#fea93c', ink: '#ffa93b', fill: '#5f3c10' },
  },
  {
    name: 'Violet',
    light: { line: '#a76ffa', ink: '#7a4aba', fill: '#eae1fe' },
    dark: { line: '#e9d4fe', ink: '#e9d4fe', fill: '#5b446f' },
  },
  {
    name: 'Green',
    light: { line: '#3b7759', ink: '#036b45', fill: '#a6e9c4' },
    dark: { line: '#69ffb9', ink: '#6bffb9', fill: '#245c41' },
  },
  {
    name: 'Crimson',
    light: { line: '#6f1727', ink: '#760222', fill: '#fbb3b6' },
    dark: { line: '#fc4f7f', ink: '#fe7493', fill: '#582531' },
  },
  {
    name: 'Teal',
    light: { line: '#039b95', ink: '#076f6b', fill: '#9ef5ef' },
    dark: { line: '#5eb6b0', ink: '#0ac0b9', fill: '#044643' },
  },
  {
    name: 'Gold',
    light: { line: '#755900', ink: '#6f5500', fill: '#ebd193' },
    dark: { line: '#977502', ink: '#bb920b', fill: '#3a2b01' },
  },
  {
    name: 'Indigo',
    light: { line: '#5c43d3', ink: '#5648b8', fill: '#d0d1fd' },
    dark: { line: '#a2a0f2', ink: '#a4a2fd', fill: '#3a3864' },
  },
  {
    name: 'Magenta',
    light: { line: '#a31693', ink: '#922b84', fill: '#f9c1ed' },
    dark: { line: '#efadd0', ink: '#fea2d5', fill: '#63354f' },
  },
  {
    name: 'Olive',
    light: { line: '#807e48', ink: '#566602', fill: '#d5e6a6' },
    dark: { line: '#ebe600', ink: '#e9e549', fill: '#54531c' },
  },
  {
    name: 'Brown',
    light: { line: '#92513f', ink: '#8e4e05', fill: '#fed4b3' },
    dark: { line: '#c57f4b', ink: '#f28317', fill: '#522a07' },
  },
  {
    name: 'Sky',
    light: { line: '#2c80be', ink: '#00639e', fill: '#c1e1fe' },
    dark: { line: '#4c92cb', ink: '#29a7fe', fill: '#083757' },
  },
  {
    name: 'Plum',
    light: { line: '#ab55a0', ink: '#97338d', fill: '#fecaf5' },
    dark: { line: '#ab55a0', ink: '#d870cb', fill: '#431e3e' },
  },
  {
    name: 'Moss',
    light: { line: '#384a00', ink: '#384a03', fill: '#bfd597' },
    dark: { line: '#8fdb7e', ink: '#84de70', fill: '#305129' },
  },
  {
    name: 'Rose',
    light: { line: '#f54879', ink: '#b22d55', fill: '#fedadf' },
    dark: { line: '#d92758', ink: '#f26981', fill: '#4c1b24' },
  },
  {
    name: 'Slate',
    light: { line: '#4a5a68', ink: '#495a67', fill: '#c8d4dd' },
    dark: { line: '#7491a0', ink: '#8ea4af', fill: '#2b363b' },
  },
];

/** The colour of an index from any file: one that is out of range wraps around rather than leaving a code unseen. */
export function codeColour(index: number): CodeColour {
  const colour = CODE_COLOURS[codeColourIndex(index)];
  if (!colour) throw new RangeError('there are no code colours');
  return colour;
}

/** An index of CODE_COLOURS, from any integer. */
export function codeColourIndex(index: number): number {
  const count = CODE_COLOURS.length;
  return ((Math.trunc(index) % count) + count) % count;
}

/** The colour that fewest codes have, the first of these: what a new code gets. */
export function leastUsedColour(codes: readonly { readonly colour: number }[]): number {
  const uses = new Array<number>(CODE_COLOURS.length).fill(0);
  for (const { colour } of codes) {
    const index = codeColourIndex(colour);
    uses[index] = (uses[index] ?? 0) + 1;
  }
  return uses.indexOf(Math.min(...uses));
}
