import type { AttributeDefinition } from '../../core/attribute/attribute.ts';
import type { Id } from '../../core/ids.ts';
import { foldedName } from '../../core/review/merge/settle-codes.ts';
import type { Knowledge } from '../../core/review/merge/vector.ts';
import type { Connection } from '../connection.ts';
import { recordNumber } from '../rows/record-table.ts';
import type { Aliases } from './aliases.ts';
import type { Decided } from './decide.ts';
import type { Outcome } from './outcome.ts';

function madeArriving({ folded, theirs }: Decided): boolean {
  const { made } = folded;
  return made !== undefined && !made.retracted && theirs.some((write) => write === made);
}

/** Whether the makers of two records did not know of one another's: then the two may be one. */
function madeApart(a: Decided, b: Decided, knowledge: Knowledge): boolean {
  const [one, other] = [a.folded.made, b.folded.made];
  return (
    one !== undefined &&
    other !== undefined &&
    !one.retracted &&
    !other.retracted &&
    knowledge.concurrent(one, other)
  );
}

/** How a code was made: two made alike, apart from one another, are one. */
function makingOf({ folded }: Decided, aliases: Aliases): string | undefined {
  const { made } = folded;
  if (!made) return undefined;
  const { kind, name, parentId } = made.after;
  const parent = typeof parentId === 'string' ? aliases.of('code', parentId) : null;
  return JSON.stringify([kind, parent, foldedName(String(name))]);
}

function definitionsOf({ folded }: Decided): readonly AttributeDefinition[] {
  const { attributes } = folded.fields;
  return Array.isArray(attributes) ? (attributes as readonly AttributeDefinition[]) : [];
}

/** Attributes of one name and type, and in them choices of one label, are the same in codes that are. */
function uniteParts(a: Decided, b: Decided, aliases: Aliases): void {
  for (const one of definitionsOf(a)) {
    const other = definitionsOf(b).find(
      ({ id, name, type }) => id !== one.id && type === one.type && foldedName(name) === foldedName(one.name),
    );
    if (!other) continue;
    aliases.add('part', one.id, other.id);
    for (const choice of one.choices) {
      const like = other.choices.find(({ label }) => foldedName(label) === foldedName(choice.label));
      if (like && like.id !== choice.id) aliases.add('part', choice.id, like.id);
    }
  }
}

/** Finds codes that several made apart from one another in the same place under the same name: they are one. */
export function uniteCodes(
  codes: ReadonlyMap<Id, Decided>,
  aliases: Aliases,
  knowledge: Knowledge,
  outcome: Outcome,
): void {
  for (let found = true; found; ) {
    found = false;
    const alike = Map.groupBy(codes.values(), (code) => makingOf(code, aliases));
    for (const [making, group] of alike) {
      if (making === undefined || group.length < 2) continue;
      for (const code of group.filter(madeArriving)) {
        for (const other of group) {
          if (aliases.of('code', code.id) === aliases.of('code', other.id)) continue;
          if (!madeApart(code, other, knowledge)) continue;
          uniteParts(code, other, aliases);
          found = aliases.add('code', code.id, other.id) || found;
          outcome.codes.push({
            id: other.id,
            name: String(other.folded.fields.name),
            otherId: code.id,
            otherName: String(code.folded.fields.name),
            how: 'path',
          });
        }
      }
    }
  }
}

const DOCUMENTS_OF_TEXT = `SELECT document.id AS id FROM text JOIN document ON document.text = text.row
  WHERE text.sha256 = ?`;
/** Whether a text was here before the merge: then a document may have been made with it and changed since. */
const WAS_HERE = 'SELECT 1 FROM text WHERE sha256 = ? AND row <= ?';
/** Those that may have been made with another text than they have: something was done to them after their making. */
const CHANGED_DOCUMENTS = `SELECT document.id AS id FROM document
  WHERE (SELECT count(*) FROM (SELECT 1 FROM change_of
    WHERE record = ${recordNumber('document', 0)} + document.row * ${recordNumber('document', 1) - recordNumber('document', 0)} LIMIT 2)) > 1`;

/**
 * Finds documents that several imported apart from one another with the very same text: they are one, whatever became of the text of
 * either since, so that it does not matter what was merged first. `decide` gives what is known of a document; `textsBefore` is the
 * number of the last text that was here before the merge.
 */
export function uniteDocuments(
  connection: Connection,
  textsBefore: number,
  arriving: ReadonlyMap<Id, Decided>,
  decide: (id: Id) => Decided | undefined,
  aliases: Aliases,
  knowledge: Knowledge,
  outcome: Outcome,
): void {
  const sha256Of = (textId: unknown) =>
    typeof textId === 'string'
      ? connection.prepare<{ sha256: string }>('SELECT sha256 FROM text WHERE id = ?').get(textId)?.sha256
      : undefined;
  const fresh = [...arriving.values()].filter(madeArriving);
  const madeWith = ({ folded }: Decided) => sha256Of(folded.made?.after.textId);
  const byText = Map.groupBy(fresh, madeWith);
  let changed: readonly { readonly id: Id }[] | undefined;
  /** Sought only where there is such a text, since deciding what a document was made with takes reading its history. */
  const madeWithFormer = (sha256: string) => {
    if (!connection.prepare(WAS_HERE).get(sha256, textsBefore)) return [];
    changed ??= connection.prepare<{ id: Id }>(CHANGED_DOCUMENTS).all();
    return changed;
  };
  for (const [sha256, alike] of byText) {
    if (sha256 === undefined) continue;
    const here = connection.prepare<{ id: Id }>(DOCUMENTS_OF_TEXT).all(sha256);
    const others = [...new Set([...here, ...madeWithFormer(sha256)].map(({ id }) => id))]
      .map((id) => arriving.get(id) ?? decide(id))
      .filter((one) => one !== undefined)
      .filter((one) => madeWith(one) === sha256);
    for (const document of alike) {
      for (const other of [...others, ...alike]) {
        if (aliases.of('document', document.id) === aliases.of('document', other.id)) continue;
        if (!madeApart(document, other, knowledge)) continue;
        aliases.add('document', document.id, other.id);
        outcome.documents.push({
          id: other.id,
          name: String(other.folded.fields.title),
          otherId: document.id,
          otherName: String(document.folded.fields.title),
          how: 'text',
        });
      }
    }
  }
}
