import type { WindowChange } from '../lexical/block-window.ts';
import type { ShownUnit } from '../lexical/shown.ts';
import type { LoadedChunk } from '../model/chunk-cache.ts';

export interface ViewportElements {
  /** scrolls, and holds pane and spacer */
  readonly scroller: HTMLElement;
  /** stays in view, as high as the viewport; moved by us, to show the part of the plane that is wanted */
  readonly pane: HTMLElement;
  readonly spacer: HTMLElement;
  /** root of the text: stands in the plane at the height of its first unit */
  readonly text: HTMLElement;
}

export interface ViewportListener {
  chunksLoaded(chunks: readonly LoadedChunk[]): void;
  chunksDropped(seqs: readonly number[]): void;
  /** units came and went; what is painted on them is to be there before they are measured */
  unitsChanged(change: WindowChange): void;
  /** these units came and are measured: their layout can be read at no cost, and nothing is to be changed */
  unitsMeasured(units: readonly ShownUnit[]): void;
  /**
   * All that came and went since the last time is where it belongs: what is drawn over it can change. While one scrolls this is a
   * frame later than the rest, when what came is out of sight still.
   */
  windowChanged(change: WindowChange): void;
  /**
   * In the place of `windowChanged`: all coordinates of the plane are others, so what is drawn over the text has to be
   * drawn again; and where `anew` also all lines may be others.
   */
  laidOut(anew: boolean): void;
  /** the text stands where it belongs for this frame */
  moved(): void;
  /** it was scrolled, and has come to rest */
  rested(): void;
  failed(error: unknown): void;
}
