import { expect, test } from 'vitest';
import { nameInVivo } from './name-in-vivo.ts';

test('a passage becomes a name: one line, no marks around it', () => {
  expect(nameInVivo(['“the dam\n stays shut,”'])).toBe('the dam stays shut');
  expect(nameInVivo(['Што рабіць?'])).toBe('Што рабіць');
  expect(nameInVivo(['one', 'two.'])).toBe('one … two');
});

test('a long passage is cut at a word', () => {
  const name = nameInVivo([
    'Nobody asked the villages below whether they wanted the dam to stay shut until spring',
  ]);
  expect(name).toBe('Nobody asked the villages below whether they wanted the dam…');
});

test('no character is cut in two, and nothing to say is no name', () => {
  expect(nameInVivo(['x😀'.repeat(60)])?.isWellFormed()).toBe(true);
  expect(nameInVivo([' … '])).toBeNull();
});
