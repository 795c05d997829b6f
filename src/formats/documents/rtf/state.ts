/** Where the text of a group goes. */
export type Destination =
  | 'text'
  | 'skipped'
  | 'fonts'
  | 'styles'
  | 'info'
  | 'list-number'
  | 'field-code'
  | 'note'
  | 'box'
  | 'picture'
  | 'property-name'
  | 'property-value'
  | 'list-table'
  | 'list-overrides';

/** What holds until the group ends; every group begins with a copy of that of the group around it. */
export interface GroupState {
  destination: Destination;
  /** the control word that made the destination, which decides what to do at its end */
  name: string;
  /** where the text around a group in two versions goes (`\upr`), of which the second is read */
  around: Destination;
  bold: boolean;
  italic: boolean;
  underline: boolean;
  strike: boolean;
  position: 'normal' | 'super' | 'sub';
  hidden: boolean;
  deleted: boolean;
  font: number | undefined;
  /** bytes that stand for a character of `\u` and are left out */
  skip: number;
  /** where the link leads that the text stands in */
  href: string | undefined;
}

/** What holds for a paragraph until `\pard`. */
export interface ParagraphState {
  style: number | undefined;
  /** 0-based; 9 is none */
  outline: number | undefined;
  list: number | undefined;
  /** 0-based */
  listLevel: number;
  inTable: boolean;
  depth: number;
}

export function newGroup(): GroupState {
  return {
    destination: 'text',
    name: '',
    around: 'text',
    ...plainCharacters(),
    deleted: false,
    skip: 1,
    href: undefined,
  };
}

/** What `\plain` returns to. */
export function plainCharacters() {
  return {
    bold: false,
    italic: false,
    underline: false,
    strike: false,
    position: 'normal' as const,
    hidden: false,
    font: undefined,
  };
}

/** What `\pard` returns to. */
export function plainParagraph(): ParagraphState {
  return { style: undefined, outline: undefined, list: undefined, listLevel: 0, inTable: false, depth: 0 };
}
