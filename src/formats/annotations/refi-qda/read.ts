import { GlossatorError } from '../../../core/errors.ts';
import {
  childElements,
  childNamed,
  childrenNamed,
  parseXml,
  textOf,
  XML_SET_LIMITS,
  type XmlElement,
} from '../../xml/tree.ts';
import { wholeText } from '../foreign/decode.ts';
import { pathOf } from '../foreign/label.ts';
import { problem, Unheld } from '../foreign/problem.ts';
import type { Bundle, BundleFile, ForeignItem, ForeignReader, ForeignRelation } from '../foreign/types.ts';
import { metadataFromValues } from './metadata.ts';
import { Notes } from './notes.ts';
import { Payloads } from './payload.ts';
import { bestConvention, type Convention, fitsOf, SourceText } from './positions.ts';
import { codesOf, guidOf, usersOf, valuesOf, variablesOf } from './project.ts';
import { type ProjectContext, SourceDraft } from './selections.ts';
import { OTHER_SELECTIONS, selectedIn, statedIn, type TextPlace, textsOf } from './sources.ts';

const NAMESPACE = /QDA-XML:project:/;

function projectFile({ files }: Bundle): BundleFile | undefined {
  return files.find(({ path }) => path.toLowerCase().endsWith('.qde'));
}

/** Reads the project of one bundle. */
class ProjectReader {
  readonly #bundle: Bundle;
  readonly #project: XmlElement;
  readonly #path: string;
  readonly #payloads: Payloads;
  readonly #context: ProjectContext;
  readonly #variables: ReadonlyMap<string, string>;
  readonly #linked = new Set<XmlElement>();

  private constructor(
    bundle: Bundle,
    project: XmlElement,
    path: string,
    payloads: Payloads,
    context: ProjectContext,
  ) {
    this.#bundle = bundle;
    this.#project = project;
    this.#path = path;
    this.#payloads = payloads;
    this.#context = context;
    this.#variables = variablesOf(project);
  }

  static async of(bundle: Bundle, file: BundleFile): Promise<ProjectReader> {
    const project = parseXml(await wholeText(file), {
      names: 'local',
      path: file.path,
      limits: XML_SET_LIMITS,
    });
    if (project.name !== 'Project') {
      throw new GlossatorError(
        'record-malformed',
        `The file is XML, but no REFI-QDA project: it begins with <${project.name}>.`,
        { place: { path: file.path, line: project.line } },
      );
    }
    const payloads = new Payloads(bundle);
    const users = usersOf(project);
    const unheld = new Unheld();
    const notes = await Notes.of(project, payloads, users, (_name, line) =>
      unheld.add('texts of notes that are not in the file', line),
    );
    return new ProjectReader(bundle, project, file.path, payloads, {
      codes: codesOf(project),
      users,
      notes,
      unheld,
    });
  }

  async *items(): AsyncGenerator<ForeignItem> {
    yield* this.#codes();
    const places = this.#sources().flatMap(textsOf);
    const convention = await this.#convention(places);
    for (const place of places) yield* this.#document(place, convention);
    yield* this.#memos();
    this.#countOthers();
    yield* this.#context.unheld.items(this.#path);
  }

