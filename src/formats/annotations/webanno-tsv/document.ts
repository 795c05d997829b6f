import type { ErrorCode } from '../../../core/errors.ts';
import { fromFlat } from '../foreign/flat-features.ts';
import { pathOf } from '../foreign/label.ts';
import { problem, Unheld } from '../foreign/problem.ts';
import type { ForeignAnnotation, ForeignItem, ForeignRelation, ForeignValue } from '../foreign/types.ts';
import { codeNameOf, decodeIdentifier, labelFeature } from '../foreign/uima-names.ts';
import { cellValues, numbered, rawValues, slotValues, unescaped } from './cells.ts';
import type { TsvLayer } from './header.ts';
import { chainCode, loopAttribute, slotCode } from './relate.ts';
import type { TsvDocument, TsvUnit } from './rows.ts';

interface Draft {
  readonly key: string;
  readonly layer: TsvLayer;
  readonly features: Record<string, ForeignValue>;
  label: string | null;
  start: number;
  end: number;
  readonly line: number;
}

interface Pending {
  readonly layer: TsvLayer;
  readonly line: number;
  readonly path: readonly string[];
  readonly attributes: Record<string, ForeignValue>;
  readonly from: Draft | string;
  readonly to: Draft | string;
}

/** Turns the rows of one document into annotations and relations. */
export class TsvAnnotations {
  readonly problems: ForeignItem[] = [];
  readonly #document: TsvDocument;
  readonly #path: string;
  readonly #drafts = new Map<string, Draft>();
  /** by unit, then in the order of the layers */
  readonly #atUnit = new Map<string, Draft[]>();
  readonly #byId = new Map<number, Draft[]>();
  readonly #pending: Pending[] = [];
  readonly #labelled = new Map<TsvLayer, string | null>();
  readonly #unheld = new Unheld();

  constructor(document: TsvDocument, path: string) {
    this.#document = document;
    this.#path = path;
    for (const { message, line } of document.faults) this.#problem(message, line);
    for (const unit of document.units) {
      for (const layer of document.layers) if (layer.kind === 'span') this.#spans(layer, unit);
    }
    for (const layer of document.layers) if (layer.kind === 'chain') this.#chains(layer);
    for (const unit of document.units) {
      for (const layer of document.layers) {
        if (layer.kind === 'relation') this.#relations(layer, unit);
        else if (layer.kind === 'span') this.#slots(layer, unit);
      }
    }
  }

  #problem(message: string, line: number, code: ErrorCode = 'record-malformed'): void {
    this.problems.push(problem('error', code, message, { path: this.#path, line }));
  }

  #draft(layer: TsvLayer, unit: TsvUnit, id: number): Draft {
    const key = id > 0 ? `${layer.type}#${id}` : `${layer.type}@${unit.id}`;
    let draft = this.#drafts.get(key);
    if (!draft) {
      draft = { key, layer, features: {}, label: null, start: unit.start, end: unit.end, line: unit.line };
      this.#drafts.set(key, draft);
      if (id > 0) this.#byId.set(id, [...(this.#byId.get(id) ?? []), draft]);
    }
    draft.end = Math.max(draft.end, unit.end);
    const here = this.#atUnit.get(unit.id) ?? [];
    if (!here.includes(draft)) this.#atUnit.set(unit.id, [...here, draft]);
    return draft;
  }

  #spans(layer: TsvLayer, unit: TsvUnit): void {
    let column = layer.firstColumn;
    let labelled = this.#labelled.get(layer);
    if (labelled === undefined) {
      labelled = labelFeature(
        layer.type,
        layer.features.map(({ name }) => name),
      );
      this.#labelled.set(layer, labelled);
    }
    for (const { name, slot } of layer.features) {
      const cell = unit.cells[column] ?? '_';
      column += slot ? 2 : 1;
      // Most: a token bears annotations of one or two of dozens of layers.
      if (cell === '_') continue;
      for (const [index, { value, id }] of cellValues(cell).entries()) {
        const draft = this.#draft(layer, unit, id > 0 ? id : this.#stackedId(layer, unit, index));
        if (slot || value === null || name === '') continue;
        if (name === labelled) draft.label = value;
        else draft.features[decodeIdentifier(name)] = value;
      }
    }
  }

