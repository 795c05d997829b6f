import { pageOfCharset } from './code-pages.ts';

/** The font table: for each font the code page of its texts. */
export class FontTable {
  readonly #pages = new Map<number, number>();
  #font = 0;

  control(word: string, parameter: number): void {
    if (word === 'f') this.#font = parameter;
    else if (word === 'fcharset') {
      const page = pageOfCharset(parameter);
      if (page !== undefined && parameter !== 0) this.#pages.set(this.#font, page);
    } else if (word === 'cpg') this.#pages.set(this.#font, parameter);
  }

  /** Undefined where the document’s own code page holds. */
  page(font: number | undefined): number | undefined {
    return font === undefined ? undefined : this.#pages.get(font);
  }
}

export interface RtfStyle {
  readonly name: string;
  readonly outline: number | undefined;
}

/** The style sheet: names of paragraph styles and their outline levels. */
export class StyleSheet {
  readonly #styles = new Map<number, RtfStyle>();
  #style: number | null = 0;
  #outline: number | undefined;
  #name = '';

  /** A group of the style sheet begins; without `\s` it is the default paragraph style. */
  begin(): void {
    this.#style = 0;
    this.#outline = undefined;
    this.#name = '';
  }

  control(word: string, parameter: number): void {
    if (word === 's') this.#style = parameter;
    else if (word === 'cs' || word === 'ds' || word === 'ts') this.#style = null;
    else if (word === 'outlinelevel') this.#outline = parameter;
  }

  text(text: string): void {
    if (this.#name.length < 200) this.#name += text;
    if (!text.includes(';') || this.#style === null) return;
    this.#styles.set(this.#style, { name: this.#name.replace(/;.*$/s, '').trim(), outline: this.#outline });
    this.begin();
  }

  get(style: number | undefined): RtfStyle | undefined {
    return this.#styles.get(style ?? 0);
  }
}

/** What the file says of itself (`\info`). */
export class InfoGroup {
  readonly texts: Record<string, string> = {};
  #date: Record<string, number> = {};
  created = '';

  /** A group of the information begins; where it comes twice, the last counts. */
  begin(name: string): void {
    this.texts[name] = '';
  }

  text(name: string, text: string): void {
    const before = this.texts[name] ?? '';
    if (before.length < 2_000) this.texts[name] = before + text;
  }

  control(group: string, word: string, parameter: number): void {
    if (group !== 'creatim') return;
    this.#date[word] = parameter;
    const { yr = 0, mo = 0, dy = 0 } = this.#date;
    if (yr > 0 && mo > 0 && dy > 0) {
      this.created = `${yr}-${String(mo).padStart(2, '0')}-${String(dy).padStart(2, '0')}`;
    }
  }
}
