import type { Relation } from '../../../core/relation/relation.ts';
import type { WrittenUnit } from './units.ts';

/** An annotation, or a part of one, as it is written. */
export interface WrittenSpan {
  readonly type: string;
  readonly label: string | null;
  readonly features: Readonly<Record<string, string>>;
  readonly units: readonly WrittenUnit[];
  /** 0: nothing else of its layer stands on its one unit */
  number: number;
  readonly slots: Map<string, { readonly role: string | null; readonly target: WrittenSpan }[]>;
  /** relations from it to itself, as features of relations' layers */
  readonly loops: readonly (readonly [layer: string, label: string | null])[];
}

export interface WrittenRelation {
  readonly type: string;
  readonly label: string | null;
  readonly features: Readonly<Record<string, string>>;
  readonly from: WrittenSpan;
  readonly to: WrittenSpan;
}

export interface ChainElement {
  readonly span: WrittenSpan;
  readonly chain: number;
  readonly place: number;
  /** label of the link to the next one */
  readonly link: string | null;
}

/** Chains among relations that each lead to one next: in order, rings and branches left over. */
export function chainsOf<R extends Pick<Relation, 'id' | 'fromId' | 'toId'>>(
  relations: readonly R[],
): { readonly chains: readonly (readonly R[])[]; readonly others: readonly R[] } {
  const next = new Map<string, R>();
  const continued = new Set<string>();
  const others: R[] = [];
  for (const relation of relations) {
    if (next.has(relation.fromId) || continued.has(relation.toId)) others.push(relation);
    else {
      next.set(relation.fromId, relation);
      continued.add(relation.toId);
    }
  }
  const chains: R[][] = [];
  for (const first of [...next.values()]) {
    if (continued.has(first.fromId)) continue;
    const chain: R[] = [];
    for (let at: R | undefined = first; at; at = next.get(at.toId)) {
      chain.push(at);
      next.delete(at.fromId);
    }
    chains.push(chain);
  }
  return { chains, others: [...others, ...next.values()] };
}
