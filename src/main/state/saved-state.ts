import { z } from 'zod';
import { THEMES, ZOOM_MAX, ZOOM_MIN } from '../../contract/shell.ts';

const RECENT_LIMIT = 20;
const PLACES_LIMIT = 200;

const coordinate = z.number().min(-100_000).max(100_000);
const placeSchema = z.strictObject({
  bounds: z.strictObject({ x: coordinate, y: coordinate, width: coordinate, height: coordinate }),
  maximised: z.boolean(),
  fullScreen: z.boolean(),
});

/** Where a window stood; `bounds` are those of the window when neither maximised nor full screen. */
export type WindowPlace = z.infer<typeof placeSchema>;

const path = z.string().min(1).max(32_767);
const recentSchema = z.strictObject({ path, name: z.string().max(1_000), openedAt: z.iso.datetime() });
export type RecentEntry = z.infer<typeof recentSchema>;

const schema = z.strictObject({
  version: z.literal(1),
  theme: z.enum(THEMES),
  zoom: z.number().min(ZOOM_MIN).max(ZOOM_MAX),
  /** newest first */
  recent: z.array(recentSchema),
  /** by the path of the project, `''` for a window without one; newest first */
  places: z.array(z.strictObject({ project: z.string(), place: placeSchema })),
});

/** What is remembered from one run to the next, of windows and looks: nothing of any project's content. */
export type SavedState = z.infer<typeof schema>;

export const FIRST_STATE: SavedState = { version: 1, theme: 'system', zoom: 1, recent: [], places: [] };

/** Raises a `ZodError` or a `SyntaxError` where the text is no state that this version knows. */
export function parseState(text: string): SavedState {
  return schema.parse(JSON.parse(text));
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
