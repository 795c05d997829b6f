import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { GlossatorError } from '../../core/errors.ts';
import { checkStructure } from '../../core/text/check.ts';
import { readDocument } from './index.ts';
import { outlineOf } from './testing/outline.ts';

/** Files of other programs' test suites, where they are there. */
const FOLDER = new URL('../../../../shared/interop/documents/', import.meta.url);

function filesIn(folder: string): readonly string[] {
  const at = new URL(`${folder}/`, FOLDER);
  return existsSync(at)
    ? readdirSync(at, { recursive: true, encoding: 'utf8' }).filter(
        (name) => /[._]\w/.test(name) && !existsSync(new URL(`${name}/.`, at)),
      )
    : [];
}

/** What a file is expected to give: its first lines, or the code of the error and, beside it, why. */
type Expected = { readonly first: readonly string[] } | { readonly error: string; readonly why: string };

const MAIL: Readonly<Record<string, Expected>> = {
  'testEmailWithPNGAtt.eml': { first: ['p This email has a PNG attachment included in it'] },
  'testLotusEml.eml': { first: ['p Message body'] },
  'testMSG_chinese.msg': {
    error: 'file-binary',
    why: 'Outlook’s own format is not mail but an old office document',
  },
  testRFC822_base64: { first: ['p Here is some text, with international characters, voilà!'] },
  testRFC822_i18nheaders: { first: ['p Examples taken from RFC 2047.'] },
  'testRFC822_multipart_attachments.eml': { first: ['p This is the html body of the main msg.'] },
  'testRFC822_simple_inline_body.txt': { first: ['p Archive-name: unix-faq/shell/csh-whynot'] },
  'testThunderbirdEml.eml': { first: ['p Dear Vladimir .....'] },
  'cpython/msg_02.eml': { first: ['p Send Ppp mailing list submissions to', 'p \tppp@zzz.org'] },
  'cpython/msg_03.eml': { first: ['p Hi,', 'p Do you like this message?', 'p -Me'] },
  'cpython/msg_09.eml': { error: 'file-empty', why: 'all four parts are empty' },
  'cpython/msg_10.eml': {
    first: ['p This is a 7bit encoded message.', 'p ¡This is a Quoted Printable encoded message!'],
  },
  'cpython/msg_18.eml': { error: 'file-empty', why: 'headers only' },
  'cpython/msg_19.eml': { first: ['p Send Ppp mailing list submissions to'] },
  'cpython/msg_21.eml': { first: ['p One', 'p Two'] },
  'cpython/msg_23.eml': { first: ['p A message part'] },
  'cpython/msg_26.eml': { first: ['p Simple email with attachment.'] },
  'cpython/msg_27.eml': { first: ['p test'] },
  'cpython/msg_32.eml': { first: ['p Some message.'] },
  'cpython/msg_34.eml': { first: ['p This is a text plain part that is counter to recommended practice in'] },
  'cpython/msg_35.eml': { first: ["p counter to RFC 2822, there's no separating newline here"] },
  'cpython/msg_37.eml': {
    error: 'file-empty',
    why: 'parts of types that nobody knows, which are attachments',
  },
  'cpython/msg_39.eml': { first: ['p --', "p It's never too late to have a happy childhood."] },
  'cpython/msg_41.eml': { first: ['p Blah blah blah'] },
  'cpython/msg_43.eml': { first: ['p BANNED FILENAME ALERT'] },
  'cpython/msg_45.eml': { first: ['p This is the signed contents.'] },
  'cpython/msg_47.eml': {
    error: 'file-empty',
    why: 'nothing but headers: no part has the empty line that ends them',
  },
};

