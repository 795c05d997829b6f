import type { TextRange } from '../../../core/text/structure.ts';
import { childNamed, childrenNamed, textOf, type XmlElement } from '../../xml/tree.ts';
import type { Unheld } from '../foreign/problem.ts';
import type { ForeignAnnotation, ForeignComment, ForeignDocumentCode } from '../foreign/types.ts';
import { commentBody, type Notes } from './notes.ts';
import { guidOf, type QdaCode, timeOf } from './project.ts';

/** What a selection without a code is kept under. */
export const UNCODED = 'Quotation without a code';

/** What is known of the whole project while its sources are read. */
export interface ProjectContext {
  readonly codes: ReadonlyMap<string, QdaCode>;
  readonly users: ReadonlyMap<string, string>;
  readonly notes: Notes;
  readonly unheld: Unheld;
}

/** What has been made of one source so far. */
export class SourceDraft {
  readonly annotations: ForeignAnnotation[] = [];
  readonly documentCodes: ForeignDocumentCode[] = [];
  readonly comments: ForeignComment[] = [];
  /** the first annotation of each selection, by the selection's GUID, and each by its coding's */
  readonly keys = new Map<string, string>();
  readonly #project: ProjectContext;

  constructor(project: ProjectContext) {
    this.#project = project;
  }

  /** One annotation for each code that the selection bears. */
  select(element: XmlElement, ranges: readonly TextRange[]): void {
    const { codes, users, notes, unheld } = this.#project;
    const { guid, creatingUser, creationDateTime, modifiedDateTime } = element.attributes;
    const selection = guidOf(guid) || `line-${element.line}`;
    const note = textOf(childNamed(element, 'Description')).replace(/\r\n?/g, '\n');
    if (this.keys.has(selection))
      unheld.add('second uses of a selection’s id (what refers to it is on the first)', element.line);
    const codings = childrenNamed(element, 'Coding');
    const add = (key: string, code: readonly string[], coding: XmlElement | undefined): void => {
      const person = users.get(guidOf(coding?.attributes.creatingUser ?? creatingUser));
      const createdAt = timeOf(coding?.attributes.creationDateTime ?? creationDateTime);
      const updatedAt = timeOf(modifiedDateTime);
      if (!this.keys.has(selection)) this.keys.set(selection, key);
      this.keys.set(key, key);
      this.annotations.push({
        key,
        code,
        ranges,
        line: element.line,
        ...(person ? { person } : {}),
        ...(note === '' ? {} : { note }),
        ...(createdAt === undefined ? {} : { createdAt }),
        ...(updatedAt === undefined || updatedAt < (createdAt ?? '') ? {} : { updatedAt }),
      });
      for (const each of coding ? notes.on(coding) : []) this.#comment(each, key);
    };
    for (const coding of codings) {
      const code = codes.get(guidOf(childNamed(coding, 'CodeRef')?.attributes.targetGUID));
      if (code) add(guidOf(coding.attributes.guid) || `line-${coding.line}`, code.path, coding);
      else unheld.add('codings with a code that the codebook does not have', coding.line);
    }
    if (codings.length === 0) add(selection, [UNCODED], undefined);
    const first = this.keys.get(selection);
    for (const each of first === undefined ? [] : notes.on(element)) this.#comment(each, first);
  }

  /** What stands on the source as a whole. */
  whole(element: XmlElement): void {
    const { codes, users, notes, unheld } = this.#project;
    for (const coding of childrenNamed(element, 'Coding')) {
      const code = codes.get(guidOf(childNamed(coding, 'CodeRef')?.attributes.targetGUID));
      const person = users.get(guidOf(coding.attributes.creatingUser));
      const key = guidOf(coding.attributes.guid);
      if (code) this.documentCodes.push({ key, code: code.path, ...(person ? { person } : {}) });
      else unheld.add('codings with a code that the codebook does not have', coding.line);
    }
    for (const each of notes.on(element)) this.#comment(each, undefined);
  }

  #comment({ guid, note }: ReturnType<Notes['on']>[number], on: string | undefined): void {
    this.comments.push({
      key: guid,
      body: commentBody(note),
      ...(on === undefined ? {} : { on }),
      ...(note.person ? { person: note.person } : {}),
      ...(note.createdAt === undefined ? {} : { createdAt: note.createdAt }),
    });
  }
}
