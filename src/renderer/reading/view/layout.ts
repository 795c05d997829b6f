import type { TextMetrics } from '../model/height-model.ts';
import { PLANE_HEIGHT } from './plane.ts';

/** Where text and rail stand in the pane; CSS pixels from its left. */
export interface PaneLayout {
  readonly textLeft: number;
  readonly textWidth: number;
  readonly railLeft: number;
  readonly railWidth: number;
}

/** A line of this many times the text size holds some 75 characters: more tires the eye. */
const LINE_SIZES = 34;
const GUTTER = 14;

function layoutPane(paneWidth: number, textSize: number): PaneLayout {
  const railWidth = Math.round(Math.min(300, Math.max(160, paneWidth * 0.28)));
  const side = Math.round(Math.min(64, Math.max(18, paneWidth * 0.045)));
  const room = paneWidth - railWidth - GUTTER - side - 8;
  const textWidth = Math.max(160, Math.min(Math.round(textSize * LINE_SIZES), room));
  const spare = Math.max(0, room - textWidth);
  const textLeft = side + Math.round(spare * 0.6);
  return { textLeft, textWidth, railLeft: textLeft + textWidth + GUTTER, railWidth };
}

/** Whole pixels, so that lines and what is drawn over them keep to the same raster. */
function lineHeightOf(textSize: number): number {
  return Math.round(textSize * 1.7);
}

const SAMPLE =
  'The committee said on Thursday that prices rose faster than wages; Комитет сообщил, что цены растут.';
let canvas: CanvasRenderingContext2D | null = null;
/** by text size and language: asking for the font makes the browser work out all styles */
const characterWidths = new Map<string, number>();

/** The average character of a text in CSS pixels. */
function measureCharacter(text: HTMLElement, textSize: number): number {
  canvas ??= document.createElement('canvas').getContext('2d');
  if (!canvas) return textSize * 0.48;
  canvas.font = `${textSize}px ${getComputedStyle(text).fontFamily}`;
  return canvas.measureText(SAMPLE).width / SAMPLE.length;
}

/** How text is set in an element, for estimating heights. */
function measureMetrics(text: HTMLElement, width: number, textSize: number): TextMetrics {
  const set = `${textSize} ${text.lang}`;
  const character = characterWidths.get(set) ?? measureCharacter(text, textSize);
  characterWidths.set(set, character);
  // Lines end at words: about three characters of each stay empty.
  return { lineHeight: lineHeightOf(textSize), charactersPerLine: Math.max(8, width / character - 3) };
}

/** The space in the view without its scroll bar, CSS pixels. */
export interface ViewSize {
  readonly width: number;
  readonly height: number;
}

let lastSize: ViewSize | null = null;

/** The size of the view as the browser says, which lays out all that was just changed to tell it; null where there is none. */
export function measuredSize({ scroller }: LaidOut): ViewSize | null {
  const { clientWidth: width, clientHeight: height } = scroller;
  lastSize = width === 0 || height === 0 ? null : { width, height };
  return lastSize;
}

/** The size that a view had last: the next one mostly has it too. Where not, whoever observes it learns it with the first frame. */
export function probableSize(elements: LaidOut): ViewSize | null {
  return lastSize ?? measuredSize(elements);
}

/**
 * Lays text and rail out in the space that there is, by custom properties of the view.
 * @returns how text is set now
 */
export function applyLayout(elements: LaidOut, size: ViewSize, textSize: number): TextMetrics {
  const layout = layoutPane(size.width, textSize);
  const properties = {
    '--reading-size': textSize,
    '--reading-line': lineHeightOf(textSize),
    '--pane-height': size.height,
    '--plane-height': PLANE_HEIGHT,
    '--text-left': layout.textLeft,
    '--text-width': layout.textWidth,
    '--rail-left': layout.railLeft,
    '--rail-width': layout.railWidth,
  };
  for (const [name, pixels] of Object.entries(properties))
    elements.view.style.setProperty(name, `${pixels}px`);
  return measureMetrics(elements.text, layout.textWidth, textSize);
}

interface LaidOut {
  readonly view: HTMLElement;
  readonly scroller: HTMLElement;
  readonly text: HTMLElement;
}
