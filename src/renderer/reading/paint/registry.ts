import { highlightRules, priorityOf } from './styles.ts';

let installed = false;

/** Brings the rules into the document, once. Constructed style sheets are allowed by the CSP, inline ones are not. */
function install(): void {
  if (installed) return;
  installed = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(highlightRules());
  document.adoptedStyleSheets.push(sheet);
}

/**
 * The Highlight of a name, made where there is none. Highlights belong to the window: several reading views may put
 * their ranges into the same one, and each takes only its own out again.
 */
export function highlight(name: string): Highlight {
  const found = CSS.highlights.get(name);
  if (found) return found;
  install();
  const made = new Highlight();
  made.priority = priorityOf(name);
  CSS.highlights.set(name, made);
  return made;
}
