import type { WorkbenchClient } from '../../../contract/client.ts';
import type { Id } from '../../../core/ids.ts';
import type { TextRange } from '../../../core/text/structure.ts';
import type { LoadedText } from '../model/loaded-text.ts';

/** What stands between passages that are copied together. */
const JOINT = ' … ';

export interface Clipping {
  readonly plain: string;
  readonly html: string | null;
}

export interface CopyParts {
  readonly view: HTMLElement;
  readonly client: WorkbenchClient;
  readonly textId: Id;
  readonly text: LoadedText;
  /** in text order */
  selected(): readonly TextRange[];
}

/** Copies what is selected, however much of it is outside of the window of blocks. */
export class Copying {
  readonly #parts: CopyParts;
  readonly #ending = new AbortController();
  /** what the next `copy` event is to put on the clipboard */
  #ready: Clipping | null = null;

  constructor(parts: CopyParts) {
    this.#parts = parts;
    document.addEventListener('copy', (event) => this.#onCopy(event), { signal: this.#ending.signal });
  }

  async copy(): Promise<string> {
    const ranges = this.#parts.selected();
    if (ranges.length === 0) return '';
    const plain = (await Promise.all(ranges.map((range) => this.textOf(range)))).join(JOINT);
    this.put({ plain, html: null });
    return plain;
  }

  /** The text of a range, at hand or not. */
  async textOf(range: TextRange): Promise<string> {
    const { text, client, textId } = this.#parts;
    return text.slice(range) ?? client.call('documents.slice', { textId, range });
  }

  /** Puts it on the clipboard. */
  put(clipping: Clipping): void {
    this.#ready = clipping;
    // The asynchronous clipboard needs a permission that the program denies; a copy that the user began needs none.
    document.execCommand('copy');
    this.#ready = null;
  }

  close(): void {
    this.#ending.abort();
  }

  #onCopy(event: ClipboardEvent): void {
    const { view, text, selected } = this.#parts;
    if (this.#ready === null && !isOurs(event, view)) return;
    const ranges = this.#ready ? [] : selected();
    if (this.#ready === null && ranges.length === 0) return;
    event.preventDefault();
    const atHand = ranges.map((range) => text.slice(range));
    const whole = atHand.every((part) => part !== null) ? { plain: atHand.join(JOINT), html: null } : null;
    const now = this.#ready ?? whole;
    if (now === null) {
      this.copy().catch(reportError);
      return;
    }
    event.clipboardData?.setData('text/plain', now.plain);
    if (now.html !== null) event.clipboardData?.setData('text/html', now.html);
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
