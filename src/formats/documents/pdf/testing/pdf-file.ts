/** A text set at a place: points from the page's lower left corner, in Helvetica. */
export interface Placed {
  /** of what Latin-1 holds, or of the Hebrew alphabet; the signs in the order in which they are set, from left to right */
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size?: number;
}

interface Options {
  readonly info?: Readonly<Record<string, string>>;
  /** encrypted, with a password that nobody knows */
  readonly encrypted?: boolean;
}

const ALEF = 0x5d0;
const TAV = 0x5ea;
/** What stands for alef in the font of Hebrew letters. */
const FIRST_CODE = 0x80;

/** Hebrew letters have codes of their own from FIRST_CODE, and the font says what they mean (ISO 32000-1, 9.10.3). */
function coded(text: string): string {
  return text.replace(/[\u05d0-\u05ea]/g, (letter) =>
    String.fromCharCode(FIRST_CODE + letter.charCodeAt(0) - ALEF),
  );
}

const HEX = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');
const TO_UNICODE = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Letters def /CMapType 2 def
1 begincodespacerange <00> <ff> endcodespacerange
2 beginbfrange <20> <7e> <0020> <${HEX(FIRST_CODE, 2)}> <${HEX(FIRST_CODE + TAV - ALEF, 2)}> <${HEX(ALEF, 4)}> endbfrange
endcmap end end`;

const isHebrew = (text: string): boolean => /[\u05d0-\u05ea]/.test(text);

const literal = (text: string): string => `(${text.replace(/[\\()]/g, (sign) => `\\${sign}`)})`;

/** A PDF file (ISO 32000-1) of these pages, 595 × 842 points; the texts in Latin-1. */
export function pdfFile(
  pages: readonly (readonly Placed[])[],
  { info = {}, encrypted = false }: Options = {},
): Uint8Array {
  const objects: string[] = [];
  const kids = pages.map((_, index) => `${7 + index * 2} 0 R`).join(' ');
  objects.push('<< /Type /Catalog /Pages 2 0 R >>');
  objects.push(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  objects.push(
    `<< ${Object.entries(info)
      .map(([name, value]) => `/${name} ${literal(value)}`)
      .join(' ')} >>`,
  );
  const widths = Array.from({ length: 256 }, () => 500).join(' ');
  objects.push(
    `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 0 /LastChar 255 /Widths [${widths}] /ToUnicode 6 0 R >>`,
  );
  objects.push(`<< /Length ${TO_UNICODE.length} >>\nstream\n${TO_UNICODE}\nendstream`);
  for (const [index, texts] of pages.entries()) {
    const content = texts
      .map(
        ({ text, x, y, size = 10 }) =>
          `BT /${isHebrew(text) ? 'F2' : 'F1'} ${size} Tf 1 0 0 1 ${x} ${y} Tm ${literal(coded(text))} Tj ET`,
      )
      .join('\n');
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R /F2 5 0 R >> >> /Contents ${8 + index * 2} 0 R >>`,
    );
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  }
  const secret = '00'.repeat(32);
  const encryption = `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${secret}> /U <${secret}> /P -4 >> /ID [<00> <00>]`;
  let file = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const at of places) file += `${String(at).padStart(10, '0')} 00000 n \n`;
  file += `trailer << /Size ${objects.length + 1} /Root 1 0 R /Info 4 0 R ${encrypted ? encryption : ''} >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

/** Lines one below the other, as a typesetter sets them. */
export function column(lines: readonly string[], x: number, top: number, size = 10): Placed[] {
  return lines.map((text, index) => ({ text, x, y: top - index * size * 1.2, size }));
}
