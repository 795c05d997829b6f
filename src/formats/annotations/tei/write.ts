import type { Id } from '../../../core/ids.ts';
import type { Block } from '../../../core/text/structure.ts';
import { countForbidden, xmlAttribute, xmlText } from '../../xml/escape.ts';
import { codePointCounter } from '../code-points.ts';
import { Describer, LossCounter } from '../foreign/describe.ts';
import { type Features, toFeatures } from '../foreign/features.ts';
import type { ForeignWriter, OutputFile } from '../foreign/format.ts';
import type { ForeignValue } from '../foreign/types.ts';
import type { ExportSource, SourceDocument } from '../source.ts';
import { fileNames } from '../w3c/text-files.ts';
import type { ExportTally } from '../writer.ts';

const NAMESPACE = 'http://www.tei-c.org/ns/1.0';

function open(block: Block): string {
  if (block.kind === 'paragraph') return '<p>';
  return `<ab type="${block.kind}"${block.level === undefined ? '' : ` n="${block.level}"`}>`;
}

/** The text in its blocks, every character of it. */
function* textOf(entry: SourceDocument, source: ExportSource): Generator<string> {
  let tag: string | null = null;
  yield '<text xml:id="text" xml:space="preserve"><body>';
  for (const chunk of source.chunks(entry.text.id)) {
    let at = chunk.start;
    for (const block of chunk.blocks) {
      if (block.start === block.end) continue;
      const before = xmlText(chunk.text.slice(at - chunk.start, block.start - chunk.start));
      const goesOn = block.continues === true && tag !== null && before === '';
      if (!goesOn) {
        if (tag !== null) yield tag;
        yield before + open(block);
        tag = block.kind === 'paragraph' ? '</p>' : '</ab>';
      }
      yield xmlText(chunk.text.slice(block.start - chunk.start, block.end - chunk.start));
      at = block.end;
    }
    const rest = chunk.text.slice(at - chunk.start);
    if (rest !== '') {
      yield (tag ?? '') + xmlText(rest);
      tag = null;
    }
  }
  yield `${tag ?? ''}</body></text>\n`;
}

function value(said: ForeignValue): string {
  if (typeof said === 'number') return `<numeric value="${said}"/>`;
  if (typeof said === 'boolean') return `<binary value="${said}"/>`;
  if (typeof said === 'string') return `<string>${xmlText(said)}</string>`;
  return `<vColl>${said.map(value).join('')}</vColl>`;
}

function structure(id: string, features: Features): string {
  const members = Object.entries(features).map(
    ([name, said]) => `<f name="${xmlAttribute(name)}">${value(said)}</f>`,
  );
  return `<fs xml:id="${id}">${members.join('')}</fs>\n`;
}

/** Writes one document: header, text, and what stands off from it. */
class DocumentWriter {
  readonly #source: ExportSource;
  readonly #describer: Describer;
  readonly #losses: LossCounter;
  readonly #tally: ExportTally;
  readonly #codes: ReadonlyMap<Id, string>;
  readonly #persons: ReadonlyMap<Id, string>;

  constructor(source: ExportSource, tally: ExportTally) {
    this.#source = source;
    this.#tally = tally;
    this.#describer = new Describer(source);
    const holds = { features: true, persons: true, metadata: true, relations: true, documentCodes: true };
    this.#losses = new LossCounter(source, tally, this.#describer, holds);
    this.#codes = new Map(source.codes.map(({ id }, index) => [id, `code.${index + 1}`]));
    this.#persons = new Map(source.persons.map(({ id }, index) => [id, `person.${index + 1}`]));
  }

