import { pressAgain } from './press-again.ts';

/**
 * Keys that are pressed while an action is under way that decides what they mean. Without it they would meet the window of
 * before: a note's letters, typed before the annotation is there that the note belongs to, would tag. So they wait, and are
 * pressed again in their order when the action is done, each when all that the one before has set off is done too.
 */
export class TypedAhead {
  #underWay = 0;
  #waiting: KeyboardEvent[] = [];
  #isReplaying = false;
  #free: (() => void) | null = null;
  /** told when nothing is under way any more */
  readonly #restWaiting = new Set<() => void>();

  /** Lets keys wait until the work has ended, well or badly. Gives the work back. */
  during<T>(work: Promise<T>): Promise<T> {
    this.#underWay += 1;
    const ended = () => {
      this.#underWay -= 1;
      if (this.#underWay > 0) return;
      this.#free?.();
      for (const tell of this.#restWaiting) tell();
      this.#restWaiting.clear();
      if (this.#waiting.length > 0) void this.#replay();
    };
    work.then(ended, ended);
    return work;
  }

  /** Resolves when nothing that the user set off is under way: what can wait comes after it. */
  atRest(): Promise<void> {
    if (this.#underWay === 0) return Promise.resolve();
    return new Promise((resolve) => this.#restWaiting.add(resolve));
  }

  /** Takes the key when it has to wait: then nothing else may see it. To be asked before all other listeners. */
  takes(event: KeyboardEvent): boolean {
    if (!event.isTrusted || (this.#underWay === 0 && !this.#isReplaying)) return false;
    // A held arrow would go on by itself after its release.
    const goesByItself = event.repeat && [...event.key].length > 1;
    if (!goesByItself) this.#waiting.push(event);
    return true;
  }

  /** Forgets the keys that wait: what they were meant for has gone. */
  forget(): void {
    this.#waiting = [];
  }

  async #replay(): Promise<void> {
    if (this.#isReplaying) return;
    this.#isReplaying = true;
    while (this.#waiting.length > 0) {
      while (this.#underWay > 0) await new Promise<void>((resolve) => (this.#free = resolve));
      await nextTask();
      const key = this.#underWay > 0 ? undefined : this.#waiting.shift();
      if (key) pressAgain(key);
    }
    // What the last one set off comes before the keys that the user presses now.
    await nextTask();
    this.#isReplaying = false;
    if (this.#waiting.length > 0) void this.#replay();
  }
}

/** A task later all promises are settled that need nothing from elsewhere, and React has drawn what they changed. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
