import type { WorkbenchClient } from '../../../contract/client.ts';
import type { Id } from '../../../core/ids.ts';
import type { TextRange } from '../../../core/text/structure.ts';
import type { LoadedText } from '../model/loaded-text.ts';

export interface CopyParts {
  readonly view: HTMLElement;
  readonly client: WorkbenchClient;
  readonly textId: Id;
  readonly text: LoadedText;
  selected(): TextRange | null;
}

/** Copies what is selected, however much of it is outside of the window of blocks. */
export class Copying {
  readonly #parts: CopyParts;
  readonly #ending = new AbortController();
  /** what the next `copy` event is to put on the clipboard */
  #ready: string | null = null;

  constructor(parts: CopyParts) {
    this.#parts = parts;
    document.addEventListener('copy', (event) => this.#onCopy(event), { signal: this.#ending.signal });
  }

  async copy(): Promise<string> {
    const range = this.#parts.selected();
    if (!range) return '';
    const text = this.#parts.text.slice(range) ?? (await this.#fetch(range));
    this.#ready = text;
    // The asynchronous clipboard needs a permission that the program denies; a copy that the user began needs none.
    document.execCommand('copy');
    this.#ready = null;
    return text;
  }

  close(): void {
    this.#ending.abort();
  }

  #onCopy(event: ClipboardEvent): void {
    const { view, text, selected } = this.#parts;
    if (this.#ready === null && !isOurs(event, view)) return;
    const range = selected();
    if (this.#ready === null && !range) return;
    event.preventDefault();
    const now = this.#ready ?? (range && text.slice(range));
    if (now !== null) event.clipboardData?.setData('text/plain', now);
    else this.copy().catch(reportError);
  }

  #fetch(range: TextRange): Promise<string> {
    return this.#parts.client.call('documents.slice', { textId: this.#parts.textId, range });
  }
}

/** Is the copy asked for in the text, and not in an input? */
function isOurs(event: ClipboardEvent, view: HTMLElement): boolean {
  const active = document.activeElement;
  if (active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement) return false;
  return (
    (event.target instanceof Node && view.contains(event.target)) ||
    (active !== null && view.contains(active))
  );
}