  /** A cell of slots has its annotation's number behind the last role; a further feature's cell may have none. */
  #stackedId(layer: TsvLayer, unit: TsvUnit, index: number): number {
    for (let at = layer.firstColumn; at < layer.firstColumn + layer.columns; at++) {
      const id = cellValues(unit.cells[at] ?? '_')[index]?.id ?? 0;
      if (id > 0 && !this.#isTargets(layer, at)) return id;
    }
    return 0;
  }

  #isTargets(layer: TsvLayer, wanted: number): boolean {
    let column = layer.firstColumn;
    for (const { slot } of layer.features) {
      if (slot && column + 1 === wanted) return true;
      column += slot ? 2 : 1;
    }
    return false;
  }

  #slots(layer: TsvLayer, unit: TsvUnit): void {
    let column = layer.firstColumn;
    for (const { name, slot } of layer.features) {
      if (slot) {
        const roles = rawValues(unit.cells[column] ?? '_');
        const targets = rawValues(unit.cells[column + 1] ?? '_');
        for (const [index, stacked] of roles.entries()) {
          const { raw, id } = numbered(stacked);
          const host = this.#draft(layer, unit, id);
          // The host's first unit has the slots; the others repeat them.
          if (host.start !== unit.start) continue;
          const named = slotValues(raw);
          const ends = slotValues(targets[index] ?? '_');
          for (const [place, end] of ends.entries()) {
            if (end === '_' || end === '') continue;
            if (end === '*') {
              this.#unheld.add('slots that nothing fills', unit.line);
              continue;
            }
            const role = named[place] ?? '*';
            const path = [slotCode(codeNameOf(layer.type), name), ...(role === '*' ? [] : [unescaped(role)])];
            const to = this.#referred(end, slot.target, unit.line);
            if (to) this.#pending.push({ layer, line: unit.line, path, attributes: {}, from: host, to });
          }
        }
      }
      column += slot ? 2 : 1;
    }
  }

  /** `1-3[2]`: the annotation of a type at a unit. */
  #referred(reference: string, type: string, line: number): Draft | string | null {
    const found = /^([\d.-]+)(?:\[(\d+)\])?$/.exec(reference);
    const unitId = found?.[1] ?? '';
    const id = Number(found?.[2] ?? 0);
    const fits = (draft: Draft): boolean => type === 'uima.tcas.Annotation' || draft.layer.type === type;
    const here = this.#atUnit.get(unitId)?.filter(fits) ?? [];
    const byNumber = id > 0 ? (this.#byId.get(id)?.filter(fits) ?? []) : here;
    const target = byNumber.find((draft) => here.includes(draft)) ?? byNumber[0] ?? here[0];
    if (target) return target;
    if (this.#document.units.some((unit) => unit.id === unitId)) return unitId;
    this.#problem(`It refers to ${reference}, where nothing is.`, line, 'record-unknown-reference');
    return null;
  }

  #relations(layer: TsvLayer, unit: TsvUnit): void {
    const last = layer.firstColumn + layer.columns - 1;
    const labelled = labelFeature(
      layer.type,
      layer.features.map(({ name }) => name),
    );
    const base = layer.base ?? 'uima.tcas.Annotation';
    for (const [index, reference] of rawValues(unit.cells[last] ?? '_').entries()) {
      const found = /^([\d.-]+)(?:\[(\d+)_(\d+)\])?$/.exec(reference);
      if (!found) {
        this.#problem(`‘${reference}’ is no reference to a token.`, unit.line);
        continue;
      }
      const numbered = (at: string, id: string): string => (Number(id) > 0 ? `${at}[${id}]` : at);
      const from = this.#referred(numbered(found[1] ?? '', found[2] ?? '0'), base, unit.line);
      const to = this.#referred(numbered(unit.id, found[3] ?? '0'), base, unit.line);
      if (!from || !to) continue;
      const attributes: Record<string, ForeignValue> = {};
      let label: string | null = null;
      for (const [at, { name }] of layer.features.entries()) {
        const value = cellValues(unit.cells[layer.firstColumn + at] ?? '_')[index]?.value ?? null;
        if (value === null || name === '') continue;
        if (name === labelled) label = value;
        else attributes[decodeIdentifier(name)] = value;
      }
      const path = [codeNameOf(layer.type), ...(label === null ? [] : pathOf(label))];
      this.#pending.push({ layer, line: unit.line, path, attributes, from, to });
    }
  }

  #chains(layer: TsvLayer): void {
    const chains = new Map<number, Map<number, { draft: Draft; link: string | null }>>();
    for (const unit of this.#document.units) {
      const links = rawValues(unit.cells[layer.firstColumn] ?? '_');
      const kinds = cellValues(unit.cells[layer.firstColumn + 1] ?? '_');
      for (const [index, stacked] of links.entries()) {
        const found = /^((?:\\.|[^\\])*)->(\d+)-(\d+)$/s.exec(stacked);
        if (!found) {
          this.#problem(`‘${stacked}’ is no link of a chain.`, unit.line);
          continue;
        }
        const [chain, place] = [Number(found[2]), Number(found[3])];
        const key = `${layer.type}#${chain}-${place}`;
        const draft = this.#drafts.get(key) ?? {
          key,
          layer,
          features: {},
          label: null,
          start: unit.start,
          end: unit.end,
          line: unit.line,
        };
        draft.end = Math.max(draft.end, unit.end);
        draft.label = kinds[index]?.value ?? draft.label;
        this.#drafts.set(key, draft);
        const elements = chains.get(chain) ?? new Map();
        chains.set(chain, elements);
        elements.set(place, { draft, link: found[1] === '*' ? null : unescaped(found[1] ?? '') });
      }
    }
    for (const elements of chains.values()) {
      const ordered = [...elements].sort(([a], [b]) => a - b).map(([, element]) => element);
      for (const [index, { draft, link }] of ordered.entries()) {
        const next = ordered[index + 1];
        if (!next) continue;
        const path = [chainCode(codeNameOf(layer.type)), ...(link === null ? [] : pathOf(link))];
        this.#pending.push({ layer, line: draft.line, path, attributes: {}, from: draft, to: next.draft });
      }
    }
  }

  /** The annotation that stands for a bare token. */
  #token(unitId: string, tokens: Map<string, ForeignAnnotation>): string {
    const key = `token@${unitId}`;
    const unit = this.#document.units.find(({ id }) => id === unitId);
    if (unit)
      tokens.set(key, {
        key,
        code: ['Token'],
        ranges: [{ start: unit.start, end: unit.end }],
        line: unit.line,
      });
    return key;
  }

  finish(): {
    readonly annotations: readonly ForeignAnnotation[];
    readonly relations: readonly ForeignRelation[];
  } {
    this.problems.push(...this.#unheld.items(this.#path));
    const tokens = new Map<string, ForeignAnnotation>();
    const relations: ForeignRelation[] = [];
    for (const [index, { layer, line, path, attributes, from, to }] of this.#pending.entries()) {
      if (from === to && typeof from !== 'string') {
        const labels = path.slice(1).join(' / ');
        from.features[loopAttribute(codeNameOf(layer.type))] = labels === '' ? true : labels;
        continue;
      }
      const end = (at: Draft | string): string => (typeof at === 'string' ? this.#token(at, tokens) : at.key);
      relations.push({
        key: `${layer.type} ${index}`,
        code: path,
        from: end(from),
        to: end(to),
        attributes,
        line,
      });
    }
    const annotations = [...this.#drafts.values()].map(
      ({ key, layer, label, features, start, end, line }): ForeignAnnotation => {
        return {
          key,
          code: [codeNameOf(layer.type), ...(label === null ? [] : pathOf(label))],
          ranges: [{ start, end }],
          line,
          ...fromFlat(features),
        };
      },
    );
    return { annotations: [...annotations, ...tokens.values()], relations };
  }
}
