import { describe, expect, it } from 'vitest';
import { shares } from './shares.ts';

describe('shares of documents', () => {
  it('are parts of all documents', () => {
    expect(shares({ documents: { done: 1, 'in-progress': 1, 'not-started': 2 } })).toEqual({
      total: 4,
      done: 0.25,
      inProgress: 0.25,
    });
  });

  it('are none where there are no documents', () => {
    const none = shares({ documents: { done: 0, 'in-progress': 0, 'not-started': 0 } });
    expect(none).toEqual({ total: 0, done: 0, inProgress: 0 });
  });
});
