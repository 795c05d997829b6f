import { describe, expect, it } from 'vitest';
import { guessingBits, strengthWords } from './passphrase.ts';

describe('the strength of a passphrase', () => {
  it.each([
    ['a', 'Weak'],
    ['aaaaaaaaaaaaaaaaaaaaaaaa', 'Weak'],
    ['123456789012', 'Weak'],
    ['password', 'Weak'],
    ['Password1!', 'Weak'],
    ['lamp river seven cousin', 'Fair'],
    ['lamp river seven cousin orange thunder', 'Strong'],
    ['лампа река семь кузен апельсин гром', 'Strong'],
    ['4tR9-vK2p-Qz7m-W8xd', 'Strong'],
  ])('%s', (passphrase, begins) => {
    expect(strengthWords(passphrase)?.startsWith(begins)).toBe(true);
  });

  it('says nothing of none, and no less of a longer one', () => {
    expect(strengthWords('')).toBeUndefined();
    expect(guessingBits('lamp river seven')).toBeGreaterThan(guessingBits('lamp river'));
  });
});
