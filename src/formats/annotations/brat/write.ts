import type { Annotation } from '../../../core/annotation/annotation.ts';
import type { Id } from '../../../core/ids.ts';
import type { Relation } from '../../../core/relation/relation.ts';
import { codePointCounter } from '../code-points.ts';
import { Describer, LossCounter } from '../foreign/describe.ts';
import { FileNames } from '../foreign/file-names.ts';
import type { ForeignWriter, OutputFile } from '../foreign/format.ts';
import { linePieces, textPieces } from '../foreign/line-pieces.ts';
import type { ForeignValue } from '../foreign/types.ts';
import type { ExportSource, SourceDocument } from '../source.ts';
import type { ExportTally } from '../writer.ts';
import {
  ARGUMENTS_ATTRIBUTE,
  ARGUMENTS_CODE,
  EQUIVALENCE_ATTRIBUTE,
  EVENT_ATTRIBUTE,
  ROLE_ATTRIBUTE,
} from './document.ts';
import { WrittenTypes } from './types-written.ts';

/** Line ends stand as spaces in the last field of a line. */
function oneLine(text: string): string {
  return text.toWellFormed().replace(/[\r\n\t\u0085\u2028\u2029]/gu, ' ');
}

interface Numbers {
  attribute: number;
  note: number;
  relation: number;
  event: number;
  normalization: number;
}

/** The stand-off lines of one document. */
class DocumentLines {
  readonly #types: WrittenTypes;
  readonly #describer: Describer;
  readonly #tally: ExportTally;
  readonly #numbers: Numbers = { attribute: 0, note: 0, relation: 0, event: 0, normalization: 0 };

  constructor(types: WrittenTypes, describer: Describer, tally: ExportTally) {
    this.#types = types;
    this.#describer = describer;
    this.#tally = tally;
  }

  *lines(
    text: string,
    annotations: readonly Annotation[],
    relations: readonly Relation[],
  ): Generator<string> {
    const count = codePointCounter(text);
    /** what stands for an annotation in other lines: T, or E for an event's trigger */
    const ids = new Map<Id, string>();
    const outgoing = Map.groupBy(relations, ({ fromId }) => fromId);
    for (const [index, annotation] of annotations.entries()) {
      ids.set(annotation.id, `T${index + 1}`);
      const ranges = annotation.spans.map(({ start, end }) => `${count(start)} ${count(end)}`).join(';');
      const quote = oneLine(annotation.spans.map((span) => span.quote).join(' '));
      yield `T${index + 1}\t${this.#types.code(annotation.codeId)} ${ranges}\t${quote}`;
    }
    const events = annotations.filter((each) => this.#isEvent(each));
    const triggers = new Map(events.map(({ id }) => [id, ids.get(id) ?? '']));
    for (const { id } of events) ids.set(id, `E${++this.#numbers.event}`);
    const written = new Set<Id>();
    for (const event of events) {
      yield this.#event(event, triggers.get(event.id) ?? '', outgoing.get(event.id) ?? [], ids, written);
    }
    for (const annotation of annotations) yield* this.#further(annotation, ids.get(annotation.id) ?? '');
    const plain = relations.filter(({ id }) => !written.has(id));
    const equivalences = new Set(
      plain.filter((each) => this.#describer.attributes(each)[EQUIVALENCE_ATTRIBUTE] === true),
    );
    for (const [codeId, members] of Map.groupBy(equivalences, (each) => each.codeId)) {
      this.#types.equivalence(codeId);
      yield* this.#equivalences(this.#types.code(codeId), members, ids);
    }
    for (const relation of plain) {
      if (!equivalences.has(relation)) yield* this.#relation(relation, ids);
    }
  }

  #isEvent(annotation: Annotation): boolean {
    return this.#describer.attributes(annotation)[EVENT_ATTRIBUTE] !== undefined;
  }

  #event(
    event: Annotation,
    trigger: string,
    relations: readonly Relation[],
    ids: ReadonlyMap<Id, string>,
    written: Set<Id>,
  ): string {
    const said = this.#describer.attributes(event)[EVENT_ATTRIBUTE];
    const type = typeof said === 'string' ? this.#types.named(said) : this.#types.code(event.codeId);
    const roles: string[] = [];
    const args: string[] = [];
    for (const relation of relations) {
      const [first, role, ...more] = this.#describer.path(relation.codeId);
      if (first !== ARGUMENTS_CODE || role === undefined || more.length > 0) continue;
      const numbered = this.#describer.attributes(relation)[ROLE_ATTRIBUTE];
      const argument =
        this.#types.named(role) + (typeof numbered === 'string' ? (/\d+$/.exec(numbered)?.[0] ?? '') : '');
      roles.push(argument);
      args.push(`${argument}:${ids.get(relation.toId)}`);
      written.add(relation.id);
      if (relation.note !== '') this.#tally.lose('notes on arguments of events', 1);
    }
    this.#types.event(event.codeId, roles);
    return [`E${ids.get(event.id)?.slice(1)}\t${type}:${trigger}`, ...args].join(' ');
  }

