import type { DocumentMetadata } from '../../../core/project/records.ts';
import {
  childElements,
  childNamed,
  childrenNamed,
  descendantsNamed,
  textOf,
  type XmlElement,
} from '../../xml/tree.ts';
import { pathOf } from '../foreign/label.ts';
import { metadataFrom } from '../foreign/metadata.ts';
import type { ForeignValue } from '../foreign/types.ts';

function tidy(element: XmlElement | undefined): string {
  return textOf(element).replace(/\s+/g, ' ').trim();
}

function first(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element && descendantsNamed(element, name).next().value;
}

/** What the header says of the text. */
export function metadataOf(header: XmlElement | undefined): Partial<DocumentMetadata> {
  if (!header) return {};
  const file = childNamed(header, 'fileDesc');
  const titles = file && childNamed(file, 'titleStmt');
  const creation = first(header, 'creation');
  const date = first(creation, 'date') ?? first(file && childNamed(file, 'publicationStmt'), 'date');
  const notes = file
    ? [...descendantsNamed(file, 'note')].filter(({ attributes }) => attributes.n !== undefined)
    : [];
  const source = tidy(first(file, 'sourceDesc'));
  const language = first(header, 'language')?.attributes.ident ?? '';
  const when = date?.attributes.when ?? tidy(date);
  const said = {
    title: tidy(titles && childNamed(titles, 'title')),
    author: tidy(titles && childNamed(titles, 'author')),
    source,
    language,
    date: when,
  };
  const fields = Object.fromEntries(notes.map((note) => [note.attributes.n ?? '', textOf(note)]));
  return metadataFrom({
    ...fields,
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== '')),
  });
}

/** Codes by the ids of their categories: what categories lie within stand beneath. */
export function categoriesIn(root: XmlElement): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const visit = (element: XmlElement, above: readonly string[]): void => {
    for (const category of childrenNamed(element, 'category')) {
      const id = category.attributes['xml:id'];
      const described = childNamed(category, 'catDesc') ?? childNamed(category, 'gloss');
      const label = described ? textOf(described).trim() : (category.attributes.n ?? id ?? '');
      const path = label === '' ? above : [...above, ...pathOf(label)];
      if (id !== undefined && path.length > 0) found.set(id, path);
      visit(category, path);
    }
  };
  for (const taxonomy of descendantsNamed(root, 'taxonomy')) visit(taxonomy, []);
  return found;
}

/** Names of people by the ids of the elements that name them. */
export function peopleIn(root: XmlElement): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const kind of ['respStmt', 'person', 'editor', 'name', 'persName']) {
    for (const element of descendantsNamed(root, kind)) {
      const id = element.attributes['xml:id'];
      const named = childNamed(element, 'name') ?? childNamed(element, 'persName') ?? element;
      if (id !== undefined && !found.has(id)) found.set(id, textOf(named));
    }
  }
  return found;
}

function featureValue(value: XmlElement): ForeignValue {
  const { value: given = '' } = value.attributes;
  if (value.name === 'numeric') return Number(given);
  if (value.name === 'binary') return given === 'true' || given === '1';
  if (value.name === 'vColl') return childElements(value).map((each) => String(featureValue(each)));
  return value.name === 'symbol' ? given : textOf(value);
}

/** Feature structures by their ids. */
export function featuresIn(root: XmlElement): ReadonlyMap<string, Readonly<Record<string, ForeignValue>>> {
  const found = new Map<string, Readonly<Record<string, ForeignValue>>>();
  for (const structure of descendantsNamed(root, 'fs')) {
    const id = structure.attributes['xml:id'];
    if (id === undefined) continue;
    const features = childrenNamed(structure, 'f').flatMap((feature) => {
      const [value] = childElements(feature);
      return value ? [[feature.attributes.name ?? '', featureValue(value)] as const] : [];
    });
    found.set(id, Object.fromEntries(features));
  }
  return found;
}

/** Codes of the text as a whole: categories that it is said to be of. */
export function classesIn(
  header: XmlElement | undefined,
  categories: ReadonlyMap<string, readonly string[]>,
): readonly (readonly string[])[] {
  if (!header) return [];
  return [...descendantsNamed(header, 'catRef')].flatMap(({ attributes }) => {
    const paths = (attributes.target ?? '')
      .split(/\s+/)
      .map((target) => categories.get(target.replace(/^#/, '')));
    return paths.filter((path) => path !== undefined);
  });
}
