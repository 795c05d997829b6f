/** What was written as a comment and not sent: kept while the window is open, so that no key and no click loses it. */
const unsent = new Map<string, string>();

export function unsentText(place: string): string {
  return unsent.get(place) ?? '';
}

export function keepUnsent(place: string, markdown: string): void {
  if (markdown.trim() === '') unsent.delete(place);
  else unsent.set(place, markdown);
}