  *#attributes(
    target: string,
    values: Readonly<Record<string, ForeignValue>>,
    ours: string,
  ): Generator<string> {
    for (const [name, value] of Object.entries(values)) {
      if (name === ours) continue;
      if (value === false) {
        this.#tally.lose('attributes that are “no”', 1);
        continue;
      }
      if (typeof value === 'number' || typeof value === 'object')
        this.#tally.lose('types of numbers and lists (written as words)', 1);
      const word =
        value === true ? true : oneLine(typeof value === 'object' ? value.join('; ') : String(value)).trim();
      if (word === '') {
        this.#tally.lose('attributes whose values are line ends alone', 1);
        continue;
      }
      const type = this.#types.named(name);
      this.#types.attribute(type, word);
      yield `A${++this.#numbers.attribute}\t${type} ${target}${word === true ? '' : ` ${word}`}`;
    }
  }

  *#note(target: string, note: string): Generator<string> {
    const lines = note.split('\n').filter((line) => line.trim() !== '');
    for (const line of lines) yield `#${++this.#numbers.note}\tAnnotatorNotes ${target}\t${oneLine(line)}`;
  }

  *#further(annotation: Annotation, target: string): Generator<string> {
    yield* this.#attributes(target, this.#describer.attributes(annotation), EVENT_ATTRIBUTE);
    const entity = this.#describer.entity(annotation.entityId);
    if (entity) {
      const [identifier, ...others] = entity.identifiers ?? [];
      const reference = identifier ? `${identifier.scheme}:${identifier.value}` : `entity:${entity.name}`;
      const id = `N${++this.#numbers.normalization}`;
      yield `${id}\tReference ${target} ${reference.replace(/\s+/gu, '_')}\t${oneLine(entity.name)}`;
      this.#tally.lose('further identifiers of entities', others.length);
    }
    yield* this.#note(target, annotation.note);
  }

  *#relation(relation: Relation, ids: ReadonlyMap<Id, string>): Generator<string> {
    const { codeId, fromId, toId, note } = relation;
    const said = this.#describer.attributes(relation);
    const names = said[ARGUMENTS_ATTRIBUTE];
    const [first = 'Arg1', second = 'Arg2'] = typeof names === 'string' ? names.split(' ') : [];
    const id = `R${++this.#numbers.relation}`;
    yield `${id}\t${this.#types.code(codeId)} ${first}:${ids.get(fromId)} ${second}:${ids.get(toId)}`;
    yield* this.#attributes(id, said, ARGUMENTS_ATTRIBUTE);
    yield* this.#note(id, note);
  }

  /** Chains are written as one line each, in their order; what branches is written as pairs. */
  *#equivalences(
    type: string,
    relations: readonly Relation[],
    ids: ReadonlyMap<Id, string>,
  ): Generator<string> {
    const next = new Map<Id, Relation>();
    const isContinued = new Set<Id>();
    const pairs: Relation[] = [];
    for (const relation of relations) {
      if (next.has(relation.fromId) || isContinued.has(relation.toId)) pairs.push(relation);
      else {
        next.set(relation.fromId, relation);
        isContinued.add(relation.toId);
      }
    }
    for (const relation of next.values()) {
      if (isContinued.has(relation.fromId)) continue;
      const members = [relation.fromId];
      for (let at: Relation | undefined = relation; at; at = next.get(at.toId)) {
        members.push(at.toId);
        next.delete(at.fromId);
      }
      yield `*\t${type} ${members.map((id) => ids.get(id)).join(' ')}`;
    }
    // Rings are left.
    for (const { fromId, toId } of [...pairs, ...next.values()])
      yield `*\t${type} ${ids.get(fromId)} ${ids.get(toId)}`;
  }
}

function* filesOf(source: ExportSource, tally: ExportTally): Generator<OutputFile> {
  const describer = new Describer(source);
  const losses = new LossCounter(source, tally, describer, { relations: true, features: true });
  const types = new WrittenTypes(source);
  const names = new FileNames();
  for (const entry of source.documents()) {
    losses.document(entry);
    const name = names.of(entry.document);
    const text = describer.text(entry);
    yield { path: `${name}.txt`, pieces: textPieces(text) };
    yield { path: `${name}.ann`, pieces: linePieces(annLines(entry, text, describer, losses, types, tally)) };
  }
  losses.set();
  yield { path: 'annotation.conf', pieces: linePieces(types.annotationConf()) };
  yield { path: 'visual.conf', pieces: linePieces(types.visualConf()) };
}

function* annLines(
  { document }: SourceDocument,
  text: string,
  describer: Describer,
  losses: LossCounter,
  types: WrittenTypes,
  tally: ExportTally,
): Generator<string> {
  const annotations = [...losses.annotations(document.id)];
  tally.lose('annotators, statuses and times of annotations', annotations.length);
  yield* new DocumentLines(types, describer, tally).lines(
    text,
    annotations,
    describer.relations(document.id),
  );
}

/** Writes brat's stand-off format: a text and an annotation file for each document, and the configuration that goes with them. */
export const bratWriter: ForeignWriter = { format: 'brat', write: filesOf };
