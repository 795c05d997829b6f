import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorOf } from '../testing/raised.ts';
import { StructuredTextBuilder } from './blocks.ts';
import { checkStructure } from './check.ts';
import { editableParagraphs, editedText } from './edited.ts';
import { arbitraryStructuredText } from './testing/arbitrary-text.ts';

const builder = new StructuredTextBuilder();
builder.block({ kind: 'heading', level: 2 }, 'Interview');
builder.separate('\n\n');
builder.block({ kind: 'paragraph' }, 'A: We shall not sine it.', [{ kind: 'strong', start: 0, end: 2 }]);
builder.block({ kind: 'list-item', level: 1 }, 'first point');
builder.separate('\n');
const text = builder.finish();

describe('a text that is written anew in part', () => {
  it('keeps the kind of each block, its marks and the space between', () => {
    const edited = editedText(text, 1, 2, [{ block: 1, text: 'A: We shall not sign it.' }]);
    expect(edited.text).toBe('Interview\n\nA: We shall not sign it.\nfirst point\n');
    expect(edited.blocks.map(({ kind }) => kind)).toEqual(['heading', 'paragraph', 'list-item']);
    expect(edited.marks).toEqual([{ kind: 'strong', start: 11, end: 13 }]);
    expect(checkStructure(edited)).toEqual([]);
  });

  it('divides, joins, adds and takes away paragraphs', () => {
    const edited = editedText(text, 0, 3, [
      { block: 0, text: 'Interview' },
      { block: 1, text: 'A: We shall not.' },
      { block: null, text: 'B: Sign it.\r\nNow.' },
      { block: 2, text: '  ' },
    ]);
    expect(edited.text).toBe('Interview\n\nA: We shall not.\nB: Sign it.\nNow.\n');
    expect(edited.blocks.map(({ kind }) => kind)).toEqual(['heading', 'paragraph', 'paragraph']);
    expect(checkStructure(edited)).toEqual([]);
  });

  it('is refused where nothing would be left', () => {
    expect(errorOf(() => editedText(text, 0, 3, [{ block: 0, text: ' ' }])).code).toBe('invalid-input');
  });

  it('is the same where nothing was written, and sound whatever was', () => {
    fc.assert(
      fc.property(
        arbitraryStructuredText,
        fc.array(
          fc.tuple(fc.nat(50), fc.constantFrom('', ' ', 'nova\u0301', 'two\nlines', '😀'.repeat(3_000))),
          {
            maxLength: 4,
          },
        ),
        (structured, edits) => {
          const all = editableParagraphs(structured, 0, structured.blocks.length);
          if (all.length === 0) return;
          expect(editedText(structured, 0, structured.blocks.length, all)).toEqual(structured);
          const paragraphs = [...all];
          for (const [at, words] of edits) {
            const place = at % paragraphs.length;
            const there = paragraphs[place];
            if (there && at % 2) paragraphs[place] = { ...there, text: words };
            else paragraphs.splice(place + 1, 0, { block: null, text: words });
          }
          paragraphs.push({ block: null, text: 'an end' });
          expect(checkStructure(editedText(structured, 0, structured.blocks.length, paragraphs))).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });
});
