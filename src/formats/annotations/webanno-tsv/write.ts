import type { Id } from '../../../core/ids.ts';
import type { Relation } from '../../../core/relation/relation.ts';
import type { TextRange } from '../../../core/text/structure.ts';
import { Describer, LossCounter } from '../foreign/describe.ts';
import { FileNames } from '../foreign/file-names.ts';
import { attributeWords, flatFeatures } from '../foreign/flat-features.ts';
import type { ForeignWriter, OutputFile, WriteOptions } from '../foreign/format.ts';
import { labelOf } from '../foreign/label.ts';
import { linePieces } from '../foreign/line-pieces.ts';
import { partsOf } from '../foreign/parts.ts';
import { type TokenSentence, tokensOf } from '../foreign/tokens.ts';
import { typeOf } from '../foreign/uima-names.ts';
import type { ExportSource, SourceDocument } from '../source.ts';
import type { ExportTally } from '../writer.ts';
import { type ChainElement, chainsOf, type WrittenRelation, type WrittenSpan } from './layers-written.ts';
import { tsvTokens } from './read.ts';
import { chainOf, loopOf, slotOf } from './relate.ts';
import { tsvLines } from './table.ts';
import { WrittenUnits } from './units.ts';

/** Everything of one document, in the form of its rows. */
export interface WrittenDocument {
  readonly spans: readonly WrittenSpan[];
  readonly relations: readonly WrittenRelation[];
  readonly chains: ReadonlyMap<string, readonly ChainElement[]>;
}

/** Sentences between which stands more than line ends as one, since only what stands within a sentence is written: cells of a row. */
function joined(text: string, sentences: readonly TokenSentence[]): readonly TokenSentence[] {
  const found: { start: number; end: number; tokens: TextRange[] }[] = [];
  for (const { start, end, tokens } of sentences) {
    const last = found.at(-1);
    if (last && /[^\n]/.test(text.slice(last.end, start))) {
      last.end = end;
      last.tokens.push(...tokens);
    } else found.push({ start, end, tokens: [...tokens] });
  }
  return found;
}

class DocumentWriter {
  readonly #describer: Describer;
  readonly #source: ExportSource;
  readonly #tally: ExportTally;
  readonly #options: WriteOptions;

  constructor(describer: Describer, source: ExportSource, tally: ExportTally, options: WriteOptions) {
    this.#describer = describer;
    this.#source = source;
    this.#tally = tally;
    this.#options = options;
  }

