import { describe, expect, it } from 'vitest';
import { isOwnRequest, refusedName } from './requests.ts';

describe('isOwnRequest', () => {
  it('lets the program have its own files', () => {
    expect(isOwnRequest('app://glossator/index.html', false)).toBe(true);
  });

  it.each([
    'https://example.invalid/',
    'http://127.0.0.1:80/',
    'ws://localhost/',
    'file:///etc/hosts',
    'app://glossator.example/index.html',
    'app://glossator',
    'app://other/',
    'devtools://devtools/bundled/inspector.html',
    'data:text/html,x',
    'blob:app://glossator/1',
    'about:blank',
  ])('refuses %s', (address) => {
    expect(isOwnRequest(address, false)).toBe(false);
  });

  it('lets developer tools load where they are allowed, and nothing more', () => {
    expect(isOwnRequest('devtools://devtools/bundled/inspector.html', true)).toBe(true);
    expect(isOwnRequest('devtools://remote/', true)).toBe(false);
    expect(isOwnRequest('https://example.invalid/', true)).toBe(false);
  });
});

it('refusedName keeps path and query out of the log', () => {
  expect(refusedName('https://example.invalid/secret?name=x')).toBe('https://example.invalid');
  expect(refusedName('nonsense')).toBe('malformed');
});
