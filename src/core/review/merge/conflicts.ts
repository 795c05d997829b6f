import type { FieldValue } from '../../journal/action.ts';
import { byClock, type Write } from './fold.ts';
import type { Knowledge } from './vector.ts';

/** Set with every change: of no account by themselves. */
const DATES: ReadonlySet<string> = new Set(['updatedAt']);

export interface FieldConflict<W extends Write> {
  readonly field: string;
  readonly key: string | null;
  readonly ours: { readonly write: W; readonly value: FieldValue };
  readonly theirs: { readonly write: W; readonly value: FieldValue };
  readonly taken: 'ours' | 'theirs';
}

type Keyed = Readonly<Record<string, FieldValue>>;

function keyedValues(field: string, value: FieldValue | undefined): Keyed | undefined {
  const keyed = field === 'attributes' || field === 'fields';
  return keyed && typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Keyed)
    : undefined;
}

function same(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What a write says, a field or a key of one at a time; `undefined` for a key that it took away. */
function* sayings(write: Write): Generator<[field: string, key: string | null, value: FieldValue]> {
  for (const [field, value] of Object.entries(write.after)) {
    const now = keyedValues(field, value);
    const was = keyedValues(field, write.before?.[field]);
    if (!now || !was) {
      yield [field, null, value];
      continue;
    }
    for (const key of new Set([...Object.keys(was), ...Object.keys(now)])) {
      if (!same(was[key], now[key])) yield [field, key, now[key] ?? null];
    }
  }
}

type Said<W> = Map<string, { field: string; key: string | null; write: W; value: FieldValue }>;

/** The latest that these writes say of each field and key. */
function latest<W extends Write>(writes: readonly W[]): Said<W> {
  const said: Said<W> = new Map();
  for (const write of [...writes].sort(byClock)) {
    if (write.retracted) continue;
    for (const [field, key, value] of sayings(write)) {
      said.set(JSON.stringify([field, key]), { field, key, write, value });
    }
  }
  return said;
}

/**
 * Fields that both sides set, to different values and neither knowing of the other: the later one is taken by default.
 * Where one side deleted a record that the other changed, that is a conflict about its being deleted.
 */
export function conflictsBetween<W extends Write>(
  ours: readonly W[],
  theirs: readonly W[],
  knowledge: Knowledge,
): FieldConflict<W>[] {
  const here = latest(ours);
  const there = latest(theirs);
  const found: FieldConflict<W>[] = [];
  for (const [name, arriving] of there) {
    const held = here.get(name);
    if (!held || DATES.has(held.field) || same(held.value, arriving.value)) continue;
    // What came along as it stood when a part of a project was sent is nobody's change.
    if (held.write.clock === '' || arriving.write.clock === '') continue;
    if (!knowledge.concurrent(held.write, arriving.write)) continue;
    const taken = held.write.clock > arriving.write.clock ? 'ours' : 'theirs';
    found.push({ field: held.field, key: held.key, ours: held, theirs: arriving, taken });
  }
  return found;
}
