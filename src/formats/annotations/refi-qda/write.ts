import type { Annotation } from '../../../core/annotation/annotation.ts';
import { type CodeNode, codeForest } from '../../../core/codebook/tree.ts';
import type { Comment, Memo } from '../../../core/discussion/discussion.ts';
import type { Id } from '../../../core/ids.ts';
import type { TextRange } from '../../../core/text/structure.ts';
import { colourValue } from '../../codebooks/colour-value.ts';
import { idFrom } from '../../codebooks/guid.ts';
import { xmlAttribute, xmlText } from '../../xml/escape.ts';
import { codePointCounter } from '../code-points.ts';
import { Describer, LossCounter, loseSaid } from '../foreign/describe.ts';
import type { ForeignWriter, OutputFile, WriteOptions } from '../foreign/format.ts';
import { partsOf } from '../foreign/parts.ts';
import type { ExportSource, PathedCode, SourceDocument } from '../source.ts';
import { textFile } from '../w3c/text-files.ts';
import type { ExportTally } from '../writer.ts';
import { valuesOfMetadata } from './metadata.ts';

const NAMESPACE = 'urn:QDA-XML:project:1.0';
/** Unicode code points of a selection's name, which is what it selects. */
const NAME_LENGTH = 200;
/** UTF-16 code units of XML handed on at a time, about. */
const PIECE = 131_072;

function shortName(quote: string): string {
  const characters = Array.from(quote);
  return characters.length > NAME_LENGTH ? `${characters.slice(0, NAME_LENGTH - 1).join('')}…` : quote;
}

/** Codes of passages and documents with all that stand above them; those of relations are said by the names of links. */
function listedCodes(codes: readonly PathedCode[]): readonly PathedCode[] {
  const byId = new Map(codes.map((code) => [code.id, code]));
  const listed = new Set<Id>();
  for (const code of codes) {
    if (code.kind === 'relation') continue;
    for (let at: PathedCode | undefined = code; at && !listed.has(at.id); ) {
      listed.add(at.id);
      at = at.parentId === null ? undefined : byId.get(at.parentId);
    }
  }
  return codes.filter(({ id }) => listed.has(id));
}

/**
 * Writes `project.qde` as REFI-QDA project exchange 1.5 says (schema Project.xsd 1.0). Positions are code points of the plain text, the end being that after the
 * last character, as most programs write it.
 */
class ProjectXml {
  readonly #source: ExportSource;
  readonly #tally: ExportTally;
  readonly #options: WriteOptions;
  readonly #describer: Describer;
  readonly #losses: LossCounter;
  readonly #variables = new Map<string, Id>();
  /** comments by what they are on */
  readonly #comments = new Map<Id, Comment[]>();
  /** of annotations that were written: their first selection */
  readonly #selections = new Map<Id, Id>();

