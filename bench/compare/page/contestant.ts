import type { Annotation } from '../../../src/core/annotation/annotation.ts';
import type { AnnotatedSet } from './set.ts';

/** A way to show an annotated text, in an element of a fixed size. */
export interface Contestant {
  /** Resolves when text and highlights of what is in view have been painted. */
  open(box: HTMLElement, set: AnnotatedSet): Promise<void>;
  /** What scrolls. */
  scroller(): HTMLElement;
  /** Resolves when the highlight of an annotation that is in view has been painted. */
  add(annotation: Annotation): Promise<void>;
  close(): void;
}

/** Resolves once the next frame has been drawn. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        channel.port1.close();
        resolve();
      };
      channel.port2.postMessage(null);
    });
  });
}

/** A box that scrolls what is in it, as a page would. */
export function scrollingBox(box: HTMLElement): {
  readonly scroller: HTMLElement;
  readonly content: HTMLElement;
} {
  const scroller = document.createElement('div');
  scroller.className = 'scrolling';
  const content = document.createElement('div');
  content.className = 'content';
  scroller.append(content);
  box.append(scroller);
  return { scroller, content };
}
