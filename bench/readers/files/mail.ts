import type { StructuredText } from '../../../src/core/text/structure.ts';
import { elementsOf } from './pages.ts';
import { quotedPrintable } from './quoted-printable.ts';

/** A message as mail programs send it: the same as plain text and as a page (RFC 2046, 5.1.4). */
export function emlFile(structured: StructuredText, number = 1): string {
  const boundary = `=_part_${number}`;
  const part = (type: string, content: string): string =>
    `--${boundary}\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quotedPrintable(content)}\r\n`;
  return [
    'Received: from mail.example.org by mx.example.org; Tue, 31 Dec 2024 23:59:59 +0000',
    'From: Desk <desk@example.org>',
    'To: Readers <readers@example.org>',
    `Subject: Letter ${number}`,
    'Date: Tue, 31 Dec 2024 23:59:59 +0000',
    `Message-ID: <${number}@example.org>`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
    `${part('text/plain', structured.text)}${part('text/html', `<html><body>\n${elementsOf(structured).join('\n')}\n</body></html>`)}--${boundary}--`,
    '',
  ].join('\r\n');
}

/** A mailbox with these messages (RFC 4155). */
export function mboxFile(messages: readonly StructuredText[]): string {
  return messages
    .map((message, at) => {
      const lines = emlFile(message, at + 1)
        .replaceAll('\r\n', '\n')
        .replace(/^(>*From )/gm, '>$1');
      // The headers begin with none such, but “From:” is no “From ”.
      return `From desk@example.org Tue Dec 31 23:59:59 2024\n${lines}\n`;
    })
    .join('');
}
