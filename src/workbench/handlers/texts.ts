import type { Session } from '../session.ts';
import { loseAnnotation, lostAnchor, placeAnnotation } from '../texts/anchors.ts';
import { textVersions } from '../texts/versions.ts';
import type { HandlersOf } from './topic.ts';

// Loaded on first use: with these come all the readers.
const changing = () => import('../texts/change.ts');
const past = () => import('../texts/versions.ts');

export function textHandlers(session: Session): HandlersOf<'texts'> {
  return {
    'texts.versions': (input) => textVersions(session, input),
    'texts.preview': async (input, { signal, progress }) =>
      (await changing()).previewTextChange(session, input, { signal, onProgress: progress }),
    'texts.change': async (input, { signal, progress }) =>
      (await changing()).changeText(session, input, { signal, onProgress: progress }),
    'texts.report': async (input, { signal, progress }) =>
      (await past()).pastReport(session, input, { signal, onProgress: progress }),
    'texts.lostAnchor': (input) => lostAnchor(session, input),
    'texts.place': (input) => placeAnnotation(session, input),
    'texts.lose': (input) => loseAnnotation(session, input),
  };
}