  *#header({ document }: SourceDocument): Generator<string> {
    yield `<teiHeader>\n<fileDesc><titleStmt><title>${xmlText(document.title)}</title>`;
    if (document.author !== '') yield `<author>${xmlText(document.author)}</author>`;
    for (const { id, name } of this.#source.persons) {
      yield `\n<respStmt xml:id="${this.#persons.get(id)}"><resp>annotation</resp><name>${xmlText(name)}</name></respStmt>`;
    }
    yield `</titleStmt>\n<publicationStmt><p>${xmlText(this.#source.generator)}</p></publicationStmt>\n`;
    const fields = Object.entries(document.fields).map(
      ([name, said]) => `<note n="${xmlAttribute(name)}">${xmlText(said)}</note>`,
    );
    if (fields.length > 0) yield `<notesStmt>${fields.join('')}</notesStmt>\n`;
    yield `<sourceDesc><p>${xmlText(document.source)}</p></sourceDesc></fileDesc>\n<encodingDesc><classDecl><taxonomy xml:id="codes">\n`;
    for (const { id } of this.#source.codes) {
      yield `<category xml:id="${this.#codes.get(id)}"><catDesc>${xmlText(this.#describer.label(id))}</catDesc></category>\n`;
    }
    yield '</taxonomy></classDecl></encodingDesc>\n<profileDesc>';
    if (document.date !== '') yield `<creation><date when="${xmlAttribute(document.date)}"/></creation>`;
    if (document.language !== '')
      yield `<langUsage><language ident="${xmlAttribute(document.language)}"/></langUsage>`;
    const classes = Array.from(
      this.#source.documentCodes(document.id),
      ({ codeId }) => `<catRef scheme="#codes" target="#${this.#codes.get(codeId)}"/>`,
    );
    if (classes.length > 0) yield `<textClass>${classes.join('')}</textClass>`;
    yield '</profileDesc>\n</teiHeader>\n';
  }

  *#standOff({ document }: SourceDocument, text: string): Generator<string> {
    const count = codePointCounter(text);
    const ids = new Map<Id, string>();
    yield '<standOff>\n<spanGrp type="annotations">\n';
    const structures: string[] = [];
    for (const annotation of this.#losses.annotations(document.id)) {
      const number = ids.size + 1;
      ids.set(annotation.id, `a${number}`);
      const { person: _person, note = '', ...said } = this.#describer.said(annotation);
      const places = annotation.spans.map(({ start, end }) => `${count(start)},${count(end) - count(start)}`);
      structures.push(structure(`f${number}`, toFeatures(said)));
      const ana = `#${this.#codes.get(annotation.codeId)} #f${number}`;
      const resp = this.#persons.get(annotation.personId);
      yield `<span xml:id="a${number}" target="#string-range(text,${places.join(',')})" ana="${ana}" resp="#${resp}">${xmlText(note)}</span>\n`;
    }
    yield '</spanGrp>\n';
    const relations = this.#describer.relations(document.id);
    if (relations.length > 0) yield '<listRelation>\n';
    for (const [index, relation] of relations.entries()) {
      const features = toFeatures({ attributes: this.#describer.attributes(relation) });
      const ana = [`#${this.#codes.get(relation.codeId)}`];
      if (Object.keys(features).length > 0) {
        ana.push(`#g${index + 1}`);
        structures.push(structure(`g${index + 1}`, features));
      }
      const desc = relation.note === '' ? '' : `<desc>${xmlText(relation.note)}</desc>`;
      const ends = `active="#${ids.get(relation.fromId)}" passive="#${ids.get(relation.toId)}"`;
      yield `<relation name="relation" ${ends} ana="${ana.join(' ')}" resp="#${this.#persons.get(relation.personId)}">${desc}</relation>\n`;
    }
    if (relations.length > 0) yield '</listRelation>\n';
    yield* structures;
    yield '</standOff>\n';
  }

  *write(entry: SourceDocument): Generator<Uint8Array> {
    const text = this.#describer.text(entry);
    this.#losses.document(entry);
    this.#tally.lose('characters that XML cannot hold (written as U+FFFD)', countForbidden(text));
    const parts = [`<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="${NAMESPACE}">\n`];
    parts.push(...this.#header(entry));
    yield Buffer.from(parts.join(''));
    for (const part of textOf(entry, this.#source)) yield Buffer.from(part);
    for (const part of this.#standOff(entry, text)) yield Buffer.from(part);
    yield Buffer.from('</TEI>\n');
  }

  finish(): void {
    this.#losses.set();
  }
}

function* filesOf(source: ExportSource, tally: ExportTally): Generator<OutputFile> {
  const names = fileNames(source, '.xml');
  const writer = new DocumentWriter(source, tally);
  for (const entry of source.documents())
    yield { path: names.get(entry.document.id) ?? '', pieces: writer.write(entry) };
  writer.finish();
}

export const teiWriter: ForeignWriter = { format: 'tei', write: filesOf };
