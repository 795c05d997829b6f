import { listLayers, setBlind } from '../../workbench/people.ts';
import { progressOfAll } from '../../workbench/progress.ts';
import { withProject, withProjectToRead } from '../../workbench/project-file.ts';
import { seeing } from '../../workbench/seeing/seeing.ts';
import type { Session } from '../../workbench/session.ts';
import { type CommandContext, numbered, type Outcome } from '../outcome.ts';

function described(path: string, session: Session): Outcome {
  const { store, me } = session;
  const { people: layers, blindDocuments } = listLayers(session, { counts: true });
  const progress = new Map(progressOfAll(session).map((each) => [each.personId, each.documents]));
  const names = new Map(store.read.persons().map(({ id, name }) => [id, name]));
  const people = layers.map(({ personId, annotations }) => ({
    id: personId,
    name: names.get(personId) ?? '',
    me: personId === me.id,
    annotations: annotations ?? 0,
    documents: progress.get(personId) ?? { 'not-started': 0, 'in-progress': 0, done: 0 },
  }));
  const { blind } = store.read.project();
  const lines = [
    ...people.map(
      ({ name, me: isMe, annotations, documents }) =>
        `${name}${isMe ? ' (me)' : ''}: ${numbered(annotations, 'annotation', 'annotations')}, ${documents.done} done, ${documents['in-progress']} in progress`,
    ),
    blind
      ? `Blind coding is on: what others did in ${numbered(blindDocuments ?? 0, 'document', 'documents')} is hidden until you are done with them.`
      : 'Blind coding is off.',
  ];
  return { json: { path, blind, blindDocuments, people }, text: `${lines.join('\n')}\n`, failed: false };
}

/** `people P.gloss [--blind on|off]` */
export function people(
  path: string,
  blind: 'on' | 'off' | undefined,
  { warn }: CommandContext,
): Promise<Outcome> {
  if (blind === undefined) return withProjectToRead(path, warn, (session) => described(path, session));
  return withProject(path, warn, (session) => {
    setBlind(session, { blind: blind === 'on' });
    return described(path, seeing(session));
  });
}
