import type { Id } from '../../core/ids.ts';
import type { RecordTwin } from '../../core/review/merge/report.ts';
import { foldedName } from '../../core/review/merge/settle-codes.ts';
import { resemblance, type Sketch, sketchOf } from '../../core/text/likeness.ts';
import { Reanchorer } from '../../core/text/reanchor-all.ts';
import type { StoreReader } from '../types.ts';

/** What came with a merge and is to be seen: it may be what was here already, though nothing proves it. */
export interface Arrived {
  readonly documents: ReadonlySet<Id>;
  readonly persons: ReadonlySet<Id>;
}

/** Texts that have less in common are different texts. */
const ALIKE = 0.5;
/** Texts whose lengths differ more than this cannot be that much alike. */
const LENGTHS = 2.5;
const LISTED_TWINS = 100;
const LISTED_LOST = 20;

function personTwins(read: StoreReader, { persons }: Arrived): readonly RecordTwin[] {
  const all = read.persons();
  const here = new Map(all.filter(({ id }) => !persons.has(id)).map((one) => [foldedName(one.name), one]));
  return all.flatMap(({ id, name }) => {
    const like = persons.has(id) ? here.get(foldedName(name)) : undefined;
    if (!like) return [];
    const annotations = read.countAnnotations({ personIds: [id] });
    return [
      {
        kind: 'person',
        id,
        name,
        likeId: like.id,
        likeName: like.name,
        share: 1,
        annotations,
        lost: [],
        lostCount: 0,
      },
    ];
  });
}

/** What finds no place in the other text. */
function lostIn(read: StoreReader, documentId: Id, reanchorer: Reanchorer) {
  const lost: string[] = [];
  let lostCount = 0;
  for (const { spans, lost: was } of read.everyAnnotation({ documentIds: [documentId] })) {
    const placed = was ? reanchorer.placeLost(spans) : reanchorer.place(spans);
    if (placed.outcome !== 'lost') continue;
    lostCount += 1;
    if (lost.length < LISTED_LOST) lost.push(spans.map(({ quote }) => quote).join(' … '));
  }
  return { lost, lostCount };
}

function documentTwins(read: StoreReader, { documents }: Arrived): readonly RecordTwin[] {
  if (documents.size === 0) return [];
  const all = read.documents();
  const arrived = all.filter(({ id }) => documents.has(id));
  const here = all.filter(({ id }) => !documents.has(id));
  const sketches = new Map<Id, Sketch>();
  const textOf = (textId: Id, length: number) => read.slice(textId, { start: 0, end: length });
  const sketch = (textId: Id, length: number) => {
    const known = sketches.get(textId) ?? sketchOf(textOf(textId, length));
    sketches.set(textId, known);
    return known;
  };
  return arrived.slice(0, LISTED_TWINS).flatMap((document) => {
    const { id, title, textId, length } = document;
    const near = here
      .filter((one) => one.length <= length * LENGTHS && length <= one.length * LENGTHS)
      .map((one) => ({ one, share: resemblance(sketch(textId, length), sketch(one.textId, one.length)) }))
      .sort((a, b) => b.share - a.share || (a.one.id < b.one.id ? -1 : 1))[0];
    if (!near || near.share < ALIKE) return [];
    const reanchorer = new Reanchorer(textOf(textId, length), textOf(near.one.textId, near.one.length));
    const annotations = read.countAnnotations({ documentIds: [id] });
    const likeness = { likeId: near.one.id, likeName: near.one.title, share: near.share };
    return [{ kind: 'document', id, name: title, ...likeness, annotations, ...lostIn(read, id, reanchorer) }];
  });
}

/**
 * Documents that came with a merge and are nearly the text of one that was here, and persons with the name of one that was: a
 * person decides whether they are one.
 */
export function twinsIn(read: StoreReader, arrived: Arrived): readonly RecordTwin[] {
  return [...personTwins(read, arrived), ...documentTwins(read, arrived)];
}
