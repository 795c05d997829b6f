import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageResource } from './resource.ts';

const folder = path.resolve('/program/out/renderer');
const fileOf = (address: string) => pageResource(folder, address)?.file ?? null;

describe('pageResource', () => {
  it('finds the files of the page, with their media types', () => {
    expect(pageResource(folder, 'app://glossator/index.html')).toEqual({
      file: path.join(folder, 'index.html'),
      mediaType: 'text/html; charset=utf-8',
    });
    expect(pageResource(folder, 'app://glossator/assets/index-B_x-1.js?v=1#top')).toEqual({
      file: path.join(folder, 'assets', 'index-B_x-1.js'),
      mediaType: 'text/javascript; charset=utf-8',
    });
  });

  it.each([
    'app://glossator/../main/index.js',
    'app://glossator/%2e%2e/main/index.js',
    'app://glossator/..%2fmain/index.js',
    'app://glossator/assets/..%5c..%5cmain/index.js',
    'app://glossator/%252e%252e/main/index.js',
    'app://glossator//etc/hosts.json',
    'app://glossator/C:/secret.json',
    'app://glossator/index.html%00.png',
    'app://glossator/.hidden.json',
    'app://glossator/%E0%A4%A.js',
    'app://glossator/',
    'app://glossator/preload.cjs',
    'app://elsewhere/index.html',
    'file:///etc/hosts.json',
    'https://glossator/index.html',
    'no address',
  ])('serves nothing outside the page: %s', (address) => {
    // URL itself folds `..` and `%2e%2e`: what is left of such an address names a file inside the page's folder.
    expect([null, path.join(folder, 'main', 'index.js')]).toContain(fileOf(address));
  });

  it('never leads outside its folder, whatever the address', () => {
    const piece = fc.oneof(
      fc.constantFrom('..', '.', '%2e%2e', '%2f', '%5c', '\\', '/', '//', 'a.js', 'b', '%00', '~'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const file = fileOf(`app://glossator/${pieces.join('/')}.js`);
        expect(file === null || file.startsWith(folder + path.sep)).toBe(true);
      }),
    );
  });
});
