import { GlossatorError } from '../../../core/errors.ts';
import type { BlockShape } from '../../../core/text/blocks.ts';
import type { LinkResolver } from '../html/links.ts';
import type { OfficeFlow } from '../office/flow.ts';
import { styleByName } from '../office/style-names.ts';
import { kindsOf, setCharacterProperty } from './character-properties.ts';
import { characterOf } from './characters.ts';
import { destinationOf } from './destinations.ts';
import { FontTable, InfoGroup, StyleSheet } from './header.ts';
import { RtfLists } from './lists.ts';
import { longestIn, PictureProperties } from './pictures.ts';
import { type GroupState, newGroup, type ParagraphState, plainCharacters, plainParagraph } from './state.ts';
import { TableRows } from './table-rows.ts';
import type { RtfHandler } from './tokens.ts';

/** Groups inside one another; honest files have some dozens. */
const DEPTH_MAX = 2_000;

/** Bytes of one code page as text. */
export type Decode = (bytes: readonly number[], page: number | undefined) => string;

/** A text of its own in the file: the document, a note, a text box. */
interface Frame {
  readonly group: GroupState;
  readonly paragraph: ParagraphState;
  readonly rows: TableRows;
  readonly number: string | null;
}

/** Reads the groups, control words and text of an RTF file into blocks (RTF 1.9.1). */
export class RtfBody implements RtfHandler {
  readonly info = new InfoGroup();
  comments = 0;
  hidden = 0;
  deletions = 0;
  /** the code page of fonts that name none */
  page = 1252;
  readonly #flow: OfficeFlow;
  readonly #links: LinkResolver;
  readonly #decode: Decode;
  readonly #fonts = new FontTable();
  readonly #styles = new StyleSheet();
  readonly #lists = new RtfLists();
  readonly #properties = new PictureProperties();
  readonly #groups: GroupState[] = [];
  readonly #fields: { code: string; readonly depth: number }[] = [];
  readonly #frames: Frame[] = [];
  #group = newGroup();
  #paragraph = plainParagraph();
  #rows: TableRows;
  /** the number of the item that begins, as the writing program left it */
  #number: string | null = null;
  #bytes: number[] = [];
  #skip = 0;
  #optional = false;
  #notes = 0;

  constructor(flow: OfficeFlow, links: LinkResolver, decode: Decode) {
    this.#flow = flow;
    this.#links = links;
    this.#decode = decode;
    this.#rows = new TableRows(flow);
  }

