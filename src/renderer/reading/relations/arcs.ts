import type { RelationView } from '../../../contract/procedures.ts';
import type { Id } from '../../../core/ids.ts';

/** Where an end of a relation is, seen from the rail: at y of the plane, beyond what is shown, or in another document. */
export type EndPlace = number | 'above' | 'below' | 'elsewhere';

/** A relation to be drawn. */
export interface ArcWish {
  readonly view: RelationView;
  readonly from: EndPlace;
  readonly to: EndPlace;
  readonly directed: boolean;
}

/** A relation as it is drawn beside the labels. Coordinates: x from the left of the band of arcs, y of the plane. */
export interface Arc {
  readonly view: RelationView;
  /** path of the line */
  readonly line: string;
  /** path of arrowheads and dots, filled */
  readonly ends: string;
  /** where its name stands, along the line; null where there is no room for it */
  readonly name: { readonly x: number; readonly y: number; readonly room: number } | null;
  /** first and last y */
  readonly top: number;
  readonly bottom: number;
  /** from 0; stubs stand before the lanes */
  readonly lane: number;
}

export interface ArcBand {
  /** the shown part of the plane: what leads beyond it is drawn up to here */
  readonly top: number;
  readonly bottom: number;
  /** how many lanes there is room for */
  readonly lanes: number;
}

/** Pixels: the first lane, from lane to lane, the radius of the turns, and how far from one another lines of a label leave it. */
const FIRST_LANE = 11;
export const LANE_PITCH = 11;
const TURN = 5;
const PORT = 4;
const PORTS_REACH = 7;
/** A line to another document ends here, at the picture of a page. */
const STUB = 9;
/** Height of a line at least, for a name to stand along it. */
const NAMED = 72;

interface Path {
  readonly wish: ArcWish;
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly bottom: number;
}

/** What stubs and their pictures of a page take before the first lane. */
const STUBS = 13;
/** Room beyond the last lane, for half a name along its line. */
const MARGIN = 7;

/** How wide a band of so many lanes is, in pixels. */
export function bandWidth(lanes: number, hasStubs: boolean): number {
  return FIRST_LANE + (hasStubs ? STUBS : 0) + (Math.max(1, lanes) - 1) * LANE_PITCH + MARGIN;
}

/** How many lanes the arcs would take if there were no end of them. */
export function lanesNeeded(wishes: readonly ArcWish[], band: Omit<ArcBand, 'lanes'>): number {
  const endless = { ...band, lanes: Number.POSITIVE_INFINITY };
  const lanes = layoutArcs(wishes, endless).map(({ lane }) => lane + 1);
  return Math.max(0, ...lanes);
}

/**
 * Lays arcs out beside the labels: the shorter the nearer, each in a lane of its own as far as there are lanes, lines that
 * meet at one label a little apart.
 */
export function layoutArcs(wishes: readonly ArcWish[], band: ArcBand): readonly Arc[] {
  const first = FIRST_LANE + (hasStubs(wishes) ? STUBS : 0);
  const ports = portsOf(wishes);
  const paths = wishes.map((wish): Path => {
    const { id } = wish.view.relation;
    const from = yOf(wish.from, wish.to, band) + (ports.get(`${id} from`) ?? 0);
    const to = yOf(wish.to, wish.from, band) + (ports.get(`${id} to`) ?? 0);
    return { wish, from, to, top: Math.min(from, to), bottom: Math.max(from, to) };
  });
  const byLength = [...paths].sort(
    (a, b) =>
      a.bottom - a.top - (b.bottom - b.top) || (a.wish.view.relation.id < b.wish.view.relation.id ? -1 : 1),
  );
  const lanes: Path[][] = [];
  const laneOf = new Map<Path, { readonly lane: number; readonly alone: boolean }>();
  for (const path of byLength) {
    if (isElsewhere(path.wish)) continue;
    let lane = lanes.findIndex((held) =>
      held.every((other) => other.top > path.bottom || other.bottom < path.top),
    );
    if (lane < 0) lane = lanes.push([]) - 1;
    lanes[lane]?.push(path);
    laneOf.set(path, { lane: Math.min(lane, band.lanes - 1), alone: lane < band.lanes - 1 });
  }
  return paths.map((path) => {
    const held = laneOf.get(path);
    return held ? arcOf(path, first, held.lane, held.alone || lanes.length <= band.lanes) : stubOf(path);
  });
}

