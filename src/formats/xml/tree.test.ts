import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GlossatorError } from '../../core/errors.ts';
import { childNamed, descendantsNamed, parseXml, textOf, XML_LIMITS } from './tree.ts';

function failure(work: () => unknown): unknown {
  try {
    work();
  } catch (thrown) {
    return thrown;
  }
  return null;
}

describe('an XML file', () => {
  it('is a tree under the names that the caller gives', () => {
    const root = parseXml(
      '<x:a xmlns:x="urn:one" xmlns="urn:two" x:k="1" k="2"><b>t<![CDATA[<u>]]></b>&amp;</x:a>',
      { names: { 'urn:one': 'o' } },
    );
    expect(root).toMatchObject({ name: 'o:a', attributes: { 'o:k': '1', k: '2' } });
    expect(textOf(childNamed(root, '?:b'))).toBe('t<u>');
    expect(textOf(root)).toBe('t<u>&');
    expect(Array.from(descendantsNamed(root, '?:b'))).toHaveLength(1);
  });

  it.each([
    ['UTF-8 with its mark', Buffer.from('\ufeff<a>ж</a>')],
    ['UTF-16 with its mark', Buffer.from('\ufeff<a>ж</a>', 'utf16le')],
    ['UTF-16 without', Buffer.from('<a>ж</a>', 'utf16le')],
    [
      'Windows-1251, declared',
      Buffer.from('<?xml version="1.0" encoding="windows-1251"?><a>\u00e6</a>', 'latin1'),
    ],
  ])('is decoded from %s', (_, bytes) => {
    expect(textOf(parseXml(bytes))).toBe('ж');
  });

  it('leaves out what XML forbids', () => {
    expect(textOf(parseXml('<a>b\u0000\u000bc</a>'))).toBe('bc');
    expect(textOf(parseXml(Buffer.from('<a>b\u0000c</a>')))).toBe('bc');
  });

  it.each([
    ['an element that does not end', '<a><b></a>', 'file-damaged'],
    ['two roots', '<a/><b/>', 'file-damaged'],
    ['nothing', '', 'file-damaged'],
    ['an entity of its own', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', 'file-damaged'],
    [
      'an external entity',
      '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>',
      'file-damaged',
    ],
    [
      'laughing entities',
      `<!DOCTYPE a [<!ENTITY l0 "ha">${Array.from({ length: 40 }, (_, at) => `<!ENTITY l${at + 1} "&l${at};&l${at};">`).join('')}]><a>&l40;</a>`,
      'file-damaged',
    ],
    ['nesting', '<a>'.repeat(XML_LIMITS.depth + 1), 'structure-too-deep'],
  ])('is refused for %s', (_, xml, code) => {
    expect(failure(() => parseXml(Buffer.from(xml)))).toMatchObject({ code });
  });

  it('reads a type declaration over, for it fetches nothing', () => {
    expect(textOf(parseXml('<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a>b</a>'))).toBe('b');
  });

  it('of any bytes is read or refused with a reason', () => {
    const seed = Buffer.from(
      '<?xml version="1.0"?><a xmlns:p="urn:p" k="v"><p:b>text &lt; more</p:b><!-- c --></a>',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(seed.length - 1), fc.nat(255)), { maxLength: 6 }), (changes) => {
        const bytes = Buffer.from(seed);
        for (const [at, value] of changes) bytes[at] = value;
        const thrown = failure(() => parseXml(bytes));
        expect(thrown === null || thrown instanceof GlossatorError, String(thrown)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
