import type { ErrorCode } from '../../../core/errors.ts';
import type { FileText } from '../foreign/canonical.ts';
import { problem } from '../foreign/problem.ts';
import type {
  ForeignAnnotation,
  ForeignEntity,
  ForeignItem,
  ForeignRelation,
  ForeignValue,
} from '../foreign/types.ts';
import type { BratConfiguration, BratSection } from './configuration.ts';
import { type BratLine, parseBratLine } from './lines.ts';

/** What says of an annotation that it is the trigger of an event: true, or the event's type where it is another than the trigger's. */
export const EVENT_ATTRIBUTE = 'event';
/** Codes of the relations that lead from an event to its arguments stand below this one. */
export const ARGUMENTS_CODE = 'Event arguments';
/** Says of a relation that it is symmetric and transitive: one of a `*` line. */
export const EQUIVALENCE_ATTRIBUTE = 'equivalence';
/** The role as it is numbered in the file: `Theme2`. */
export const ROLE_ATTRIBUTE = 'role';
/** The names of a relation's arguments where these are not Arg1 and Arg2. */
export const ARGUMENTS_ATTRIBUTE = 'arguments';

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Draft = Writable<ForeignAnnotation> & { attributes: Record<string, ForeignValue> };
type RelationDraft = Writable<ForeignRelation> & { attributes: Record<string, ForeignValue> };
type LineOf<K extends BratLine['kind']> = Extract<BratLine, { readonly kind: K }>;

/** Gathers the lines of one document's stand-off files. */
export class BratDocument {
  readonly problems: ForeignItem[] = [];
  readonly #file: FileText;
  readonly #configuration: BratConfiguration;
  readonly #lines: { readonly parsed: BratLine; readonly line: number; readonly path: string }[] = [];
  readonly #annotations = new Map<string, Draft>();
  /** by the file's ids: events lead to their triggers */
  readonly #relations: RelationDraft[] = [];
  readonly #events = new Map<string, Draft>();
  readonly #relationsById = new Map<string, RelationDraft>();

  constructor(text: FileText, configuration: BratConfiguration) {
    this.#file = text;
    this.#configuration = configuration;
  }

