import type { DocumentRecord } from '../../../core/project/records.ts';

function stemOf({ fileName, title }: DocumentRecord): string {
  const stem = (fileName.replace(/\.[^.]{1,8}$/, '') || title)
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what file names cannot hold
    .replace(/[\u0000-\u001f<>:"/\\|?*\ufffd]+/g, '_')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 100)
    .toWellFormed();
  return stem || 'document';
}

/** Gives the documents of a set names for files: without ending, safe on every system, each once whatever the case of letters. */
export class FileNames {
  readonly #taken = new Set<string>();

  of(document: DocumentRecord): string {
    const stem = stemOf(document);
    let name = stem;
    for (let n = 2; this.#taken.has(name.toLowerCase()); n++) name = `${stem}-${n}`;
    this.#taken.add(name.toLowerCase());
    return name;
  }
}
