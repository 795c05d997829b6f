import { editMe, listLayers, setBlind, setLayers } from '../people.ts';
import type { Session } from '../session.ts';
import type { HandlersOf } from './topic.ts';

export function peopleHandlers(session: Session): HandlersOf<'people'> {
  return {
    'people.layers': (input) => listLayers(session, input),
    'people.setLayers': (input) => setLayers(session, input),
    'people.editMe': (input) => editMe(session, input),
    'people.setBlind': (input) => setBlind(session, input),
  };
}