  *lines(entry: SourceDocument, losses: LossCounter): Generator<string> {
    const text = this.#describer.text(entry);
    const sentences = joined(
      text,
      tokensOf(this.#source, entry, text, this.#options, { 'webanno-tsv': tsvTokens }, 'block'),
    );
    if (/\s$/u.test(text)) this.#tally.lose('white space at the end of a text', 1);
    const units = new WrittenUnits(sentences);
    const spans = new Map<Id, WrittenSpan>();
    const all: WrittenSpan[] = [];
    for (const annotation of losses.annotations(entry.document.id)) {
      const [root = '', ...rest] = this.#describer.path(annotation.codeId);
      const said = flatFeatures(annotation, this.#describer, this.#source, this.#tally);
      const loops = Object.entries(said).flatMap(([name, value]) => {
        const layer = loopOf(name);
        return layer === null ? [] : [[layer, value === 'true' ? null : value] as const];
      });
      const features = Object.fromEntries(Object.entries(said).filter(([name]) => loopOf(name) === null));
      for (const range of partsOf(annotation, this.#options.discontinuous, this.#tally)) {
        const covered = units.covering(range);
        const [first] = covered;
        const last = covered.at(-1);
        if (!first || !last) {
          this.#tally.lose('annotations of white space alone', 1);
          continue;
        }
        if (first.start !== range.start || last.end !== range.end) {
          this.#tally.lose('white space at the ends of annotations', 1);
        }
        const span: WrittenSpan = {
          type: typeOf(root),
          label: rest.length > 0 ? labelOf(rest) : null,
          features,
          units: covered,
          number: 0,
          slots: new Map(),
          loops,
        };
        all.push(span);
        if (!spans.has(annotation.id)) spans.set(annotation.id, span);
      }
    }
    const { relations, chains } = this.#relations(this.#describer.relations(entry.document.id), spans);
    yield* tsvLines(text, sentences, units, { spans: all, relations, chains });
  }

  #relations(
    relations: readonly Relation[],
    spans: ReadonlyMap<Id, WrittenSpan>,
  ): Pick<WrittenDocument, 'relations' | 'chains'> {
    const plain: WrittenRelation[] = [];
    const chained = new Map<string, Relation[]>();
    for (const relation of relations) {
      const [from, to] = [spans.get(relation.fromId), spans.get(relation.toId)];
      if (!from || !to) {
        this.#tally.lose('relations of annotations that are not written', 1);
        continue;
      }
      if (relation.note !== '') this.#tally.lose('notes on relations', 1);
      const [root = '', ...rest] = this.#describer.path(relation.codeId);
      const slot = slotOf(root);
      const chain = chainOf(root);
      if (slot && rest.length < 2 && typeOf(slot.host) === from.type) {
        const role = rest[0] ?? null;
        const known = from.slots.get(slot.feature) ?? [];
        from.slots.set(slot.feature, [...known, { role, target: to }]);
      } else if (chain !== null && from.type === typeOf(chain) && to.type === from.type) {
        chained.set(from.type, [...(chained.get(from.type) ?? []), relation]);
      } else plain.push(this.#relation(relation, from, to));
    }
    const chains = new Map<string, ChainElement[]>();
    for (const [type, members] of chained) {
      const { chains: found, others } = chainsOf(members);
      chains.set(
        type,
        found.flatMap((chain, at) => this.#elements(chain, at + 1, spans)),
      );
      for (const relation of others) {
        const [from, to] = [spans.get(relation.fromId), spans.get(relation.toId)];
        if (from && to) plain.push(this.#relation(relation, from, to));
      }
    }
    return { relations: plain, chains };
  }

  #elements(
    chain: readonly Relation[],
    number: number,
    spans: ReadonlyMap<Id, WrittenSpan>,
  ): readonly ChainElement[] {
    const ids = [...chain.map(({ fromId }) => fromId), chain.at(-1)?.toId ?? ''];
    return ids.flatMap((id, at) => {
      const span = spans.get(id);
      const rest = this.#describer.path(chain[at]?.codeId ?? '').slice(1);
      return span
        ? [{ span, chain: number, place: at + 1, link: rest.length > 0 ? labelOf(rest) : null }]
        : [];
    });
  }

  #relation(relation: Relation, from: WrittenSpan, to: WrittenSpan): WrittenRelation {
    const [root = '', ...rest] = this.#describer.path(relation.codeId);
    return {
      type: typeOf(root),
      label: rest.length > 0 ? labelOf(rest) : null,
      features: attributeWords(this.#describer.attributes(relation), this.#tally),
      from,
      to,
    };
  }
}

function* filesOf(source: ExportSource, tally: ExportTally, options: WriteOptions): Generator<OutputFile> {
  const describer = new Describer(source);
  const losses = new LossCounter(source, tally, describer, {
    relations: true,
    features: true,
    persons: true,
  });
  const names = new FileNames();
  const writer = new DocumentWriter(describer, source, tally, options);
  for (const entry of source.documents()) {
    losses.document(entry);
    yield { path: `${names.of(entry.document)}.tsv`, pieces: linePieces(writer.lines(entry, losses)) };
  }
  losses.set();
}

/** Writes WebAnno TSV 3.3, a file for each document; offsets are UTF-16 code units. */
export const tsvWriter: ForeignWriter = { format: 'webanno-tsv', write: filesOf };
