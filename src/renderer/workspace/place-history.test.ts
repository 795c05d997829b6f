import { expect, test } from 'vitest';
import { PlaceHistory } from './place-history.ts';

const place = (documentId: string) => ({ documentId, annotationId: null, range: { start: 0, end: 1 } });

test('leads back through the places left, and forward again', () => {
  const history = new PlaceHistory();
  history.leave(place('a'));
  history.leave(place('b'));
  expect(history.back(place('c'))?.documentId).toBe('b');
  expect(history.back(place('b'))?.documentId).toBe('a');
  expect(history.back(place('a'))).toBeNull();
  expect(history.forward(place('a'))?.documentId).toBe('b');
  expect(history.forward(place('b'))?.documentId).toBe('c');
  expect(history.canGoForward).toBe(false);
});

test('another jump forgets what lay ahead', () => {
  const history = new PlaceHistory();
  history.leave(place('a'));
  history.back(place('b'));
  history.leave(place('a'));
  expect(history.canGoForward).toBe(false);
  expect(history.canGoBack).toBe(true);
});
