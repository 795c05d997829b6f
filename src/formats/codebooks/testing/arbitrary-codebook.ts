import fc from 'fast-check';
import { checkDefinitions } from '../../../core/attribute/definitions.ts';
import { arbitraryDefinitions, idOf } from '../../../core/attribute/testing/arbitrary-attributes.ts';
import { CODE_KINDS } from '../../../core/codebook/code.ts';
import { CODE_COLOURS } from '../../../core/codebook/colours.ts';
import { checkOtherParents } from '../../../core/codebook/places.ts';
import { codesInTreeOrder } from '../../../core/codebook/tree.ts';
import { GlossatorError } from '../../../core/errors.ts';
import type { CodebookCode } from '../codebook.ts';

const anyText = fc.oneof(
  fc.constantFrom('', '=1+1', 'a\nb', ' "quoted", <and> & more ', ']]>', '\t', '; // \\'),
  fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !text.includes('\r')),
);

const row = fc.record({
  name: fc
    .oneof(
      fc.constantFrom('Claim', 'a / b', '@SUM(1)', 'x; y', '<b>'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
    )
    .map((name) => name.replace(/\s+/gu, ' ').trim().normalize('NFC'))
    .filter((name) => name !== ''),
  kind: fc.constantFrom(...CODE_KINDS),
  parent: fc.nat(),
  others: fc.array(fc.nat(), { maxLength: 2 }),
  colour: fc.nat({ max: CODE_COLOURS.length - 1 }),
  key: fc.boolean(),
  description: anyText,
  attributes: arbitraryDefinitions,
  from: fc.array(fc.nat(), { maxLength: 2 }),
  to: fc.array(fc.nat(), { maxLength: 2 }),
  directed: fc.boolean(),
  version: fc.integer({ min: 1, max: 3 }),
});

/** Codebooks fit to be stored, in the order of the tree, positions from 0 among siblings. */
export const arbitraryCodebook: fc.Arbitrary<readonly CodebookCode[]> = fc
  .array(row, { maxLength: 8 })
  .map((rows) => {
    const ids = rows.map((_, i) => idOf(5_000 + i));
    const spans = ids.filter((_, i) => rows[i]?.kind === 'span');
    const some = (picks: readonly number[]): readonly string[] =>
      spans.length === 0 ? [] : [...new Set(picks.map((n) => spans[n % spans.length] ?? ''))];
    let codes: CodebookCode[] = [];
    for (const [i, each] of rows.entries()) {
      const parentId = each.parent % (i + 1) === 0 ? null : (ids[(each.parent % (i + 1)) - 1] ?? null);
      const siblings = codes.filter((code) => code.parentId === parentId);
      const taken = siblings.some((code) => code.name.toLocaleLowerCase() === each.name.toLocaleLowerCase());
      codes.push({
        id: ids[i] ?? '',
        name: taken ? `${each.name} ${i}` : each.name,
        kind: each.kind,
        parentId,
        otherParentIds: [],
        colour: each.colour,
        key: each.key ? String.fromCharCode(97 + i) : null,
        description: each.description,
        attributes: checkDefinitions(each.attributes),
        ends:
          each.kind === 'relation'
            ? { from: some(each.from), to: some(each.to), directed: each.directed }
            : null,
        version: each.version,
        position: siblings.length,
      });
    }
    for (const [i, each] of rows.entries()) {
      for (const pick of each.others) {
        const code = codes[i];
        if (!code) continue;
        try {
          const wanted = [...code.otherParentIds, ids[pick % ids.length] ?? ''];
          const otherParentIds = checkOtherParents(code, wanted, codes);
          codes = codes.with(i, { ...code, otherParentIds });
        } catch (thrown) {
          if (!(thrown instanceof GlossatorError)) throw thrown;
        }
      }
    }
    return codesInTreeOrder(codes).map((node) => node.code);
  });
