import type { FindSession } from '../find/find-session.ts';
import type { LoadedText } from '../model/loaded-text.ts';
import { sentenceFrom } from '../model/next-sentence.ts';
import type { SelectionModel } from '../model/selection-model.ts';
import type { TextViewport } from './text-viewport.ts';
import type { Travel } from './travel.ts';

export interface NextPassageParts {
  readonly viewport: TextViewport;
  readonly travel: Travel;
  readonly text: LoadedText;
  readonly model: SelectionModel;
  readonly find: FindSession;
}

/** Blocks without sentences are passed over a chunk at a time; so many chunks at most. */
const CHUNKS = 64;

/** Selects what is to be coded next, so that a text can be gone through passage by passage. */
export class NextPassage {
  readonly #parts: NextPassageParts;

  constructor(parts: NextPassageParts) {
    this.#parts = parts;
  }

  /** @param from the end of what was just coded; null: what is around the caret comes first */
  async select(from: number | null): Promise<boolean> {
    const { find } = this.#parts;
    const { open, walkable } = find.state();
    return open && walkable > 0 ? this.#hit(from) : this.#sentence(from);
  }

  /** The current hit, where it is not selected yet and nothing was coded; else the next. */
  #hit(from: number | null): boolean {
    const { find, model } = this.#parts;
    const before = find.hit;
    const isTaken = before && (model.range?.start === before.start || (from ?? 0) >= before.end);
    if (!before || isTaken) find.walk(1);
    const { hit } = find;
    if (!hit) return false;
    model.release();
    model.set(hit.start, hit.end);
    return true;
  }

  async #sentence(from: number | null): Promise<boolean> {
    const { text, viewport, travel, model } = this.#parts;
    const { range, focus } = model;
    let at = from ?? range?.end ?? focus ?? viewport.offsetsInView.start;
    for (let chunk = 0; chunk < CHUNKS; chunk += 1) {
      const found = sentenceFrom(text, at, from === null && range === null);
      if (found === undefined) return false;
      if (typeof found !== 'number') {
        await travel.keepInView(found.end);
        await travel.keepInView(found.start);
        model.release();
        model.set(found.start, found.end);
        return true;
      }
      at = found;
      await viewport.bring(at);
    }
    return false;
  }
}
