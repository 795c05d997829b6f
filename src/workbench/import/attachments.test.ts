import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mailOf } from '../../formats/documents/testing/mail-message.ts';
import { docxOf, wordParagraph, wordRun } from '../../formats/documents/testing/packed-samples.ts';
import { zipped } from '../../formats/zip/testing/zipped.ts';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { previewImport, runImport } from './index.ts';

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

describe('what is attached to mails', () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = openScratch();
  });
  afterEach(() => scratch.remove());

  function file(name: string, bytes: Uint8Array): string {
    const path = join(scratch.folder, name);
    writeFileSync(path, bytes);
    return path;
  }
  const documents = () =>
    scratch.store.read
      .documents()
      .map(({ title, source, fileName, fields }) => ({ title, source, fileName, mail: fields.mail }))
      .sort((one, other) => (one.fileName < other.fileName ? -1 : 1));
  const picture = { name: 'photo.png', bytes: Buffer.from('\u0089PNG\r\n\u001a\n\0\0\0\rIHDR', 'latin1') };

  it('becomes documents that name their mail, through mails and archives in it; pictures are told', async () => {
    const docx = await docxOf(wordParagraph(wordRun('The report of the lake.')));
    const forwarded = mailOf(
      'The older one',
      'Older words',
      [{ name: 'old.txt', bytes: 'Old attached words' }],
      'Boris <boris@lake.example>',
    );
    const archive = await zipped({
      'in/a.txt': 'In the archive',
      'in/b.eml': mailOf('Packed', 'Packed words', [{ name: 'deep.md', bytes: '# Deep\n\nwords' }]),
      '__MACOSX/._a.txt': 'no',
    });
    const path = file(
      'letter.eml',
      mailOf('The letter', 'Words of the letter', [
        { name: 'report.docx', bytes: docx },
        { name: 'report.docx', bytes: 'Not a Word document, whatever it is called' },
        { name: 'forwarded.eml', bytes: forwarded, type: 'message/rfc822' },
        { name: '../../files.zip', bytes: archive },
        picture,
      ]),
    );
    const report = await runImport(scratch, [{ path, attachments: true }], quiet);
    expect(documents()).toEqual([
      { title: 'The letter', source: 'anna@news.example', fileName: 'letter.eml', mail: undefined },
      {
        title: 'In the archive',
        source: 'anna@news.example',
        fileName: 'letter.eml, files.zip/in/a.txt',
        mail: 'The letter',
      },
      {
        title: 'Packed',
        source: 'anna@news.example',
        fileName: 'letter.eml, files.zip/in/b.eml',
        mail: 'The letter',
      },
      {
        title: 'Deep',
        source: 'anna@news.example',
        fileName: 'letter.eml, files.zip/in/b.eml, deep.md',
        mail: 'Packed',
      },
      {
        title: 'The older one',
        source: 'boris@lake.example',
        fileName: 'letter.eml, forwarded.eml',
        mail: 'The letter',
      },
      {
        title: 'Old attached words',
        source: 'boris@lake.example',
        fileName: 'letter.eml, forwarded.eml, old.txt',
        mail: 'The older one',
      },
      {
        title: 'The talks',
        source: 'anna@news.example',
        fileName: 'letter.eml, report.docx',
        mail: 'The letter',
      },
    ]);
    expect(scratch.store.read.documents().find(({ title }) => title === 'The talks')?.fields).toMatchObject({
      'mail-author': 'Anna',
      'mail-date': '2024-12-31',
      'mail-message-id': '<Theletter@news.example>',
    });
    expect(report.errors.map(({ path: place, code }) => [place, code])).toEqual([
      [`${path}, report (2).docx`, expect.stringMatching(/damaged|binary/)],
    ]);
    expect(report.warnings.map(({ path: place, code }) => [place, code])).toEqual([
      [`${path}, report.docx`, 'content-left-out'],
      [`${path}, files.zip/__MACOSX/._a.txt`, 'content-left-out'],
      [`${path}, photo.png`, 'attachment-left-out'],
    ]);
    expect(scratch.store.read.undoState().undo).toEqual({ type: 'import', subject: 'letter.eml' });
  });

  it('of a mailbox is listed under its messages, and one by one left out; only where that is wanted', async () => {
    const box = Buffer.concat(
      ['One', 'Two'].flatMap((subject) => [
        Buffer.from('From anna@news.example Tue Dec 31 23:59:59 2024\r\n'),
        mailOf(subject, `Words of ${subject}`, [{ name: 'a.txt', bytes: `Attached to ${subject}` }]),
        Buffer.from('\r\n'),
      ]),
    );
    const path = file('inbox.mbox', box);
    const plain = await previewImport(scratch, [{ path }], quiet);
    expect(plain.candidates[0]?.parts?.listed.map(({ name }) => name)).toEqual(['message 1', 'message 2']);
    const { candidates } = await previewImport(scratch, [{ path, attachments: true }], quiet);
    expect(candidates[0]?.parts).toMatchObject({ total: 4, isCounted: true, problems: 0 });
    expect(candidates[0]?.parts?.listed.map(({ name }) => name)).toEqual([
      'message 1',
      'message 1, a.txt',
      'message 2',
      'message 2, a.txt',
    ]);
    await runImport(
      scratch,
      [{ path, attachments: true, leaveOut: ['message 1', 'message 2, a.txt'] }],
      quiet,
    );
    expect(documents().map(({ fileName, mail }) => [fileName, mail])).toEqual([
      ['inbox.mbox, message 1, a.txt', 'One'],
      ['inbox.mbox, message 2', undefined],
    ]);
  });

  it('is shown with its mail, whose metadata can be changed without changing those of what came with it', async () => {
    const path = file(
      'letter.eml',
      mailOf('The letter', 'Words', [{ name: 'a.txt', bytes: 'Attached words' }]),
    );
    const { candidates } = await previewImport(scratch, [{ path, attachments: true }], quiet);
    expect(candidates[0]).toMatchObject({
      format: 'mail',
      metadata: { title: 'The letter' },
      parts: { total: 2, listed: [{ name: 'message' }, { name: 'a.txt', title: 'Attached words' }] },
    });
    await runImport(scratch, [{ path, attachments: true, metadata: { title: 'Another title' } }], {
      ...quiet,
      namePattern: '{author}',
    });
    expect(
      scratch.store.read
        .documents()
        .map(({ title, author }) => [title, author])
        .sort(),
    ).toEqual([
      ['Another title', 'letter'],
      ['Attached words', ''],
    ]);
  });

  it('is a mail that says nothing itself: that is told, and no failure', async () => {
    const path = file('bare.eml', mailOf('Bare', '', [{ name: 'a.txt', bytes: 'Attached words' }]));
    const report = await runImport(scratch, [{ path, attachments: true }], quiet);
    expect(report.errors).toEqual([]);
    expect(report.warnings).toMatchObject([{ path: `${path}, message`, code: 'attachment-left-out' }]);
    expect(documents().map(({ title }) => title)).toEqual(['Attached words']);
  });

  it('is not gone into without end: mails and archives deeper than the limit are named', async () => {
    let mail = mailOf('Level 6', 'Words of level 6');
    for (let level = 5; level >= 0; level -= 1) {
      mail = mailOf(`Level ${level}`, `Words of level ${level}`, [
        { name: `${level}.zip`, bytes: await zipped({ 'm.eml': mail }) },
      ]);
    }
    const path = file('deep.eml', mail);
    const report = await runImport(scratch, [{ path, attachments: true }], quiet);
    expect(
      documents()
        .map(({ title }) => title)
        .sort(),
    ).toEqual(['Level 0', 'Level 1', 'Level 2']);
    expect(report.errors).toMatchObject([{ code: 'structure-too-deep' }]);
  });

  it('that could do harm is refused, and the rest comes', async () => {
    const bomb = await zipped({ 'zeros.txt': Buffer.alloc(16 * 1024 * 1024) });
    const path = file(
      'letter.eml',
      mailOf('The letter', 'Words', [
        { name: 'bomb.zip', bytes: bomb },
        { name: 'cut.zip', bytes: bomb.subarray(0, 60) },
        { name: 'a.txt', bytes: 'Attached words' },
      ]),
    );
    const report = await runImport(scratch, [{ path, attachments: true }], quiet);
    expect(report.documents.map(({ title }) => title)).toEqual(['The letter', 'Attached words']);
    expect(report.errors.map(({ path: place, code }) => [place.slice(path.length + 2), code])).toEqual([
      ['bomb.zip', 'archive-refused'],
      ['cut.zip', expect.stringMatching(/damaged/)],
    ]);
  });
});
