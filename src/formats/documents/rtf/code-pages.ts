import iconv from 'iconv-lite';

/** Windows’ character sets of fonts, and the code page that each is written in (RTF 1.9.1, `\fcharset`). */
const PAGE_OF_CHARSET: Readonly<Record<number, number>> = {
  0: 1252,
  77: 10_000,
  78: 932,
  128: 932,
  129: 949,
  130: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
  254: 437,
  255: 850,
};

/** The code page of a character set; undefined where the document’s own holds. */
export function pageOfCharset(charset: number): number | undefined {
  return PAGE_OF_CHARSET[charset];
}

function codecOf(page: number): string {
  if (page === 65_001) return 'utf-8';
  if (page === 10_000) return 'macroman';
  if (page === 10_007) return 'maccyrillic';
  if (page === 1_361) return 'cp949';
  const name = `cp${page}`;
  return iconv.encodingExists(name) ? name : 'windows-1252';
}

/** The bytes of a run as text; what stands for nothing becomes U+FFFD. */
export function decodeRun(bytes: readonly number[], page: number): string {
  return iconv.decode(Buffer.from(bytes), codecOf(page));
}

/** The WHATWG name of a code page, for people. */
export function nameOfPage(page: number): string {
  const names: Readonly<Record<number, string>> = {
    437: 'ibm437',
    850: 'ibm850',
    866: 'ibm866',
    874: 'windows-874',
    932: 'shift_jis',
    936: 'gbk',
    949: 'euc-kr',
    950: 'big5',
    10000: 'macintosh',
    10007: 'x-mac-cyrillic',
    65001: 'utf-8',
  };
  return names[page] ?? `windows-${page}`;
}
