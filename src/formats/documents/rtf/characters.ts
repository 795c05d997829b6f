/** Control words that stand for one character (RTF 1.9.1, “Special characters”). */
const CHARACTERS: Readonly<Record<string, string>> = {
  tab: '\t',
  line: '\n',
  emdash: '\u2014',
  endash: '\u2013',
  emspace: '\u2003',
  enspace: '\u2002',
  qmspace: '\u2005',
  bullet: '\u2022',
  lquote: '\u2018',
  rquote: '\u2019',
  ldblquote: '\u201c',
  rdblquote: '\u201d',
  nonbreakingspace: '\u00a0',
  optionalhyphen: '\u00ad',
  nonbreakinghyphen: '\u2011',
  zwj: '\u200d',
  zwnj: '\u200c',
  zwbo: '\u200b',
  ltrmark: '\u200e',
  rtlmark: '\u200f',
};

export function characterOf(word: string): string | undefined {
  return Object.hasOwn(CHARACTERS, word) ? CHARACTERS[word] : undefined;
}
