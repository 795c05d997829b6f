import type { EncodingEvidence, ImportReport } from '../../contract/procedures.ts';
import { counted, inDigits } from '../controls/words.ts';
import type { CutReason } from './import-draft.ts';

export const REASON_NAMES: Readonly<Record<CutReason, string>> = {
  caption: 'Captions',
  navigation: 'Navigation',
  subscription: 'Subscription boxes',
  related: 'Related articles',
  share: 'Share buttons',
  comments: 'Readers’ comments',
  legal: 'Legal notices',
  'outside-article': 'Outside of the article',
  'running-head': 'Running heads and page numbers',
};

export const FORMAT_NAMES: Readonly<Record<string, string>> = {
  txt: 'Plain text',
  md: 'Markdown',
  html: 'Web page',
  eml: 'Mail message',
  srt: 'Subtitles (SubRip)',
  vtt: 'Subtitles (WebVTT)',
  pdf: 'PDF',
  docx: 'Word document',
  odt: 'OpenDocument text',
  rtf: 'Rich text',
  epub: 'E-book',
  mhtml: 'Saved web page',
  row: 'Row of a table',
  jsonl: 'Glossator JSONL',
};

/** WHATWG names of the encodings to choose from, most likely first for the languages at hand. */
export const ENCODINGS: readonly string[] = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1251',
  'koi8-r',
  'koi8-u',
  'ibm866',
  'iso-8859-5',
  'x-mac-cyrillic',
  'windows-1252',
  'windows-1250',
  'iso-8859-2',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-jp',
  'euc-kr',
];

/** Why the encoding is taken for what it is. */
export function evidenceInWords({ evidence, confidence }: EncodingEvidence): string {
  switch (evidence) {
    case 'bom':
      return 'The file begins with a byte order mark.';
    case 'declared':
      return 'The file says so itself.';
    case 'valid-utf8':
      return 'Every byte of it is valid UTF-8.';
    case 'detected':
      return `Guessed from the letters, ${Math.round(confidence * 100)} % sure. Look at the preview.`;
    case 'chosen':
      return 'Chosen by you.';
  }
}

/** Bytes for people, in powers of 1,000. */
export function bytesInWords(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value >= 10 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** ‘left out: Navigation 120, Captions 30’; empty where nothing was. */
export function leftOutInWords({ leftOut, leftOutAsUsual }: ImportReport['documents'][number]): string {
  if (leftOut.length === 0) return '';
  const reasons = leftOut.map(
    ({ reason, length }) => `${REASON_NAMES[reason].toLowerCase()} ${inDigits(length)}`,
  );
  return `left out${leftOutAsUsual ? ' as usual for its source' : ''}: ${reasons.join(', ')}`;
}

/** The report in one sentence. */
export function reportInWords(report: ImportReport): string {
  const annotations = report.documents.reduce((sum, document) => sum + document.annotations, 0);
  const parts = [
    `${counted(report.documents.length, 'document', 'documents')} imported`,
    annotations > 0 ? `${counted(annotations, 'annotation', 'annotations')} with them` : '',
    report.duplicates.length > 0 ? `${counted(report.duplicates.length, 'file', 'files')} already here` : '',
    report.errors.length > 0 ? `${counted(report.errors.length, 'file', 'files')} could not be read` : '',
  ].filter(Boolean);
  return `${report.cancelled ? 'Cancelled: ' : ''}${parts.join(', ')}.`;
}

/** The whole report as text, a line for each file, fields divided by tabs. */
export function reportAsText(report: ImportReport): string {
  const lines = [
    reportInWords(report),
    ...report.documents.map((document) =>
      `imported\t${document.path}\t${document.title}\t${document.length} characters\t${leftOutInWords(document)}`.trim(),
    ),
    ...report.duplicates.map(({ path, title }) => `already here\t${path}\t${title}`),
    ...report.errors.map(({ path, code, message, remedy }) =>
      `error\t${path}\t${code}\t${message} ${remedy ?? ''}`.trim(),
    ),
    ...report.warnings.map(({ path, code, message }) => `warning\t${path}\t${code}\t${message}`),
  ];
  return `${lines.join('\n')}\n`;
}
