import { isNumber, isText, listOf, objectOf } from '../../contract/shape.ts';
import type { Id } from '../../core/ids.ts';
import { recall, remember } from '../session/remembered.ts';

const KEY = 'places';
const MOST = 300;
/** Milliseconds at rest after which a place is worth remembering. */
const REST = 400;
interface Place {
  readonly project: string;
  readonly document: string;
  readonly offset: number;
}
const arePlaces = listOf(objectOf<Place>({ project: isText, document: isText, offset: isNumber }));

/** Where in a document this machine's reader was last: a UTF-16 offset; 0 where nothing is known. */
export function lastPlace(projectPath: string, documentId: Id): number {
  const places = recall(KEY, arePlaces, []);
  const found = places.find(({ project, document }) => project === projectPath && document === documentId);
  return found?.offset ?? 0;
}

/** Remembers where the reader of one document is, once the view is at rest and when it closes. */
export class PlaceKeeper {
  readonly #projectPath: string;
  readonly #documentId: Id;
  readonly #leaving = () => this.#write();
  #offset: number | null = null;
  #timer = 0;

  constructor(projectPath: string, documentId: Id) {
    this.#projectPath = projectPath;
    this.#documentId = documentId;
    window.addEventListener('pagehide', this.#leaving);
  }

  at(offset: number): void {
    this.#offset = offset;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(this.#leaving, REST);
  }

  close(): void {
    window.removeEventListener('pagehide', this.#leaving);
    this.#write();
  }

  #write(): void {
    window.clearTimeout(this.#timer);
    if (this.#offset === null) return;
    const here = { project: this.#projectPath, document: this.#documentId, offset: this.#offset };
    this.#offset = null;
    const others = recall(KEY, arePlaces, []).filter(
      ({ project, document }) => project !== here.project || document !== here.document,
    );
    remember(KEY, [here, ...others].slice(0, MOST));
  }
}