  add(content: string, path: string): void {
    const ids = new Set<string>();
    for (const [index, line] of content.split(/\r?\n/).entries()) {
      if (line.trim() === '') continue;
      const parsed = parseBratLine(line);
      if (!parsed) {
        this.#problem('record-malformed', 'This is no line of stand-off annotation.', path, index + 1);
        continue;
      }
      if ('id' in parsed && parsed.kind !== 'note') {
        if (ids.has(parsed.id)) {
          this.#problem(
            'record-malformed',
            `There are two lines ‘${parsed.id}’; the second was left out.`,
            path,
            index + 1,
          );
          continue;
        }
        ids.add(parsed.id);
      }
      this.#lines.push({ parsed, line: index + 1, path });
    }
  }

  /** Once all lines are there: what refers forward finds what it refers to. */
  finish(): {
    readonly annotations: readonly ForeignAnnotation[];
    readonly relations: readonly ForeignRelation[];
  } {
    this.#each('text', (parsed, line, path) => this.#text(parsed, line, path));
    this.#each('event', (parsed, line, path) => this.#event(parsed, line, path));
    this.#each('event', (parsed, line, path) => this.#arguments(parsed, line, path));
    this.#each('relation', (parsed, line, path) => this.#relation(parsed, line, path));
    this.#each('equiv', (parsed, line, path) => this.#equivalence(parsed, line, path));
    this.#each('attribute', (parsed, line, path) => this.#attribute(parsed, line, path));
    this.#each('normalization', (parsed, line, path) => this.#normalization(parsed, line, path));
    this.#each('note', (parsed, line, path) => this.#note(parsed, line, path));
    return { annotations: [...this.#annotations.values()], relations: this.#relations };
  }

  #each<K extends BratLine['kind']>(
    kind: K,
    work: (parsed: LineOf<K>, line: number, path: string) => void,
  ): void {
    for (const { parsed, line, path } of this.#lines) {
      if (parsed.kind === kind) work(parsed as LineOf<K>, line, path);
    }
  }

  #problem(
    code: ErrorCode,
    message: string,
    path: string,
    line: number,
    severity: 'error' | 'warning' = 'error',
  ): void {
    this.problems.push(problem(severity, code, message, { path, line }));
  }

  #path(section: BratSection, type: string): readonly string[] {
    const { paths, labels } = this.#configuration;
    const own = labels.get(type) ?? type;
    return paths[section].get(type) ?? (section === 'entities' ? paths.events.get(type) : undefined) ?? [own];
  }

  #name(type: string): string {
    return this.#configuration.labels.get(type) ?? type;
  }

  #text({ id, type, ranges, text }: LineOf<'text'>, line: number, path: string): void {
    const file = this.#file;
    const converted = ranges.map(([start, end]) => ({
      start: file.codePoint(start),
      end: file.codePoint(end),
    }));
    const words = (value: string): string => value.replace(/\s+/gu, '');
    const marked = converted.map(({ start, end }) => file.text.slice(start, end)).join(' ');
    const isPlaced = converted.every(({ end }) => end <= file.text.length);
    if (isPlaced && words(marked) !== words(text)) {
      const message = `The text there is ‘${marked.slice(0, 60)}’, not ‘${text.slice(0, 60)}’; the position was kept.`;
      this.#problem('quotation-mismatch', message, path, line, 'warning');
    }
    this.#annotations.set(id, {
      key: id,
      code: this.#path('entities', type),
      ranges: converted,
      // Of an annotation past the end it is all that is known.
      ...(isPlaced || converted.length > 1 ? {} : { quotes: [text] }),
      attributes: {},
      line,
    });
  }

  #event({ id, type, trigger }: LineOf<'event'>, line: number, path: string): void {
    const mark = this.#annotations.get(trigger);
    if (!mark) {
      this.#problem('record-unknown-reference', `The trigger ${trigger} of ${id} is not there.`, path, line);
      return;
    }
    let draft = mark;
    if (mark.attributes[EVENT_ATTRIBUTE] !== undefined) {
      // A second event of the same trigger is an annotation of its own.
      draft = { ...mark, key: id, attributes: {} };
      this.#annotations.set(id, draft);
    }
    const code = this.#path('events', type);
    draft.attributes[EVENT_ATTRIBUTE] = code.at(-1) === draft.code.at(-1) ? true : this.#name(type);
    this.#events.set(id, draft);
  }

  #target(id: string): Draft | undefined {
    return this.#events.get(id) ?? this.#annotations.get(id);
  }

  #arguments({ id, args }: LineOf<'event'>, line: number, path: string): void {
    const event = this.#events.get(id);
    if (!event) return;
    for (const [index, [role, to]] of args.entries()) {
      const target = this.#target(to);
      if (!target) {
        this.#problem(
          'record-unknown-reference',
          `The argument ${role}:${to} of ${id} is not there.`,
          path,
          line,
        );
        continue;
      }
      const plain = role.replace(/\d+$/, '') || role;
      this.#relations.push({
        key: `${id}-${index}`,
        code: [ARGUMENTS_CODE, this.#name(plain)],
        from: event.key,
        to: target.key,
        attributes: plain === role ? {} : { [ROLE_ATTRIBUTE]: role },
        line,
      });
    }
  }

  #relation({ id, type, args }: LineOf<'relation'>, line: number, path: string): void {
    const [[fromName, from] = ['', ''], [toName, to] = ['', '']] = args;
    const [source, target] = [this.#target(from), this.#target(to)];
    if (!source || !target) {
      this.#problem(
        'record-unknown-reference',
        `${source ? to : from}, which ${id} connects, is not there.`,
        path,
        line,
      );
      return;
    }
    const isUsual = fromName === 'Arg1' && toName === 'Arg2';
    const relation: RelationDraft = {
      key: id,
      code: this.#path('relations', type),
      from: source.key,
      to: target.key,
      attributes: isUsual ? {} : { [ARGUMENTS_ATTRIBUTE]: `${fromName} ${toName}` },
      line,
    };
    this.#relations.push(relation);
    this.#relationsById.set(id, relation);
  }

  /** An equivalence of several is a chain of relations in the order of the line. */
  #equivalence({ type, members }: LineOf<'equiv'>, line: number, path: string): void {
    let before: Draft | undefined;
    for (const member of members) {
      const target = this.#target(member);
      if (!target) this.#problem('record-unknown-reference', `${member} is not there.`, path, line);
      else {
        if (before) {
          const key = `*${line}-${member}`;
          this.#relations.push({
            key,
            code: this.#path('relations', type),
            from: before.key,
            to: target.key,
            attributes: { [EQUIVALENCE_ATTRIBUTE]: true },
            line,
          });
        }
        before = target;
      }
    }
  }

  #attribute({ id, name, target, value }: LineOf<'attribute'>, line: number, path: string): void {
    const bearer = this.#target(target) ?? this.#relationsById.get(target);
    if (!bearer) {
      this.#problem('record-unknown-reference', `${target}, which ${id} is on, is not there.`, path, line);
      return;
    }
    const known = this.#name(name);
    const before = bearer.attributes[known];
    if (before === undefined) bearer.attributes[known] = value;
    else if (before !== value) {
      const message = `${target} has ‘${name}’ twice; ‘${String(value)}’ was left out.`;
      this.#problem('attribute-value-invalid', message, path, line, 'warning');
    }
  }

  #normalization(
    { target, type, reference, text }: LineOf<'normalization'>,
    line: number,
    path: string,
  ): void {
    const bearer = this.#target(target);
    if (!bearer) {
      this.#problem('record-unknown-reference', `${target}, which is normalised, is not there.`, path, line);
      return;
    }
    const at = reference.indexOf(':');
    const scheme = at > 0 ? reference.slice(0, at) : type;
    const entity: ForeignEntity = {
      name: text.trim() || reference,
      identifiers: [{ scheme, value: reference.slice(at + 1) }],
    };
    if (!bearer.entity) bearer.entity = entity;
    else {
      const message = `${target} is normalised twice; ‘${reference}’ was kept as an attribute.`;
      this.#problem('record-malformed', message, path, line, 'warning');
      bearer.attributes[`${type} 2`] = `${reference} ${text}`.trim();
    }
  }

  #note({ target, text }: LineOf<'note'>, line: number, path: string): void {
    const bearer = this.#target(target) ?? this.#relationsById.get(target);
    if (!bearer)
      this.#problem('record-unknown-reference', `${target}, which a note is on, is not there.`, path, line);
    else bearer.note = bearer.note === undefined ? text : `${bearer.note}\n${text}`;
  }
}
