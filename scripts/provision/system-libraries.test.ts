import { expect, it } from 'vitest';
import { chosenNames, missingAmong } from './system-libraries.mjs';

const needs = [['libgtk-3-0t64', 'libgtk-3-0'], ['libnss3']];

it('is content with any name that a library goes by', () => {
  expect(missingAmong(needs, new Set(['libgtk-3-0', 'libnss3']))).toEqual([]);
  expect(missingAmong(needs, new Set(['libgtk-3-0t64']))).toEqual([['libnss3']]);
});

it('asks for the newest name that the archive has', () => {
  expect(chosenNames(needs, () => true)).toEqual(['libgtk-3-0t64', 'libnss3']);
  expect(chosenNames(needs, (name: string) => !name.endsWith('t64'))).toEqual(['libgtk-3-0', 'libnss3']);
  expect(chosenNames(needs, () => false)).toEqual(['libgtk-3-0', 'libnss3']);
});
