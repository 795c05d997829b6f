import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GlossatorError } from '../../../core/errors.ts';
import { checkStructure } from '../../../core/text/check.ts';
import type { BlockKind } from '../../../core/text/structure.ts';
import { readDocument } from '../index.ts';

/** Files that others wrote, where the checkout has them beside it. */
const FOLDER = new URL('../../../../../shared/interop/documents/', import.meta.url);

interface Right {
  readonly words: number;
  readonly blocks: Partial<Record<BlockKind, number>>;
  readonly cells?: number;
  readonly author?: string;
  /** parts that are told of as not in the text */
  readonly told?: readonly string[];
}

/**
 * What each file must give: the words and blocks that are in it, or the error that says why not. The words are those that
 * LibreOffice 7.4 and pandoc 2.17 find, but for what is said here.
 */
const TABLE: readonly (readonly [file: string, expected: Right | string, why: string])[] = [
  ['docx/NullHeader.docx', { words: 697, blocks: { paragraph: 32 }, author: 'Apache POI' }, ''],
  ['docx/protected_normal_case.docx', 'file-encrypted', 'a compound file with the document encrypted inside'],
  ['docx/testComment.docx', { words: 4, blocks: { paragraph: 1 }, told: ['1 comment'] }, ''],
  [
    'docx/testExternalRefs.docx',
    { words: 16, blocks: { paragraph: 4 } },
    'what its fields refer to is not fetched',
  ],
  [
    'docx/testWORD_numbered_list.docx',
    {
      words: 150,
      blocks: { paragraph: 8, 'list-item': 48, 'page-break': 1 },
      cells: 4,
      told: ['1 comment'],
    },
    'both others write the numbers of items into the text, and leave out the text box',
  ],
  ['docx/testWORD_protected_passtika.docx', 'file-encrypted', ''],
  [
    'docx/testWORD_tableInRunInsideParagraph.docx',
    { words: 141, blocks: { paragraph: 20 }, cells: 19 },
    'its tables stand inside runs, where both others do not look',
  ],
  [
    'docx/testWORD_text_box.docx',
    { words: 24, blocks: { paragraph: 2 } },
    'the others leave the text box out',
  ],
  ['odt/testFooter.odt', { words: 11, blocks: { paragraph: 2 } }, ''],
  ['odt/testODTEmbedded.odt', { words: 7, blocks: { paragraph: 1 } }, ''],
  ['odt/testODTStyles3.odt', { words: 153, blocks: { paragraph: 19 }, cells: 15, told: ['2 comments'] }, ''],
  ['odt/testODTnotaZipFile.odt', 'file-damaged', 'no archive at all'],
  ['rtf/testComment.rtf', { words: 4, blocks: { paragraph: 1 }, told: ['1 comment'] }, ''],
  [
    'rtf/testFontAfterBufferedText.rtf',
    { words: 2, blocks: { paragraph: 1 } },
    'pandoc does not know code pages of fonts',
  ],
  ['rtf/testRTF-ms932.rtf', { words: 4, blocks: { paragraph: 4 } }, ''],
  [
    'rtf/testRTFJapanese.rtf',
    { words: 78, blocks: { paragraph: 12, 'list-item': 6 }, cells: 3, author: 'VMazel' },
    '',
  ],
  ['rtf/testRTFTIKA_2150.rtf', { words: 7, blocks: { paragraph: 2 } }, ''],
  ['rtf/testRTFTableCellSeparation.rtf', { words: 8, blocks: { paragraph: 8 }, cells: 8 }, ''],
  [
    'rtf/testRTFTableCellSeparation2.rtf',
    { words: 5, blocks: { paragraph: 2 }, cells: 2 },
    'LibreOffice joins the two cells into one word',
  ],
  ['rtf/testRTFUmlautSpaces2.rtf', { words: 1, blocks: { paragraph: 1 } }, ''],
  ['rtf/testRTFWindowsCodepage1250.rtf', { words: 6, blocks: { paragraph: 2 } }, ''],
  [
    'epub/testEPUB.epub',
    { words: 64, blocks: { heading: 5, paragraph: 10, 'list-item': 2 }, cells: 2, author: 'Bart Hanssens' },
    '',
  ],
  [
    'html/mhtml-A_KAE.mhtml',
    { words: 1186, blocks: { heading: 27, paragraph: 76, 'list-item': 14 }, cells: 4 },
    'in Windows-1252, which only the page says; as many words as in the text that comes with it',
  ],
  ['rtf/testRTFWord2010CzechCharacters.rtf', { words: 68, blocks: { paragraph: 3 } }, ''],
];

function counted<T extends string>(values: readonly T[]): Partial<Record<T, number>> {
  const counts: Partial<Record<T, number>> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

describe.runIf(existsSync(FOLDER))('documents that others wrote', () => {
  it.each(TABLE)('%s', async (file, expected) => {
    const request = { bytes: readFileSync(new URL(file, FOLDER)), fileName: file.replace(/.*\//, '') };
    if (typeof expected === 'string') {
      const thrown = await readDocument(request).catch((error: unknown) => error);
      expect(thrown).toBeInstanceOf(GlossatorError);
      expect(thrown).toMatchObject({ code: expected, remedy: expect.any(String) });
      return;
    }
    const document = await readDocument(request);
    const { text, blocks, metadata, warnings } = document;
    expect(checkStructure(document)).toEqual([]);
    expect(text).not.toContain('\ufffd');
    expect({
      words: text.normalize('NFC').match(/[\p{L}\p{N}]+/gu)?.length,
      blocks: counted(blocks.map(({ kind }) => kind)),
      cells: blocks.filter(({ cell }) => cell).length,
    }).toEqual({ words: expected.words, blocks: expected.blocks, cells: expected.cells ?? 0 });
    if (expected.author !== undefined) expect(metadata.author).toBe(expected.author);
    const told = warnings.filter(({ code }) => code === 'content-left-out').map(({ message }) => message);
    expect(told).toHaveLength(expected.told?.length ?? 0);
    for (const [index, part] of (expected.told ?? []).entries()) expect(told[index]).toContain(part);
  });
});