  open(): void {
    this.#flush();
    if (this.#groups.length >= DEPTH_MAX) {
      throw new GlossatorError('structure-too-deep', `Its groups are nested more than ${DEPTH_MAX} deep.`, {
        remedy: 'Open it in its own program and save it anew.',
      });
    }
    this.#groups.push(this.#group);
    this.#group = { ...this.#group };
    if (this.#group.destination === 'styles') this.#styles.begin();
  }

  close(): void {
    this.#flush();
    const outer = this.#groups.pop();
    if (!outer) return;
    if (this.#frames.at(-1)?.group === this.#group) this.#leave();
    if (this.#group.name === 'sv' && outer.name !== 'sv') this.#picture(outer);
    if ((this.#fields.at(-1)?.depth ?? -1) > this.#groups.length) this.#fields.pop();
    this.#group = outer;
  }

  optional(): void {
    this.#optional = true;
  }

  byte(value: number): void {
    if (this.#skip > 0) this.#skip -= 1;
    else if (this.#bytes.length < longestIn(this.#group.destination)) this.#bytes.push(value);
    this.#optional = false;
  }

  /** To be called at the file’s end. */
  finish(): void {
    while (this.#groups.length > 0) this.close();
    this.#flush();
    this.#endParagraph();
    this.#rows.close();
  }

  control(word: string, parameter: number | null): void {
    this.#flush();
    const optional = this.#optional;
    this.#optional = false;
    const group = this.#group;
    if (group.destination === 'skipped') {
      if (word === 'ud' && group.name === 'upr') {
        group.destination = group.around;
        group.name = group.around;
      }
      return;
    }
    const destination = destinationOf(word);
    if (destination !== undefined) this.#enter(word, destination);
    else if (optional) group.destination = 'skipped';
    else if (word === 'u') this.#unicode(parameter ?? 0);
    else if (word === 'uc') group.skip = Math.min(Math.max(parameter ?? 1, 0), 16);
    else if (word === 'field') this.#fields.push({ code: '', depth: this.#groups.length });
    else this.#ordinary(word, parameter);
  }

  #ordinary(word: string, parameter: number | null): void {
    switch (this.#group.destination) {
      case 'fonts':
        this.#fonts.control(word, parameter ?? 0);
        return;
      case 'styles':
        this.#styles.control(word, parameter ?? 0);
        return;
      case 'list-table':
        this.#lists.define(word, parameter ?? 0);
        return;
      case 'list-overrides':
        this.#lists.override(word, parameter ?? 0);
        return;
      case 'info':
        this.info.control(this.#group.name, word, parameter ?? 0);
        if (parameter === null && this.#group.name === 'info') {
          this.#group.name = word;
          this.info.begin(word);
        }
        return;
      default: {
        const character = characterOf(word);
        if (character !== undefined) this.#text(character);
        else if (!setCharacterProperty(this.#group, word, parameter) && this.#group.destination === 'text') {
          this.#structure(word, parameter);
        }
      }
    }
  }

  #enter(word: string, destination: GroupState['destination']): void {
    const group = this.#group;
    group.name = word;
    group.around = group.destination;
    if (word === 'annotation') this.comments += 1;
    if (word === 'fldrslt') {
      const code = this.#fields.at(-1)?.code ?? '';
      const target = /^\s*HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]+))/i.exec(code);
      const address = target?.[1] ?? target?.[2];
      if (address) group.href = this.#links.resolve(address) ?? group.href;
    }
    if (word === 'listtext' || word === 'pntext') this.#number = '';
    if (destination === 'property-name' || destination === 'property-value')
      this.#properties.begin(destination);
    if (destination !== 'note' && destination !== 'box') {
      group.destination = destination;
      return;
    }
    const frame = { group, paragraph: this.#paragraph, rows: this.#rows, number: this.#number };
    if (destination === 'note') {
      this.#notes += 1;
      const number = this.#flow.noteNumber(`note ${this.#notes}`);
      this.#flow.run.append(String(number), { kinds: ['superscript'] });
      this.#flow.enterNote(number);
      Object.assign(group, plainCharacters());
    } else {
      if (this.#paragraph.inTable) this.#rows.place();
      this.#flow.enterBox();
    }
    group.destination = 'text';
    this.#frames.push(frame);
    this.#paragraph = plainParagraph();
    this.#rows = new TableRows(this.#flow);
    this.#number = null;
  }

  /** What a picture or shape is called stands behind the paragraph that it is in. */
  #picture(around: GroupState): void {
    const text = this.#properties.ended();
    if (text === '' || around.hidden || around.deleted) return;
    if (this.#paragraph.inTable) this.#rows.place();
    this.#flow.caption(text);
  }

  #leave(): void {
    const frame = this.#frames.pop();
    if (!frame) return;
    this.#endParagraph();
    this.#rows.close();
    this.#flow.leave();
    this.#paragraph = frame.paragraph;
    this.#rows = frame.rows;
    this.#number = frame.number;
  }

  #structure(word: string, parameter: number | null): void {
    const paragraph = this.#paragraph;
    switch (word) {
      case 'par':
      case 'sect':
        this.#endParagraph();
        return;
      case 'pard':
        this.#paragraph = plainParagraph();
        return;
      case 's':
        paragraph.style = parameter ?? 0;
        return;
      case 'outlinelevel':
        paragraph.outline = parameter ?? 0;
        return;
      case 'ls':
        paragraph.list = parameter ?? undefined;
        return;
      case 'ilvl':
        paragraph.listLevel = Math.min(Math.max(parameter ?? 0, 0), 8);
        return;
      case 'intbl':
        paragraph.inTable = true;
        return;
      case 'itap':
        paragraph.depth = parameter ?? 0;
        if (paragraph.depth > 0) paragraph.inTable = true;
        return;
      case 'cell':
        paragraph.inTable = true;
        this.#endParagraph();
        this.#rows.endCell();
        return;
      case 'nestcell':
        this.#endParagraph();
        return;
      case 'row':
        this.#rows.endRow();
        return;
      case 'page':
        this.#endParagraph();
        this.#flow.pageBreak();
        return;
      case 'ansicpg':
      case 'ansi':
      case 'mac':
      case 'pc':
      case 'pca':
        this.#codePage(word, parameter);
        return;
      default:
        this.#rows.define(word);
    }
  }

  #codePage(word: string, parameter: number | null): void {
    if (word === 'ansicpg') this.page = parameter || 1252;
    else if (word === 'mac') this.page = 10_000;
    else if (word === 'pc') this.page = 437;
    else if (word === 'pca') this.page = 850;
  }

  #endParagraph(): void {
    const shape = this.#shape();
    if (this.#paragraph.inTable) this.#rows.place();
    else this.#rows.close();
    if (!this.#flow.run.isEmpty) this.#number = null;
    this.#flow.endParagraph(shape);
  }

  #shape(): BlockShape {
    const { style, outline, list, listLevel } = this.#paragraph;
    if (this.#flow.run.isEmpty) return { kind: 'paragraph' };
    const sheet = this.#styles.get(style);
    const named = styleByName(sheet?.name ?? '');
    const level = outline ?? (named?.kind === 'heading' ? named.level - 1 : sheet?.outline);
    if (level !== undefined && level >= 0 && level < 9)
      return { kind: 'heading', level: Math.min(level + 1, 6) };
    const isItem = this.#number !== null || (list !== undefined && list > 0);
    const ordinal = isItem ? this.#lists.next(list, listLevel, this.#number ?? '') : undefined;
    if (ordinal !== undefined) {
      return { kind: 'list-item', level: listLevel + 1, ...(ordinal === null ? {} : { ordinal }) };
    }
    if (named?.kind === 'quote') return { kind: 'paragraph', quote: 1 };
    return { kind: named && named.kind !== 'heading' ? named.kind : 'paragraph' };
  }

  #unicode(parameter: number): void {
    const code = parameter < 0 ? parameter + 65_536 : parameter;
    if (code > 0 && code <= 0xffff) this.#text(String.fromCharCode(code));
    else if (code > 0xffff && code <= 0x10ffff) this.#text(String.fromCodePoint(code));
    this.#skip = this.#group.skip;
  }

  #flush(): void {
    this.#skip = 0;
    if (this.#bytes.length === 0) return;
    const bytes = this.#bytes;
    this.#bytes = [];
    this.#text(this.#decode(bytes, this.#fonts.page(this.#group.font)));
  }

  #text(text: string): void {
    const group = this.#group;
    switch (group.destination) {
      case 'styles':
        this.#styles.text(text);
        return;
      case 'info':
        this.info.text(group.name, text);
        return;
      case 'list-number':
        if ((this.#number?.length ?? 0) < 100) this.#number = (this.#number ?? '') + text;
        return;
      case 'field-code': {
        const field = this.#fields.at(-1);
        if (field && field.code.length < 4_096) field.code += text;
        return;
      }
      case 'property-name':
      case 'property-value':
        this.#properties.text(group.destination, text);
        return;
      case 'text':
        this.#append(text, group);
        return;
      default:
    }
  }

  #append(text: string, group: GroupState): void {
    if (group.hidden) this.hidden += 1;
    else if (group.deleted) this.deletions += 1;
    else this.#flow.run.append(text, { kinds: kindsOf(group), href: group.href });
  }
}
