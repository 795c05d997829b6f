import type { TokenSentence } from '../foreign/tokens.ts';
import { encodeIdentifier, typeOf, writtenLabelFeature } from '../foreign/uima-names.ts';
import { cellOf, escaped } from './cells.ts';
import type { ChainElement, WrittenRelation, WrittenSpan } from './layers-written.ts';
import type { WrittenUnit, WrittenUnits } from './units.ts';

const TOKEN = typeOf('Token');
/** Stands for an annotation of whatever layer. */
const ANY = 'uima.tcas.Annotation';

/** Cells by unit; a unit without one has `_` in all of its layer's columns. */
interface Layer {
  readonly header: string;
  readonly columns: number;
  cells(unit: WrittenUnit): readonly string[] | null;
}

function featureNames(
  records: Iterable<{
    readonly type: string;
    readonly label: string | null;
    readonly features: Readonly<Record<string, string>>;
  }>,
): readonly string[] {
  const names = new Set<string>();
  for (const { type, label, features } of records) {
    if (label !== null) names.add(writtenLabelFeature(type));
    for (const name of Object.keys(features)) names.add(encodeIdentifier(name));
  }
  return [...names].sort();
}

function valueFor(
  name: string,
  {
    type,
    label,
    features,
  }: {
    readonly type: string;
    readonly label: string | null;
    readonly features: Readonly<Record<string, string>>;
  },
): string | null {
  if (label !== null && name === writtenLabelFeature(type)) return label;
  const found = Object.entries(features).find(([feature]) => encodeIdentifier(feature) === name);
  return found ? found[1] : null;
}

/**
 * Numbers what covers several units or stands with another of its layer on one, and what is referred to without its layer; the numbers count through the
 * document.
 */
function number(
  byLayer: ReadonlyMap<string, readonly WrittenSpan[]>,
  anyLayer: ReadonlySet<WrittenSpan>,
): void {
  let next = 1;
  for (const spans of byLayer.values()) {
    const perUnit = new Map<WrittenUnit, number>();
    for (const { units } of spans) for (const unit of units) perUnit.set(unit, (perUnit.get(unit) ?? 0) + 1);
    for (const span of spans) {
      if (
        span.units.length > 1 ||
        anyLayer.has(span) ||
        span.units.some((unit) => (perUnit.get(unit) ?? 0) > 1)
      )
        span.number = next++;
    }
  }
}

function reference({ units, number: id }: WrittenSpan): string {
  return (units[0]?.id ?? '') + (id > 0 ? `[${id}]` : '');
}

function byUnit(spans: readonly WrittenSpan[]): ReadonlyMap<WrittenUnit, readonly WrittenSpan[]> {
  const found = new Map<WrittenUnit, WrittenSpan[]>();
  for (const span of spans) {
    for (const unit of span.units) {
      const here = found.get(unit);
      if (here) here.push(span);
      else found.set(unit, [span]);
    }
  }
  return found;
}

function spanLayer(type: string, spans: readonly WrittenSpan[]): Layer {
  const names = featureNames(spans);
  const slots = new Map<string, string>();
  for (const span of spans) {
    for (const [feature, links] of span.slots) {
      const types = new Set(links.map(({ target }) => target.type));
      const before = slots.get(feature);
      if (before !== undefined) types.add(before);
      slots.set(feature, types.size === 1 ? ([...types][0] ?? '') : ANY);
    }
  }
  const link = (feature: string): string =>
    `${type}${feature.charAt(0).toUpperCase()}${feature.slice(1)}Link`;
  const roles = [...slots].flatMap(([feature, target]) => [
    `ROLE_${type}:${feature}_${link(feature)}`,
    target,
  ]);
  const isBare = names.length === 0 && roles.length === 0;
  const here = byUnit(spans);
  return {
    header: `#T_SP=${[type, ...(isBare ? [''] : names), ...roles].join('|')}`,
    columns: isBare ? 1 : names.length + roles.length,
    cells(unit) {
      const stacked = here.get(unit);
      if (!stacked) return null;
      const plain = (isBare ? [''] : names).map((name) =>
        stacked.map((span) => cellOf(valueFor(name, span), span.number)).join('|'),
      );
      const linked = [...slots.keys()].flatMap((feature) => {
        const links = stacked.map((span) => (span.units[0] === unit ? (span.slots.get(feature) ?? []) : []));
        const named = links.map((each, at) => {
          const written = each.map(({ role }) => (role === null ? '*' : escaped(role))).join(';') || '*';
          const id = stacked[at]?.number ?? 0;
          return id > 0 ? `${written}[${id}]` : written;
        });
        const targets = links.map((each) => each.map(({ target }) => reference(target)).join(';') || '_');
        return [named.join('|'), targets.every((target) => target === '_') ? '_' : targets.join('|')];
      });
      return [...plain, ...linked];
    },
  };
}

function relationLayer(type: string, base: string, relations: readonly WrittenRelation[]): Layer {
  const names = featureNames(relations);
  const at = Map.groupBy(relations, ({ to }) => to.units[0]);
  return {
    header: `#T_RL=${[type, ...names, `BT_${base}`].join('|')}`,
    columns: names.length + 1,
    cells(unit) {
      const stacked = at.get(unit);
      if (!stacked) return null;
      const values = names.map((name) =>
        stacked.map((relation) => cellOf(valueFor(name, relation), 0)).join('|'),
      );
      const ends = stacked.map(({ from, to }) => {
        const numbered = from.number > 0 || to.number > 0 ? `[${from.number}_${to.number}]` : '';
        return (from.units[0]?.id ?? '') + numbered;
      });
      return [...values, ends.join('|')];
    },
  };
}

