import type { Id } from '../../ids.ts';

/** How far each sequence of actions goes: its id, and the place of its latest action that is known (version vector). */
export type Vector = Readonly<Record<Id, number>>;

/** Where an action stands: in its single-writer sequence, from 1. */
export interface Place {
  readonly replicaId: Id;
  readonly replicaSeq: number;
}

/** All that either knows. */
export function joined(a: Vector, b: Vector): Vector {
  const both: Record<Id, number> = { ...a };
  for (const [replica, seq] of Object.entries(b)) both[replica] = Math.max(both[replica] ?? 0, seq);
  return both;
}

/** Whether `a` knows all that `b` knows. */
export function covers(a: Vector, b: Vector): boolean {
  return Object.entries(b).every(([replica, seq]) => (a[replica] ?? 0) >= seq);
}

/** An action that says how much of the others its sequence knew from then on. */
export interface Learned extends Place {
  readonly knows: Vector;
}

/**
 * Which actions were known to whoever did another. A sequence learns when it begins (in a copy of a file it knows all of
 * that file) and by each merge; in between it knows only itself besides.
 */
export class Knowledge {
  readonly #learned = new Map<Id, Learned[]>();

  constructor(learned: Iterable<Learned>) {
    for (const one of learned) this.add(one);
  }

  add(learned: Learned): void {
    const known = this.#learned.get(learned.replicaId) ?? [];
    known.push(learned);
    known.sort((a, b) => a.replicaSeq - b.replicaSeq);
    this.#learned.set(learned.replicaId, known);
  }

  /** Whether who did `later` had `earlier` before them. */
  knew(later: Place, earlier: Place): boolean {
    if (later.replicaId === earlier.replicaId) return earlier.replicaSeq <= later.replicaSeq;
    return (this.#learned.get(later.replicaId) ?? []).some(
      ({ replicaSeq, knows }) =>
        replicaSeq <= later.replicaSeq && (knows[earlier.replicaId] ?? 0) >= earlier.replicaSeq,
    );
  }

  /** Whether neither had the other before them. */
  concurrent(a: Place, b: Place): boolean {
    return !this.knew(a, b) && !this.knew(b, a);
  }
}