  constructor(source: ExportSource, tally: ExportTally, options: WriteOptions) {
    this.#source = source;
    this.#tally = tally;
    this.#options = options;
    this.#describer = new Describer(source);
    const holds = { features: true, persons: true, metadata: true, relations: true, documentCodes: true };
    this.#losses = new LossCounter(source, tally, this.#describer, {
      ...holds,
      comments: true,
      codes: true,
      memos: true,
    });
    for (const comment of source.comments()) {
      if (comment.deleted) continue;
      const those = this.#comments.get(comment.targetId);
      if (those) those.push(comment);
      else this.#comments.set(comment.targetId, [comment]);
    }
    for (const { document } of source.documents())
      for (const name of valuesOfMetadata(document).keys())
        this.#variables.set(name, idFrom(`variable:${name}`));
  }

  *lines(): Generator<string> {
    const { generator, persons } = this.#source;
    yield `<?xml version="1.0" encoding="utf-8"?>\n<Project xmlns="${NAMESPACE}" name="Glossator" origin="${this.#attribute(generator)}">\n`;
    yield* this.#list(
      'Users',
      persons,
      ({ id, name }) => `<User guid="${id}" name="${this.#attribute(name)}"/>`,
    );
    const codes = listedCodes(this.#source.codes);
    if (codes.length > 0) {
      yield '<CodeBook><Codes>\n';
      for (const node of codeForest(codes)) yield this.#code(node);
      yield '</Codes></CodeBook>\n';
    }
    yield* this.#list(
      'Variables',
      [...this.#variables],
      ([name, id]) => `<Variable guid="${id}" name="${this.#attribute(name)}" typeOfVariable="Text"/>`,
    );
    yield* this.#sources();
    yield* this.#notes();
    yield* this.#links();
    for (const memo of this.#memosOn('project', null)) yield this.#noteRef(memo.id);
    yield '</Project>\n';
    this.#losses.set();
  }

  #attribute(value: string): string {
    return xmlAttribute(value, this.#tally);
  }

  #text(value: string): string {
    return xmlText(value, this.#tally);
  }

  *#list<T>(name: string, members: readonly T[], write: (member: T) => string): Generator<string> {
    if (members.length === 0) return;
    yield `<${name}>\n`;
    for (const member of members) yield `${write(member)}\n`;
    yield `</${name}>\n`;
  }

  #noteRef(id: Id): string {
    return `<NoteRef targetGUID="${id}"/>`;
  }

  #memosOn(kind: Memo['targetKind'], targetId: Id | null): readonly Memo[] {
    return this.#source.memos.filter(
      (memo) => memo.targetKind === kind && (targetId === null || memo.targetId === targetId),
    );
  }

  #code({ code, children }: CodeNode<PathedCode>): string {
    const description =
      code.description === '' ? '' : `<Description>${this.#text(code.description)}</Description>`;
    const notes = this.#memosOn('code', code.id)
      .map(({ id }) => this.#noteRef(id))
      .join('');
    const below = children.map((child) => this.#code(child)).join('');
    return `<Code guid="${code.id}" name="${this.#attribute(code.name)}" isCodable="${code.kind !== 'relation'}" color="${colourValue(code.colour)}">${description}${notes}${below}</Code>\n`;
  }

  *#sources(): Generator<string> {
    let begun = false;
    for (const entry of this.#source.documents()) {
      if (!begun) yield '<Sources>\n';
      begun = true;
      yield* this.#textSource(entry);
    }
    if (begun) yield '</Sources>\n';
  }

  *#textSource(entry: SourceDocument): Generator<string> {
    const { document } = entry;
    this.#losses.document(entry);
    yield `<TextSource guid="${document.id}" name="${this.#attribute(document.title)}" plainTextPath="internal://${document.id}.txt">\n`;
    const count = codePointCounter(this.#describer.text(entry));
    for (const annotation of this.#losses.annotations(document.id))
      yield* this.#selectionsOf(annotation, count);
    for (const { id, codeId, personId, createdAt, attributes } of this.#source.documentCodes(document.id)) {
      this.#tally.lose('attribute values', Object.keys(attributes).length);
      yield `${this.#coding(id, codeId, personId, createdAt)}\n`;
    }
    for (const { id } of this.#comments.get(document.id) ?? []) yield `${this.#noteRef(id)}\n`;
    for (const { id } of this.#memosOn('document', document.id)) yield `${this.#noteRef(id)}\n`;
    for (const [name, value] of valuesOfMetadata(document)) {
      const variable = `<VariableRef targetGUID="${this.#variables.get(name) ?? ''}"/>`;
      yield `<VariableValue>${variable}<TextValue>${this.#text(value)}</TextValue></VariableValue>\n`;
    }
    yield '</TextSource>\n';
  }

  #coding(id: Id, codeId: Id, personId: Id, createdAt: string): string {
    return `<Coding guid="${id}" creatingUser="${personId}" creationDateTime="${createdAt}"><CodeRef targetGUID="${codeId}"/></Coding>`;
  }

  *#selectionsOf(annotation: Annotation, count: (offset: number) => number): Generator<string> {
    const { id, codeId, personId, note, createdAt, updatedAt, entityId, attributes, status } = annotation;
    this.#tally.lose('attribute values', Object.keys(attributes).length);
    this.#tally.lose('links to entities', entityId === null ? 0 : 1);
    this.#tally.lose('statuses of annotations', status === 'draft' ? 0 : 1);
    const parts = partsOf(annotation, this.#options.discontinuous, this.#tally);
    for (const [at, part] of parts.entries()) {
      const guid = idFrom(`selection:${id}:${at}`);
      if (at === 0) this.#selections.set(id, guid);
      const quote = quoteOf(annotation, part);
      yield `<PlainTextSelection guid="${guid}" name="${this.#attribute(shortName(quote))}" startPosition="${count(part.start)}" endPosition="${count(part.end)}" creatingUser="${personId}" creationDateTime="${createdAt}" modifiedDateTime="${updatedAt}">`;
      if (note !== '') yield `<Description>${this.#text(note)}</Description>`;
      yield this.#coding(at === 0 ? id : idFrom(`coding:${id}:${at}`), codeId, personId, createdAt);
      if (at === 0) for (const comment of this.#comments.get(id) ?? []) yield this.#noteRef(comment.id);
      yield '</PlainTextSelection>\n';
    }
  }

  /** Memos and comments. What a comment is on is said by what refers to it. */
  *#notes(): Generator<string> {
    const comments = [...this.#comments.values()].flat();
    const held = comments.filter(({ targetKind, targetId }) => {
      const isHeld = targetKind === 'document' || this.#selections.has(targetId);
      if (!isHeld) this.#losses.comment();
      return isHeld;
    });
    const memos = this.#source.memos.filter(({ targetKind }) => targetKind !== 'entity');
    this.#tally.lose('memos on entities', this.#source.memos.length - memos.length);
    const notes = [
      ...memos.map((memo) => ({ ...memo, name: memo.title })),
      ...held.map((comment) => ({ ...comment, name: '' })),
    ];
    yield* this.#list('Notes', notes, ({ id, name, body, personId, createdAt }) => {
      const about = `guid="${id}" name="${this.#attribute(name)}" creatingUser="${personId}" creationDateTime="${createdAt}"`;
      return `<Note ${about}><PlainTextContent>${this.#text(body)}</PlainTextContent></Note>`;
    });
  }

  *#links(): Generator<string> {
    const links: string[] = [];
    const codes = new Map(this.#source.codes.map((code) => [code.id, code]));
    for (const { document } of this.#source.documents()) {
      for (const relation of this.#describer.relations(document.id)) {
        const [from, to] = [this.#selections.get(relation.fromId), this.#selections.get(relation.toId)];
        if (from === undefined || to === undefined) continue;
        const directed = codes.get(relation.codeId)?.ends?.directed ?? true;
        const label = this.#attribute(this.#describer.label(relation.codeId));
        loseSaid(relation, this.#tally);
        this.#tally.lose('names of those who related passages', 1);
        links.push(
          `<Link guid="${relation.id}" name="${label}" direction="${directed ? 'OneWay' : 'Associative'}" originGUID="${from}" targetGUID="${to}"/>`,
        );
      }
    }
    yield* this.#list('Links', links, (link) => link);
  }
}

function quoteOf({ spans }: Annotation, part: TextRange): string {
  return spans.find(({ start }) => start === part.start)?.quote ?? '';
}

function* pieces(lines: Iterable<string>): Generator<Uint8Array> {
  let waiting: string[] = [];
  let length = 0;
  for (const line of lines) {
    waiting.push(line);
    length += line.length;
    if (length < PIECE) continue;
    yield Buffer.from(waiting.join(''));
    waiting = [];
    length = 0;
  }
  if (length > 0) yield Buffer.from(waiting.join(''));
}

function* filesOf(source: ExportSource, tally: ExportTally, options: WriteOptions): Generator<OutputFile> {
  for (const entry of source.documents()) yield textFile(`Sources/${entry.document.id}.txt`, entry, source);
  yield { path: 'project.qde', pieces: pieces(new ProjectXml(source, tally, options).lines()) };
}

export const refiQdaWriter: ForeignWriter = { format: 'refi-qda', write: filesOf };
