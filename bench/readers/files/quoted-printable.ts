const LINE = 75;
/** As much of a line as fits, no escape divided. */
const FITTING = new RegExp(`.{1,${LINE}}(?<!=.?)`, 'g');

/** A text in UTF-8 as quoted-printable (RFC 2045, 6.7), its lines ended with CRLF. */
export function quotedPrintable(text: string): string {
  return Buffer.from(text)
    .toString('latin1')
    .replace(
      /[=\u0080-\u00ff]/g,
      (sign) => `=${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .split('\n')
    .map((line) => (line.length <= LINE ? line : line.replace(FITTING, '$&=\r\n')))
    .join('\r\n');
}
