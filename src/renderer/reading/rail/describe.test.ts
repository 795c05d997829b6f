import { expect, test } from 'vitest';
import { annotationOf } from '../testing/annotations.ts';
import { accessibleName, initials, shortQuote } from './describe.ts';

function quoting(...quotes: readonly string[]) {
  const annotation = annotationOf(
    'a',
    quotes.map((_, at) => [at * 10, at * 10 + 5]),
  );
  return { ...annotation, spans: annotation.spans.map((span, at) => ({ ...span, quote: quotes[at] ?? '' })) };
}

test('the name says code, quotation and person', () => {
  const names = {
    codeName: () => 'Claim',
    personName: () => 'Ann',
    isMine: () => true,
    isDiscussed: () => false,
    relationsOf: () => [],
  };
  expect(accessibleName(quoting('the river\nrose'), names)).toBe('Claim, ‘the river rose’, by Ann, draft');
});

test('and status, fragments, an open discussion and relations', () => {
  const names = {
    codeName: () => 'Claim',
    personName: () => 'Ann',
    isMine: () => true,
    isDiscussed: () => true,
    relationsOf: () => [
      'contradicts ‘it fell’',
      'supports ‘so it did’',
      'answers ‘did it?’',
      'repeats ‘it did’',
    ],
  };
  expect(accessibleName({ ...quoting('it', 'rose'), status: 'flagged' }, names)).toBe(
    'Claim, ‘it … rose’, by Ann, flagged, 2 fragments, open discussion, ' +
      'contradicts ‘it fell’, supports ‘so it did’, answers ‘did it?’, 1 more relation',
  );
});

test('the parts of a quotation are joined, and a long one is cut at a word', () => {
  expect(shortQuote(quoting('one', 'two'))).toBe('one … two');
  expect(shortQuote(quoting('alpha beta gamma delta'), 12)).toBe('alpha beta…');
});

test('no character is cut in two', () => {
  expect(shortQuote(quoting('😀'.repeat(10)), 5)).toBe('😀😀…');
});

test('initials are whole characters of any script', () => {
  expect(initials('Ann Reader')).toBe('AR');
  expect(initials('  янка  ')).toBe('Я');
  expect(initials('👩‍🔬 Ada')).toBe('👩‍🔬A');
  expect(initials('')).toBe('');
});