const PDF: Readonly<Record<string, Expected>> = {
  'pdfbox-FC60_Times.pdf': { first: [] },
  'pdfbox-PDFBOX-3044-010197-p5-ligatures.pdf': { first: ['h1 1 Overview'] },
  'pdfbox-PDFBOX-3110-poems-beads.pdf': { first: [] },
  'pdfbox-PDFBOX-3498-Y5TLCWTIAE3FYDVJTV2TXRZGXLEDUNSW.pdf': {
    first: ['p IN THE COURT OF CHANCERY OF THE STATE OF DELAWARE'],
  },
  'pdfbox-eu-001.pdf': { first: ['h1 E-PRTR pollutants and their thresholds'] },
  'pdfbox-openoffice-test-document.pdf': { first: ['p Test'] },
  'pdfbox-rotation.pdf': {
    first: ['p This is my first page with normal layout. This is the second line on the page.', 'page'],
  },
  'pdfbox-sampleForSpec.pdf': { first: ['p Line 1', 'p Line 2', 'p Line 4'] },
  'testAnnotations.pdf': { first: ['p Here is some text.'] },
  'testPDFTwoTextBoxes.pdf': { first: ['p Left column line 1\tRight column line 1'] },
  'testPDF_bookmarks.pdf': {
    first: ['p This is a page about France', 'page', 'p This is a page about Denmark'],
  },
  'testPageNumber.pdf': { first: ['p This is page one.', 'p 1'] },
};

async function check(folder: string, name: string, expected: Expected | undefined): Promise<void> {
  expect(expected, `${name} stands in the table`).toBeDefined();
  if (!expected) return;
  try {
    const bytes = readFileSync(new URL(`${folder}/${name}`, FOLDER));
    const document = await readDocument({ bytes, fileName: name.replace(/.*\//, '') });
    expect(checkStructure(document)).toEqual([]);
    expect(outlineOf(document).slice(0, 'first' in expected ? expected.first.length : 0)).toEqual(
      'first' in expected ? expected.first : expected,
    );
  } catch (thrown) {
    if (!(thrown instanceof GlossatorError)) throw thrown;
    expect(thrown.code).toBe('error' in expected ? expected.error : 'none');
  }
}

const mails = filesIn('eml').filter((name) => !name.endsWith('.mbox'));
const pdfs = filesIn('pdf');

// A suite without tests counts as one that failed.
describe.skipIf(mails.length === 0)('mail that others wrote', () => {
  it.each(mails)('%s', (name) => check('eml', name, MAIL[name]));
});

describe.skipIf(pdfs.length === 0)('PDF files that others wrote', () => {
  it.each(pdfs)('%s', (name) => check('pdf', name, PDF[name]));
});

/** Words that we read and poppler does not, or the other way round, and why. */
const DIFFERENCES: Readonly<Record<string, readonly string[]>> = {
  // A sign of vowels set apart from its letter.
  'pdfbox-FC60_Times.pdf': ['آت', 'آ', 'ت'],
  // Poppler joins “strongly-” and “coupled”.
  'pdfbox-PDFBOX-3044-010197-p5-ligatures.pdf': ['stronglycoupled', 'strongly', 'coupled'],
  // Poppler adds the note that somebody pinned to the page.
  'testAnnotations.pdf': ['Here', 'is', 'a', 'comment'],
};

function poppler(): boolean {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(pdfs.length === 0 || !poppler())('words of PDF files, as poppler finds them', () => {
  it.each(pdfs)('%s', async (name) => {
    const path = fileURLToPath(new URL(`pdf/${name}`, FOLDER));
    const words = (text: string): string[] =>
      (text.normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? []).toSorted();
    const theirs = words(
      execFileSync('pdftotext', [path, '-'], { stdio: ['ignore', 'pipe', 'ignore'] }).toString(),
    );
    const ours = words((await readDocument({ bytes: readFileSync(path), fileName: name })).text);
    const without = (list: readonly string[], other: readonly string[]): string[] => {
      const left = [...other];
      return list.filter((word) => {
        const at = left.indexOf(word);
        if (at >= 0) left.splice(at, 1);
        return at < 0;
      });
    };
    const differing = [...without(theirs, ours), ...without(ours, theirs)];
    expect(differing.toSorted()).toEqual([...(DIFFERENCES[name] ?? [])].toSorted());
  });
});
