import type { LinkResolver } from '../html/links.ts';

interface Field {
  code: string;
  /** its result is being read, not its code */
  inResult: boolean;
  href: string | undefined;
}

/** The fields that are open where one reads (ISO/IEC 29500-1, 17.16): of each its result is text, its code is not. */
export class Fields {
  readonly #open: Field[] = [];
  readonly #links: LinkResolver;

  constructor(links: LinkResolver) {
    this.#links = links;
  }

  get inCode(): boolean {
    return this.#open.some(({ inResult }) => !inResult);
  }

  /** Where the innermost field that is a link leads. */
  get href(): string | undefined {
    return this.#open.findLast(({ href }) => href !== undefined)?.href;
  }

  begin(): void {
    this.#open.push({ code: '', inResult: false, href: undefined });
  }

  code(text: string): void {
    const field = this.#open.at(-1);
    if (field && !field.inResult && field.code.length < 4_096) field.code += text;
  }

  separate(): void {
    const field = this.#open.at(-1);
    if (!field) return;
    field.inResult = true;
    field.href = this.#address(field.code);
  }

  end(): void {
    this.#open.pop();
  }

  #address(code: string): string | undefined {
    const target =
      /^\s*HYPERLINK\s+"([^"]*)"/i.exec(code)?.[1] ?? /^\s*HYPERLINK\s+([^\s"\\]+)/i.exec(code)?.[1];
    return target ? (this.#links.resolve(target) ?? undefined) : undefined;
  }
}
