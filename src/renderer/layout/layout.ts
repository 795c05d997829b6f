import { isFlag, isText, listOf, numberFrom, objectOf, oneOf } from '../../contract/shape.ts';
import { createObservable, type Observable } from '../session/observable.ts';
import { recall, remember } from '../session/remembered.ts';

export const DOCUMENT_SORTS = ['title', 'date', 'annotations', 'added', 'status'] as const;
/** by one of these, or by a field of the project's: `field:ID` */
export type DocumentSort = (typeof DOCUMENT_SORTS)[number] | `field:${string}`;

export const TEXT_SIZES = [12, 13, 14, 15, 16, 17, 18, 20, 22, 25, 28, 32] as const;
export const USUAL_TEXT_SIZE = 17;

/** Pixels. The text always keeps TEXT_LEAST. */
export const PANEL = { least: 200, most: 560 } as const;
export const TEXT_LEAST = 480;

/** How the window is arranged: remembered on this machine, the same for all projects. */
export interface Layout {
  readonly leftOpen: boolean;
  readonly rightOpen: boolean;
  readonly leftWidth: number;
  readonly rightWidth: number;
  /** how much of the left panel's height the documents have, 0–1 */
  readonly documentsShare: number;
  /** what stands under the documents */
  readonly lowerPane: 'codebook' | 'entities';
  /** sections of the inspector that are shut */
  readonly shutSections: readonly string[];
  readonly textSize: number;
  readonly sort: DocumentSort;
  readonly descending: boolean;
}

const isUsualSort = oneOf(...DOCUMENT_SORTS);
const isSort = (value: unknown): value is DocumentSort =>
  isUsualSort(value) || (isText(value) && value.startsWith('field:'));
const isLayout = objectOf<Layout>(
  {
    leftOpen: isFlag,
    rightOpen: isFlag,
    leftWidth: numberFrom(PANEL.least, PANEL.most),
    rightWidth: numberFrom(PANEL.least, PANEL.most),
    documentsShare: numberFrom(0.1, 0.9),
    lowerPane: oneOf('codebook', 'entities'),
    shutSections: listOf(isText),
    textSize: numberFrom(8, 64),
    sort: isSort,
    descending: isFlag,
  },
  [],
  { open: true },
);

const USUAL: Layout = {
  leftOpen: true,
  rightOpen: true,
  leftWidth: 272,
  rightWidth: 312,
  documentsShare: 0.5,
  lowerPane: 'codebook',
  shutSections: [],
  textSize: USUAL_TEXT_SIZE,
  sort: 'title',
  descending: false,
};

export function createLayout(): Observable<Layout> {
  const layout = createObservable(recall('layout', isLayout, USUAL));
  layout.subscribe(() => remember('layout', layout.get()));
  return layout;
}

/** The next size up (+1) or down (−1); the ends stay. */
export function stepTextSize(size: number, direction: 1 | -1): number {
  const sizes = direction > 0 ? TEXT_SIZES : [...TEXT_SIZES].reverse();
  return sizes.find((each) => (direction > 0 ? each > size : each < size)) ?? size;
}

/** The width that a side panel may have in a window of that width, with the other panel as wide as it is. */
export function panelWidth(wanted: number, windowWidth: number, otherPanel: number): number {
  const most = Math.min(PANEL.most, windowWidth - otherPanel - TEXT_LEAST);
  return Math.round(Math.max(PANEL.least, Math.min(wanted, most)));
}
