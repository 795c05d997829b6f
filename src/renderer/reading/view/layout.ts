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

/** How text is set in an element, for estimating heights. */
function measureMetrics(text: HTMLElement, width: number, textSize: number): TextMetrics {
  canvas ??= document.createElement('canvas').getContext('2d');
  let character = textSize * 0.48;
  if (canvas) {
    canvas.font = `${textSize}px ${getComputedStyle(text).fontFamily}`;
    character = canvas.measureText(SAMPLE).width / SAMPLE.length;
  }
  // Lines end at words: about three characters of each stay empty.
  return { lineHeight: lineHeightOf(textSize), charactersPerLine: Math.max(8, width / character - 3) };
}

/**
 * Lays text and rail out in the space that there is, by custom properties of the view.
 * @returns how text is set now; null where the view has no size
 */
export function applyLayout(elements: LaidOut, textSize: number): TextMetrics | null {
  const { clientWidth, clientHeight } = elements.scroller;
  if (clientWidth === 0 || clientHeight === 0) return null;
  const layout = layoutPane(clientWidth, textSize);
  const properties = {
    '--reading-size': textSize,
    '--reading-line': lineHeightOf(textSize),
    '--pane-height': clientHeight,
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
