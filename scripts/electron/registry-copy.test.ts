import { expect, it } from 'vitest';
import { placeInRegistryCopy } from './registry-copy.mjs';

it.each([
  ['Cypress/Cypress', 'electron'],
  ['Cypress/locales/ru.pak', 'locales/ru.pak'],
  ['Cypress/resources/app/node_modules/bindings/bindings.js', 'node_modules/bindings/bindings.js'],
  [
    'Cypress/resources/app/node_modules/better-sqlite3/lib/index.js',
    'node_modules/better-sqlite3/lib/index.js',
  ],
  ['Cypress/browser_v8_context_snapshot.bin', null],
  ['Cypress/resources/app/node_modules/lodash/lodash.js', null],
  ['Cypress/resources/app/index.js', null],
  ['Other/file', null],
])('places %s at %s', (name, place) => {
  expect(placeInRegistryCopy(name)).toBe(place);
});
