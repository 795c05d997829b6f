export interface SpanFeature {
  readonly name: string;
  /** of a feature of slots: the type that slots lead to */
  readonly slot: { readonly link: string; readonly target: string } | null;
}

export interface TsvLayer {
  readonly kind: 'span' | 'relation' | 'chain';
  readonly type: string;
  /** in the order of the columns; a layer without features has one column */
  readonly features: readonly SpanFeature[];
  /** the type that a relation's ends have */
  readonly base: string | null;
  readonly firstColumn: number;
  readonly columns: number;
}

const KINDS: Readonly<Record<string, TsvLayer['kind']>> = { T_SP: 'span', T_RL: 'relation', T_CH: 'chain' };

function spanFeatures(parts: readonly string[]): SpanFeature[] {
  const features: SpanFeature[] = [];
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] ?? '';
    const role = /^ROLE_[^:]*:([^_]+?)_(.+)$/.exec(part);
    if (!role) features.push({ name: part, slot: null });
    else {
      at += 1;
      features.push({ name: role[1] ?? '', slot: { link: role[2] ?? '', target: parts[at] ?? '' } });
    }
  }
  return features;
}

/** A header line: `#T_SP=type|feature|…`; null where it is none. `firstColumn`: of those after the token. */
export function parseLayer(line: string, firstColumn: number): TsvLayer | null {
  const found = /^#(T_SP|T_RL|T_CH)=([^|]*)(?:\|(.*))?$/.exec(line);
  if (!found) return null;
  const kind = KINDS[found[1] ?? ''] ?? 'span';
  const parts = (found[3] ?? '').split('|');
  const bases = parts.filter((part) => part.startsWith('BT_'));
  const features = spanFeatures(parts.filter((part) => !part.startsWith('BT_')));
  // Of a slot two columns: roles and targets; of a relation one more: where it comes from.
  const slots = features.filter(({ slot }) => slot).length;
  const columns = features.length + slots + (kind === 'relation' ? 1 : 0);
  return { kind, type: found[2] ?? '', features, base: bases[0]?.slice(3) ?? null, firstColumn, columns };
}
