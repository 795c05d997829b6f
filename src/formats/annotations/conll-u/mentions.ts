import type { TextRange } from '../../../core/text/structure.ts';
import { fromFlat } from '../foreign/flat-features.ts';
import { pathOf } from '../foreign/label.ts';
import type { ForeignAnnotation, ForeignValue } from '../foreign/types.ts';
import { type Bracket, fieldsDeclared, parseBrackets, parseOther, TYPE_FIELD } from './brackets.ts';
import { parseMisc, valueIn } from './misc.ts';
import type { PlacedDocument } from './places.ts';
import { type ConlluDocument, type Fault, MISC } from './sentences.ts';

interface Part {
  readonly bracket: Bracket;
  readonly line: number;
  range: { start: number; end: number } | null;
}

/** What a mention without a type is called. */
const UNTYPED = 'Entity';

/** Follows the brackets through a document: which parts are open, which wait for further parts. */
class Mentions {
  readonly faults: Fault[] = [];
  readonly found: { readonly id: string; readonly parts: readonly Part[] }[] = [];
  readonly #open: Part[] = [];
  readonly #waiting = new Map<string, Part[]>();

  /** At a row; `range` is its place in the text, null for an empty node. */
  row(brackets: readonly Bracket[], range: TextRange | null, line: number): void {
    for (const bracket of brackets) if (bracket.opens) this.#open.push({ bracket, line, range: null });
    if (range) {
      for (const part of this.#open) {
        if (part.range) part.range.end = Math.max(part.range.end, range.end);
        else part.range = { ...range };
      }
    }
    // One that opens and closes here is closed first: it stands inside those that only close.
    for (const bracket of brackets.filter(({ opens, closes }) => opens && closes)) this.#close(bracket, line);
    for (const bracket of brackets.filter(({ opens, closes }) => !opens && closes))
      this.#close(bracket, line);
  }

  #close({ id, part, opens }: Bracket, line: number): void {
    const at = this.#open.findLastIndex(
      ({ bracket }) => bracket.id === id && bracket.part === part && (!opens || bracket.closes),
    );
    const [closed] = at < 0 ? [] : this.#open.splice(at, 1);
    if (!closed) this.faults.push({ line, message: `${id}) closes a mention that was not opened.` });
    else if (closed.bracket.parts <= 1) this.found.push({ id, parts: [closed] });
    else {
      const waiting = [...(this.#waiting.get(id) ?? []), closed];
      if (waiting.length < closed.bracket.parts) this.#waiting.set(id, waiting);
      else {
        this.#waiting.delete(id);
        this.found.push({ id, parts: waiting });
      }
    }
  }

  finish(): void {
    for (const { bracket, line } of [...this.#open, ...[...this.#waiting.values()].flat()]) {
      this.faults.push({ line, message: `The mention ${bracket.id} is not closed; it was left out.` });
    }
  }
}

export interface ReadMentions {
  readonly annotations: readonly ForeignAnnotation[];
  readonly faults: readonly Fault[];
  /** mentions of empty nodes only: nothing in the text is theirs */
  readonly withoutText: number;
}

/** The mentions of a document as annotations: the type is the code, the other fields are attributes, the id too where several mentions share it. */
export function mentionsIn(document: ConlluDocument, { sentences }: PlacedDocument): ReadMentions {
  const declared = fieldsDeclared(document.globals.get('Entity'));
  const mentions = new Mentions();
  const faults: Fault[] = [];
  for (const { sentence, places } of sentences) {
    for (const [index, { cells, line }] of sentence.rows.entries()) {
      const value = valueIn(parseMisc(cells[MISC] ?? '_'), 'Entity');
      const brackets = value === undefined ? [] : parseBrackets(value, declared);
      if (!brackets)
        faults.push({ line, message: `‘Entity=${value?.slice(0, 60)}’ is no list of brackets.` });
      mentions.row(brackets ?? [], places[index] ?? null, line);
    }
  }
  mentions.finish();
  const shared = Map.groupBy(mentions.found, ({ id }) => id);
  let withoutText = 0;
  const annotations = mentions.found.flatMap(({ id, parts }, index): ForeignAnnotation[] => {
    const ranges = parts.flatMap(({ range }) => (range ? [range] : []));
    if (ranges.length === 0) {
      withoutText += 1;
      return [];
    }
    const { [TYPE_FIELD]: type = UNTYPED, head = '1', other = '', ...rest } = parts[0]?.bracket.fields ?? {};
    const features: Record<string, ForeignValue> = { ...rest, ...parseOther(other) };
    if (head !== '1') features.head = head;
    if ((shared.get(id)?.length ?? 0) > 1) features[declared[0] ?? 'eid'] = id;
    const key = `Entity ${index + 1}`;
    return [{ key, code: pathOf(type), ranges, line: parts[0]?.line ?? 1, ...fromFlat(features) }];
  });
  return { annotations, faults: [...faults, ...mentions.faults], withoutText };
}
