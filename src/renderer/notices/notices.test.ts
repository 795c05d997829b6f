import { describe, expect, it } from 'vitest';
import { GlossatorError } from '../../core/errors.ts';
import { createNotices } from './notices.ts';

const shownBy = (notices: ReturnType<typeof createNotices>) => notices.shown.get().notices;

describe('notices', () => {
  it('shows an error with its remedy and all that can be copied', () => {
    const notices = createNotices();
    notices.error(new GlossatorError('disk-full', 'The disk is full.', { remedy: 'Free some space.' }));
    expect(shownBy(notices)).toMatchObject([
      { level: 'error', message: 'The disk is full.', remedy: 'Free some space.' },
    ]);
    expect(JSON.parse(shownBy(notices)[0]?.details ?? '')).toMatchObject({ code: 'disk-full' });
  });

  it('shows nothing for what the user cancelled', () => {
    const notices = createNotices();
    notices.error(new GlossatorError('cancelled', 'Cancelled.'));
    expect(shownBy(notices)).toEqual([]);
  });

  it('keeps only the last of what was done, and every error', () => {
    const notices = createNotices();
    notices.error(new GlossatorError('not-found', 'first'));
    for (let i = 0; i < 10; i++) {
      notices.done(`Undone: ${i}`);
      notices.warning(`warning ${i}`);
    }
    const messages = shownBy(notices).map((notice) => notice.message);
    expect(messages).toContain('first');
    expect(messages.filter((message) => message.startsWith('Undone'))).toEqual(['Undone: 9']);
    expect(messages.length).toBeLessThanOrEqual(4);
  });

  it('shows the same thing once', () => {
    const notices = createNotices();
    notices.warning('The same.');
    notices.warning('The same.');
    expect(shownBy(notices)).toHaveLength(1);
  });
});