function chainLayer(type: string, elements: readonly ChainElement[]): Layer {
  const here = new Map<WrittenUnit, ChainElement[]>();
  for (const element of elements) {
    for (const unit of element.span.units) here.set(unit, [...(here.get(unit) ?? []), element]);
  }
  return {
    header: `#T_CH=${type}|referenceRelation|referenceType`,
    columns: 2,
    cells(unit) {
      const stacked = here.get(unit);
      if (!stacked) return null;
      const links = stacked.map(
        ({ link, chain, place }) => `${link === null ? '*' : escaped(link)}->${chain}-${place}`,
      );
      return [links.join('|'), stacked.map(({ span, chain }) => cellOf(span.label, chain)).join('|')];
    },
  };
}

/** A bare token that stands in the file only because a relation ends at it. */
function isBareToken({ type, label, features, units, slots, loops }: WrittenSpan): boolean {
  const plain =
    label === null && Object.keys(features).length === 0 && slots.size === 0 && loops.length === 0;
  return type === TOKEN && plain && units.length === 1 && units[0]?.isToken === true;
}

/** The layer that a relation's ends are of. */
function baseOf({ from, to }: WrittenRelation): string {
  return from.type === to.type ? from.type : ANY;
}

/** What a relation or slot refers to by its place alone, since annotations of several layers are among its ends. */
function referredByPlace(
  spans: readonly WrittenSpan[],
  relations: readonly WrittenRelation[],
): ReadonlySet<WrittenSpan> {
  const found = new Set<WrittenSpan>();
  for (const relation of relations) {
    if (baseOf(relation) === ANY) found.add(relation.from).add(relation.to);
  }
  for (const slots of Map.groupBy(
    spans.flatMap(({ type, slots }) =>
      [...slots].map(([name, links]) => ({ key: `${type}|${name}`, links })),
    ),
    ({ key }) => key,
  ).values()) {
    const targets = slots.flatMap(({ links }) => links.map(({ target }) => target));
    if (new Set(targets.map(({ type }) => type)).size > 1) for (const target of targets) found.add(target);
  }
  return found;
}

function layersOf(
  spans: readonly WrittenSpan[],
  relations: readonly WrittenRelation[],
  chains: ReadonlyMap<string, readonly ChainElement[]>,
): readonly Layer[] {
  const chained = new Set([...chains.values()].flatMap((elements) => elements.map(({ span }) => span)));
  const ends = new Set(relations.flatMap(({ from, to }) => [from, to]));
  const anyLayer = referredByPlace(spans, relations);
  const written = spans.filter(
    (span) => !chained.has(span) && !(isBareToken(span) && ends.has(span) && !anyLayer.has(span)),
  );
  const byType = new Map([...Map.groupBy(written, ({ type }) => type)].sort(([a], [b]) => (a < b ? -1 : 1)));
  number(byType, anyLayer);
  const loops = spans.flatMap((span) =>
    span.loops.map(
      ([layer, label]): WrittenRelation => ({
        type: typeOf(layer),
        label,
        features: {},
        from: span,
        to: span,
      }),
    ),
  );
  const related = Map.groupBy([...relations, ...loops], (relation) => `${relation.type}|${baseOf(relation)}`);
  return [
    ...[...byType].map(([type, members]) => spanLayer(type, members)),
    ...[...chains].map(([type, elements]) => chainLayer(type, elements)),
    ...[...related].map(([key, members]) =>
      relationLayer(key.split('|')[0] ?? '', key.split('|')[1] ?? '', members),
    ),
  ];
}

/** The lines of one file. */
export function* tsvLines(
  text: string,
  sentences: readonly TokenSentence[],
  units: WrittenUnits,
  written: {
    readonly spans: readonly WrittenSpan[];
    readonly relations: readonly WrittenRelation[];
    readonly chains: ReadonlyMap<string, readonly ChainElement[]>;
  },
): Generator<string> {
  const rows = units.rows();
  const layers = layersOf(written.spans, written.relations, written.chains);
  yield '#FORMAT=WebAnno TSV 3.3';
  for (const { header } of layers) yield header;
  // Most cells of most rows: there are dozens of layers, and a token bears annotations of one or two.
  const blank = layers.map((layer) => ({ layer, none: '_\t'.repeat(layer.columns) }));
  yield '';
  let sentence = -1;
  for (const unit of rows) {
    if (unit.sentence !== sentence) {
      sentence = unit.sentence;
      const { start, end } = sentences[sentence] ?? unit;
      yield '';
      yield `#Text=${escapedLine(text.slice(start, end))}`;
    }
    let line = `${unit.id}\t${unit.start}-${unit.end}\t${escapedLine(text.slice(unit.start, unit.end))}\t`;
    for (const { layer, none } of blank) {
      const cells = layer.cells(unit);
      line += cells ? `${cells.join('\t')}\t` : none;
    }
    yield line;
  }
}

/** Texts escape only what would break the line. */
function escapedLine(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n').replace(/\r/g, '\\r');
}
