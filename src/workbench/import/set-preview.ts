import { type ImportLabel, type ImportSet, PREVIEW_BLOCKS } from '../../contract/procedures.ts';
import type { AnnotationRun } from '../../core/annotation/run.ts';
import type { CodeKind } from '../../core/codebook/code.ts';
import { codePath } from '../../core/codebook/tree.ts';
import type { Warning } from '../../core/errors.ts';
import { annotationInRun } from '../../formats/annotations/annotation-in-run.ts';
import { tidyPath } from '../../formats/annotations/foreign/intake-codes.ts';
import type { ForeignItem } from '../../formats/annotations/foreign/types.ts';
import { setFormats } from '../../formats/annotations/index.ts';
import type { ReadRecord } from '../../formats/annotations/reader.ts';
import type { StoreReader } from '../../store/types.ts';
import type { Session } from '../session.ts';
import type { FoundSet } from './found-set.ts';
import { renaming } from './label-mapping.ts';
import { documentsWithText } from './same-text.ts';
import { TextPlaces } from './text-places.ts';

/** Problems of an annotated set that a preview lists. */
const MAX_WARNINGS = 50;

/** What a set holds, in the order in which a preview counts it. */
const COUNTED: readonly (readonly [ReadRecord['kind'], string])[] = [
  ['document', 'Documents'],
  ['annotation', 'Annotations'],
  ['relation', 'Relations'],
  ['code', 'Codes'],
  ['entity', 'Entities'],
  ['documentCode', 'Document codes'],
  ['verdict', 'Verdicts'],
  ['relationVerdict', 'Verdicts on relations'],
  ['assignment', 'Assignments'],
  ['comment', 'Comments'],
  ['memo', 'Memos'],
  ['person', 'People'],
  ['problem', 'Problems'],
];
const ALWAYS_COUNTED = new Set(['Documents', 'Annotations', 'Codes', 'People', 'Problems']);

export interface SetPreview {
  readonly set: ImportSet;
  /** UTF-16 code units of the texts that are not here yet */
  readonly length: number;
  /** of the documents, some */
  readonly titles: readonly string[];
  readonly warnings: readonly Warning[];
}

/** Counts labels and people as the file has them. */
class LabelTally {
  readonly #labels = new Map<string, { kind: CodeKind; label: readonly string[]; count: number }>();
  readonly #people = new Map<string, number>();

  item(item: ForeignItem): void {
    if (item.kind === 'code') this.#label('span', item.code.path, 0);
    if (item.kind !== 'document') return;
    const { annotations, relations, documentCodes = [] } = item.document;
    for (const { code, person } of annotations) this.#taken('span', code, person);
    for (const { code, person } of relations) this.#taken('relation', code, person);
    for (const { code, person } of documentCodes) this.#taken('document', code, person);
  }

  #taken(kind: CodeKind, path: readonly string[], person = ''): void {
    this.#label(kind, path, 1);
    this.#people.set(person, (this.#people.get(person) ?? 0) + 1);
  }

  #label(kind: CodeKind, path: readonly string[], count: number): void {
    const key = JSON.stringify([kind, ...path]);
    const known = this.#labels.get(key);
    if (known) known.count += count;
    else this.#labels.set(key, { kind, label: tidyPath(path), count });
  }

  labels(read: StoreReader): readonly ImportLabel[] {
    const { rename } = renaming(read, undefined);
    const codes = read.codes();
    const byId = new Map(codes.map((code) => [code.id, code]));
    const keyOf = (kind: CodeKind, path: readonly string[]) => JSON.stringify([kind, ...path]).toLowerCase();
    const byPath = new Map(codes.map((code) => [keyOf(code.kind, codePath(code, byId)), code]));
    return [...this.#labels.values()]
      .sort((a, b) => b.count - a.count)
      .map(({ kind, label, count }) => {
        const path = rename(kind, label) ?? label;
        const code = byPath.get(keyOf(kind, path));
        return { kind, label, count, code: code ? { id: code.id, path: codePath(code, byId) } : null };
      });
  }

  get people(): ImportSet['people'] {
    return [...this.#people]
      .map(([name, count]) => ({ name, count }))
      .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  }
}

/** How many of a run are in the project by their ids. */
function alreadyHere(read: StoreReader, run: AnnotationRun): number {
  let here = 0;
  for (let place = 0; place < run.count; place++) {
    if (read.annotation(annotationInRun(run, place).id)?.deleted === false) here += 1;
  }
  return here;
}

/** Reads the whole set, which is the only way to say what is wrong with it before anything is written. */
export async function previewSet(
  { store, me }: Session,
  found: FoundSet,
  onRead: (bytes: number) => void,
): Promise<SetPreview> {
  const tally = new LabelTally();
  const counts = new Map<ReadRecord['kind'], number>();
  const codes = new Set<string>();
  const people: string[] = [];
  const titles: string[] = [];
  const warnings: Warning[] = [];
  let length = 0;
  const attached = new Set<string>();
  let annotationsHere = 0;
  const texts = new TextPlaces(store.read, undefined);
  const wishes = { nobody: me, onItem: (item: ForeignItem) => tally.item(item), textFor: texts.find };
  for await (const records of found.records(wishes, onRead)) {
    for (const record of records) {
      // A code comes again where it has got further attributes.
      if (record.kind === 'code' && codes.has(record.code.id)) continue;
      if (record.kind === 'annotations') {
        const { documentId, count } = record.run;
        counts.set('annotation', (counts.get('annotation') ?? 0) + count);
        if (attached.has(documentId)) annotationsHere += alreadyHere(store.read, record.run);
        continue;
      }
      counts.set(record.kind, (counts.get(record.kind) ?? 0) + 1);
      if (record.kind === 'code') codes.add(record.code.id);
      if (record.kind === 'person') people.push(record.person.name);
      if (record.kind === 'problem' && warnings.length < MAX_WARNINGS) warnings.push(record.error);
      if (record.kind === 'annotation' && attached.has(record.annotation.documentId)) {
        if (store.read.annotation(record.annotation.id)?.deleted === false) annotationsHere += 1;
      }
      if (record.kind !== 'document') continue;
      const { id, structured, textSha256, title } = record.document;
      if (documentsWithText(store.read, textSha256, structured.text).length > 0) attached.add(id);
      else length += structured.text.length;
      if (titles.length < PREVIEW_BLOCKS - 1) titles.push(title);
    }
  }
  return {
    set: {
      title: setFormats.find(({ about }) => about.format === found.format)?.about.title ?? found.format,
      counts: COUNTED.map(([kind, what]) => ({ what, count: counts.get(kind) ?? 0 })).filter(
        ({ what, count }) => count > 0 || ALWAYS_COUNTED.has(what),
      ),
      attached: attached.size,
      annotationsHere,
      people: found.foreign ? tally.people : people.map((name) => ({ name, count: 0 })),
      labels: tally.labels(store.read),
      texts: texts.places,
    },
    length,
    titles,
    warnings,
  };
}
