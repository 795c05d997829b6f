import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/formats/documents/index.ts';
import { figureOf } from '../figure.ts';
import { FILE_FORMATS, sampleFile } from './files/index.ts';
import { wordsRead } from './read.ts';
import { readersTable } from './table.ts';

describe('the files that readers are measured on', () => {
  it.each(FILE_FORMATS)('hold in %s the words that were written, and no others', async (format) => {
    const file = await sampleFile(format, 8_000);
    expect(file.words).toBeGreaterThan(500);
    expect(await wordsRead(file, readDocument)).toBe(file.words);
  });
});

describe('the table of readers', () => {
  const ours = [
    figureOf('docx, size of the file', 'MB', [2]),
    figureOf('docx', 'MB/s', [12]),
    figureOf('docx, words written', 'words', [5_000]),
    figureOf('docx, words read', 'words', [5_000]),
  ];
  const line = (figures: Parameters<typeof readersTable>[0]) => readersTable(figures).split('\n')[2];

  it('sets the other program beside ours, and tells words that it did not find', () => {
    const theirs = [
      figureOf('docx beside pandoc 2.0', 'MB/s', [0.5]),
      figureOf('docx beside, words', 'words', [4_900]),
      figureOf('docx beside, times as fast', 'times', [24]),
    ];
    expect(line([...ours, ...theirs])).toBe(
      '| docx | 2.00 MB | 12.0 MB/s |  | pandoc 2.0: 0.50 MB/s | 24.0 × | 5,000; 4,900 there |',
    );
  });

  it('says why there is nothing beside', () => {
    const absent = { ...figureOf('docx beside', 'MB/s', []), absent: 'pandoc is not installed' };
    expect(line([...ours, absent])).toBe(
      '| docx | 2.00 MB | 12.0 MB/s |  | pandoc is not installed |  | 5,000 |',
    );
  });

  it('leaves other figures their own table', () => {
    const rest = figureOf('read a news page', 'MB/s', [3]);
    expect(readersTable([...ours, rest])).toContain('| read a news page | 3.00 MB/s |');
  });
});
