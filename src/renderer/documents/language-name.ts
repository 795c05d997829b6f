/** A BCP 47 tag in words; the tag itself where it has none. */
export function languageName(tag: string): string {
  if (tag === '') return '';
  try {
    return new Intl.DisplayNames(undefined, { type: 'language' }).of(tag) ?? tag;
  } catch (thrown) {
    // Any text can stand in a file's metadata: what is no tag is shown as it is.
    if (thrown instanceof RangeError) return tag;
    throw thrown;
  }
}
