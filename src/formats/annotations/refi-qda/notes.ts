import { childNamed, childrenNamed, type XmlElement } from '../../xml/tree.ts';
import type { Payloads } from './payload.ts';
import { guidOf, timeOf } from './project.ts';

export interface QdaNote {
  readonly title: string;
  readonly body: string;
  readonly person: string | undefined;
  readonly createdAt: string | undefined;
}

/** The notes of a project by GUID, and which of them something refers to. */
export class Notes {
  readonly #notes = new Map<string, QdaNote>();
  readonly #referred = new Set<string>();

  static async of(
    project: XmlElement,
    payloads: Payloads,
    users: ReadonlyMap<string, string>,
    missing: (name: string, line: number) => void,
  ): Promise<Notes> {
    const notes = new Notes();
    const list = childNamed(project, 'Notes');
    for (const element of list ? childrenNamed(list, 'Note') : []) {
      const { guid, name = '', creatingUser, creationDateTime } = element.attributes;
      const payload = await payloads.of(element);
      if (!payload) missing(name, element.line);
      notes.#notes.set(guidOf(guid), {
        title: name,
        body: (payload?.text ?? '').replace(/\r\n?/g, '\n'),
        person: users.get(guidOf(creatingUser)),
        createdAt: timeOf(creationDateTime),
      });
    }
    return notes;
  }

  /** Those that the element refers to. */
  on(element: XmlElement): readonly { readonly guid: string; readonly note: QdaNote }[] {
    return childrenNamed(element, 'NoteRef').flatMap(({ attributes }) => {
      const guid = guidOf(attributes.targetGUID);
      const note = this.#notes.get(guid);
      if (!note) return [];
      this.#referred.add(guid);
      return [{ guid, note }];
    });
  }

  /** Those that nothing has referred to so far. */
  left(): readonly QdaNote[] {
    return [...this.#notes].filter(([guid]) => !this.#referred.has(guid)).map(([, note]) => note);
  }
}

/** A note where a comment is wanted: its name is kept where it says something. */
export function commentBody({ title, body }: QdaNote): string {
  if (title === '' || body.startsWith(title)) return body;
  return body === '' ? title : `${title}\n\n${body}`;
}