  *#codes(): Generator<ForeignItem> {
    for (const { path, colour, description } of this.#context.codes.values()) {
      yield {
        kind: 'code',
        code: {
          path,
          ...(colour === undefined ? {} : { colour }),
          ...(description === '' ? {} : { description }),
        },
      };
    }
  }

  #sources(): readonly XmlElement[] {
    const sources = childNamed(this.#project, 'Sources');
    return sources ? childElements(sources) : [];
  }

  async #convention(places: readonly TextPlace[]): Promise<Convention> {
    const counts: (readonly number[])[] = [];
    for (const place of places) {
      const payload = await this.#payloads.of(place.text);
      if (payload) counts.push(fitsOf(new SourceText(payload.text), statedIn(place)));
    }
    return bestConvention(counts);
  }

  async *#document(place: TextPlace, convention: Convention): AsyncGenerator<ForeignItem> {
    const { text: element, source } = place;
    const { attributes } = source;
    const name = element.attributes.name || attributes.name || 'Untitled';
    const payload = await this.#payloads.of(element);
    if (!payload) {
      yield this.#withoutText(place, name);
      return;
    }
    const text = new SourceText(payload.text);
    const draft = new SourceDraft(this.#context);
    for (const { element: selection, range } of selectedIn(text, place, convention)) {
      if (range) draft.select(selection, [range]);
      else this.#context.unheld.add('selections whose place in the text is not said', selection.line);
    }
    draft.whole(source);
    const described = textOf(childNamed(source, 'Description')).trim();
    const values = valuesOf(source, this.#variables);
    const fields = described === '' ? values : { description: described, ...values };
    yield {
      kind: 'document',
      document: {
        path: this.#path,
        key: `${this.#bundle.name}/${guidOf(element.attributes.guid ?? attributes.guid)}`,
        metadata: { ...metadataFromValues(fields), title: name },
        structured: text.file.structured(),
        original: { bytes: payload.bytes, mediaType: 'text/plain', encoding: 'utf-8' },
        annotations: draft.annotations,
        relations: this.#relations(draft.keys),
        documentCodes: draft.documentCodes,
        comments: draft.comments,
      },
    };
  }

  #withoutText({ text, source }: TextPlace, name: string): ForeignItem {
    const lost = [...childElements(text), ...childElements(source)].filter(({ name: of }) =>
      of.endsWith('Selection'),
    );
    const count = new Set(lost).size;
    return problem(
      'error',
      'file-missing',
      `The text of ‘${name}’ is not in the file${count === 0 ? '' : `; its ${count} selections are left out`}.`,
      { path: this.#path, line: text.line },
      'Export the project again with its sources, as a .qdpx file.',
    );
  }

  /** Links between two passages of a document. */
  #relations(keys: ReadonlyMap<string, string>): readonly ForeignRelation[] {
    const links = childNamed(this.#project, 'Links');
    return (links ? childrenNamed(links, 'Link') : []).flatMap((link): readonly ForeignRelation[] => {
      const { guid, name, originGUID, targetGUID } = link.attributes;
      const [from, to] = [keys.get(guidOf(originGUID)), keys.get(guidOf(targetGUID))];
      if (from === undefined || to === undefined) return [];
      this.#linked.add(link);
      return [{ key: guidOf(guid), code: pathOf(name?.trim() || 'Link'), from, to, line: link.line }];
    });
  }

  *#memos(): Generator<ForeignItem> {
    const { notes, codes } = this.#context;
    const memo = (
      note: ReturnType<Notes['left']>[number],
      on: 'project' | 'code',
      path?: readonly string[],
    ) => {
      const { title, body, person } = note;
      return {
        kind: 'memo' as const,
        on,
        title,
        body,
        ...(path === undefined ? {} : { path }),
        ...(person ? { person } : {}),
      };
    };
    for (const { path, element } of codes.values())
      for (const { note } of notes.on(element)) yield memo(note, 'code', path);
    for (const { note } of notes.on(this.#project)) yield memo(note, 'project');
    for (const note of notes.left()) yield memo(note, 'project');
  }

  #countOthers(): void {
    const { unheld } = this.#context;
    const listed = (list: string, name: string): readonly XmlElement[] => {
      const element = childNamed(this.#project, list);
      return element ? childrenNamed(element, name) : [];
    };
    for (const link of listed('Links', 'Link'))
      if (!this.#linked.has(link))
        unheld.add(
          'links that do not connect two passages of one text',
          link.line,
          1,
          'record-unknown-reference',
        );
    for (const each of listed('Cases', 'Case')) unheld.add('cases', each.line);
    for (const each of listed('Sets', 'Set')) unheld.add('sets', each.line);
    for (const each of listed('Graphs', 'Graph')) unheld.add('graphs', each.line);
    for (const source of this.#sources()) {
      for (const kind of OTHER_SELECTIONS)
        for (const each of childrenNamed(source, kind))
          unheld.add('selections in pictures, sound and film', each.line);
      if (textsOf(source).length === 0)
        unheld.add('pictures, recordings and PDF files without a text', source.line);
    }
  }
}

/** Projects of REFI-QDA (`.qdpx`, or the bare `.qde` in it), as ATLAS.ti, MAXQDA, NVivo, QualCoder, Transana and others write them. */
export const refiQdaReader: ForeignReader = {
  format: 'refi-qda',
  title: 'REFI-QDA project',
  async recognise(bundle) {
    const file = projectFile(bundle);
    if (!file) return 0;
    const head = new TextDecoder().decode(await file.head());
    return NAMESPACE.test(head) ? 0.99 : /<Project[\s>]/.test(head) ? 0.7 : 0;
  },
  async *read(bundle) {
    const file = projectFile(bundle);
    if (!file) {
      throw new GlossatorError('record-malformed', 'There is no project (.qde) in it.', {
        place: { path: bundle.name },
      });
    }
    const reader = await ProjectReader.of(bundle, file);
    yield* reader.items();
  },
};
