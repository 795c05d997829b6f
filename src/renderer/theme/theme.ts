import type { Theme } from '../../contract/shell.ts';
import { CODE_COLOURS, type CodeTone, SURFACES, type SurfaceTheme } from '../../core/codebook/colours.ts';

const TONES = ['line', 'ink', 'fill'] as const satisfies readonly (keyof CodeTone)[];

function properties(theme: SurfaceTheme): string {
  const { page, panel, text } = SURFACES[theme];
  const codes = CODE_COLOURS.flatMap((colour, index) =>
    TONES.map((tone) => `--code-${index}-${tone}:${colour[theme][tone]}`),
  );
  return [`--page:${page}`, `--panel:${panel}`, `--text:${text}`, ...codes].join(';');
}

/** The style sheet that makes the core's colours into custom properties, for both themes. */
function themeSheet(): string {
  return `:root{${properties('light')}}:root[data-theme="dark"]{${properties('dark')}}`;
}

const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** Constructed style sheets are allowed by our CSP, inline ones are not. */
export function installTheme(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(themeSheet());
  document.adoptedStyleSheets.push(sheet);
  applyTheme('system');
}

let chosen: Theme = 'system';

/** Shows the theme that was chosen; `system` follows the system as it changes. */
export function applyTheme(theme: Theme): void {
  chosen = theme;
  const resolved: SurfaceTheme = chosen === 'system' ? (dark.matches ? 'dark' : 'light') : chosen;
  document.documentElement.dataset.theme = resolved;
}

dark.addEventListener('change', () => applyTheme(chosen));
