import { isFlag, isText, listOf, numberFrom, objectOf, oneOf, textOf } from '../../contract/shape.ts';
import type { Theme } from '../../contract/shell.ts';
import { THEMES, ZOOM_MAX, ZOOM_MIN } from '../../contract/shell-names.ts';

const RECENT_LIMIT = 20;
const PLACES_LIMIT = 200;

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a window stood; `bounds` are those of the window when neither maximised nor full screen. */
export interface WindowPlace {
  readonly bounds: Bounds;
  readonly maximised: boolean;
  readonly fullScreen: boolean;
}

export interface RecentEntry {
  readonly path: string;
  readonly name: string;
  /** ISO 8601, UTC */
  readonly openedAt: string;
}

/** What is remembered from one run to the next, of windows and looks: nothing of any project's content. */
export interface SavedState {
  readonly version: 1;
  readonly theme: Theme;
  readonly zoom: number;
  /** newest first */
  readonly recent: readonly RecentEntry[];
  /** by the path of the project, `''` for a window without one; newest first */
  readonly places: readonly { readonly project: string; readonly place: WindowPlace }[];
}

const isCoordinate = numberFrom(-100_000, 100_000);
const isPlace = objectOf<WindowPlace>({
  bounds: objectOf<Bounds>({ x: isCoordinate, y: isCoordinate, width: isCoordinate, height: isCoordinate }),
  maximised: isFlag,
  fullScreen: isFlag,
});

const UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;
const isMoment = (value: unknown): value is string =>
  isText(value) && UTC.test(value) && !Number.isNaN(Date.parse(value));
const isRecent = objectOf<RecentEntry>({
  path: textOf(1, 32_767),
  name: textOf(0, 1_000),
  openedAt: isMoment,
});

const isState = objectOf<SavedState>({
  version: (value): value is 1 => value === 1,
  theme: oneOf(...THEMES),
  zoom: numberFrom(ZOOM_MIN, ZOOM_MAX),
  recent: listOf(isRecent),
  places: listOf(objectOf<SavedState['places'][number]>({ project: isText, place: isPlace })),
});

export const FIRST_STATE: SavedState = { version: 1, theme: 'system', zoom: 1, recent: [], places: [] };

/** Raises a `TypeError` or a `SyntaxError` where the text is no state that this version knows. */
export function parseState(text: string): SavedState {
  const state: unknown = JSON.parse(text);
  if (isState(state)) return state;
  throw new TypeError('What was remembered has not the shape of a state.');
}

export function withRecent(state: SavedState, entry: RecentEntry): SavedState {
  const others = state.recent.filter((other) => other.path !== entry.path);
  return { ...state, recent: [entry, ...others].slice(0, RECENT_LIMIT) };
}

export function withoutRecent(state: SavedState, projectPath: string): SavedState {
  return { ...state, recent: state.recent.filter((entry) => entry.path !== projectPath) };
}

export function withPlace(state: SavedState, project: string, place: WindowPlace): SavedState {
  const others = state.places.filter((other) => other.project !== project);
  return { ...state, places: [{ project, place }, ...others].slice(0, PLACES_LIMIT) };
}

export function placeOf(state: SavedState, project: string): WindowPlace | undefined {
  return state.places.find((other) => other.project === project)?.place;
}
