/**
 * A code's path as one line of text, its names from the top of the tree joined by " / ". Within a name `\` and `/`
 * stand as `\\` and `\/`, so that every path can be read back.
 */
export function formatCodePath(path: readonly string[]): string {
  return path.map((name) => name.replace(/[\\/]/g, '\\$&')).join(' / ');
}

/** The names of a path written by `formatCodePath`, or by hand, with or without spaces around the strokes. */
export function parseCodePath(text: string): readonly string[] {
  const names: string[] = [];
  let name = '';
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === '\\' && i + 1 < text.length) name += text.charAt(++i);
    else if (character === '/') {
      names.push(name.trim());
      name = '';
    } else name += character;
  }
  names.push(name.trim());
  return names;
}
