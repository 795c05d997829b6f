import type { Block, StructuredText } from '../../../src/core/text/structure.ts';
import { type Run, written } from './inline.ts';

const HEAD =
  '{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0{\\fonttbl{\\f0\\froman\\fcharset0 Times New Roman;}{\\f1\\froman\\fcharset204 Times New Roman;}}' +
  '{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0 heading 1;}{\\s2\\outlinelevel1 heading 2;}{\\s3 Quote;}}\n';

/** Letters beyond ASCII as Word writes them, each followed by what readers show that know none of them (RTF 1.9.1, Unicode RTF). */
function escaped(text: string): string {
  return text.replace(/[^\0-\u007f]/g, (letter) => `\\u${letter.charCodeAt(0)}\\'3f`);
}

function run({ text, style }: Run): string {
  const look = style === 'strong' ? '\\b' : style === 'emphasis' ? '\\i' : '';
  const written = `{\\rtlch\\fcs1 \\af0\\afs24 \\ltrch\\fcs0 ${look}\\fs24\\lang2057\\langfe1033\\insrsid${1_000_000 + text.length} ${escaped(text)}}`;
  return style === 'link'
    ? `{\\field{\\*\\fldinst HYPERLINK "https://example.org/a"}{\\fldrslt ${written}}}`
    : written;
}

function paragraph({ kind, level = 1, quote }: Block, content: string): string {
  const look =
    kind === 'heading' ? `\\s${level}\\outlinelevel${level - 1}` : quote ? '\\s3\\li720' : '\\s0\\qj';
  const bullet = kind === 'list-item' ? '{\\pntext\\bullet\\tab}{\\*\\pn\\pnlvlblt{\\pntxtb\\bullet}}' : '';
  return `\\pard\\plain ${bullet}${look}\\sa120\\sl276\\slmult1 ${content}\\par\n`;
}

/** Rich text with the control words at every run that Word writes there. */
export function rtfFile(structured: StructuredText): string {
  return `${HEAD}${written(structured, run, paragraph).join('')}}`;
}