/** Does a relation lead to another document? */
export function hasStubs(wishes: readonly ArcWish[]): boolean {
  return wishes.some(isElsewhere);
}

function isElsewhere({ from, to }: ArcWish): boolean {
  return from === 'elsewhere' || to === 'elsewhere';
}

function yOf(place: EndPlace, other: EndPlace, band: ArcBand): number {
  if (typeof place === 'number') return place;
  if (place === 'above') return band.top;
  if (place === 'below') return band.bottom;
  return typeof other === 'number' ? other : band.top;
}

/** How far each line leaves its label from the label's middle. */
function portsOf(wishes: readonly ArcWish[]): ReadonlyMap<string, number> {
  const at = new Map<Id, { key: string; other: number; isStub: boolean }[]>();
  const add = (annotation: Id, key: string, place: EndPlace, other: EndPlace) => {
    if (typeof place !== 'number') return;
    const known = at.get(annotation) ?? [];
    at.set(annotation, known);
    const reach =
      typeof other === 'number'
        ? other
        : other === 'above'
          ? Number.NEGATIVE_INFINITY
          : other === 'below'
            ? Number.POSITIVE_INFINITY
            : place;
    // One stub stands for all of a label's, so they leave it at one place.
    known.push({ key, other: reach, isStub: other === 'elsewhere' });
  };
  for (const { view, from, to } of wishes) {
    add(view.from.id, `${view.relation.id} from`, from, to);
    add(view.to.id, `${view.relation.id} to`, to, from);
  }
  const ports = new Map<string, number>();
  for (const ends of at.values()) {
    ends.sort((a, b) => a.other - b.other || (a.key < b.key ? -1 : 1));
    const slots = [...new Set(ends.map((end) => (end.isStub ? 'stub' : end.key)))];
    const pitch = Math.min(PORT, (2 * PORTS_REACH) / Math.max(1, slots.length - 1));
    for (const end of ends) {
      const slot = slots.indexOf(end.isStub ? 'stub' : end.key);
      ports.set(end.key, Math.round(pitch * (slot - (slots.length - 1) / 2)));
    }
  }
  return ports;
}

function arcOf({ wish, from, to, top, bottom }: Path, first: number, lane: number, isAlone: boolean): Arc {
  const x = first + lane * LANE_PITCH;
  const down = to >= from ? 1 : -1;
  const turn = Math.min(TURN, (bottom - top) / 2);
  const fromHere = typeof wish.from === 'number';
  const toHere = typeof wish.to === 'number';
  const start = fromHere ? `M0 ${from}H${x - turn}Q${x} ${from} ${x} ${from + down * turn}` : `M${x} ${from}`;
  const end = toHere ? `V${to - down * turn}Q${x} ${to} ${x - turn} ${to}H0` : `V${to}`;
  const { directed } = wish;
  const ends = (fromHere ? dot(0, from) : '') + (toHere ? (directed ? arrow(to) : dot(0, to)) : '');
  const room = bottom - top - 2 * TURN;
  const name = isAlone && room >= NAMED ? { x, y: (top + bottom) / 2, room } : null;
  return { view: wish.view, line: start + end, ends, name, top, bottom, lane };
}

function stubOf({ wish, from, to, top, bottom }: Path): Arc {
  const y = typeof wish.from === 'number' ? from : to;
  const comesIn = typeof wish.to === 'number';
  const head = !wish.directed
    ? dot(0, y)
    : comesIn
      ? arrow(y)
      : `M${STUB - 5} ${y - 3.5}L${STUB} ${y}L${STUB - 5} ${y + 3.5}Z`;
  const page = `M${STUB + 2} ${y - 5.5}h5l3 3v8h-8z`;
  return { view: wish.view, line: `M0 ${y}H${STUB}${page}`, ends: head, name: null, top, bottom, lane: 0 };
}

function arrow(y: number): string {
  return `M6 ${y - 4}L0 ${y}L6 ${y + 4}Z`;
}

function dot(x: number, y: number): string {
  return `M${x} ${y - 2}a2 2 0 1 1 0 4a2 2 0 1 1 0 -4Z`;
}
