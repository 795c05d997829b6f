declare module '@mozilla/readability/JSDOMParser.js' {
  /** An element of the small document model that Readability brings along. */
  export interface ParsedElement {
    getAttribute(name: string): string | undefined;
    getElementsByTagName(name: string): readonly ParsedElement[];
  }

  /** Parses well-formed markup; several times faster than a full document model, and all that Readability asks for. */
  export default class JSDOMParser {
    parse(markup: string): Document;
  }
}
