/** Something attached to a message. */
export interface AttachedFile {
  readonly name: string;
  readonly bytes: Uint8Array | string;
  /** media type; by default one that says nothing */
  readonly type?: string;
}

/** A message (RFC 5322, RFC 2045) with text and attachments; as it is where there are none. */
export function mailOf(
  subject: string,
  text: string,
  attached: readonly AttachedFile[] = [],
  from = 'Anna <anna@news.example>',
): Buffer {
  const boundary = `=_${subject.length}_${attached.length}_${text.length}`;
  const head = [
    `From: ${from}`,
    'To: desk@news.example',
    `Subject: ${subject}`,
    'Date: Tue, 31 Dec 2024 23:59:59 -0500',
    `Message-ID: <${subject.replace(/\W/g, '')}@news.example>`,
    'MIME-Version: 1.0',
  ];
  const plain = ['Content-Type: text/plain; charset=utf-8', '', text];
  if (attached.length === 0) return Buffer.from([...head, ...plain, ''].join('\r\n'));
  const lines = [
    ...head,
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    ...plain,
    ...attached.flatMap((file) => [`--${boundary}`, ...partOf(file)]),
    `--${boundary}--`,
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

function partOf({ name, bytes, type = 'application/octet-stream' }: AttachedFile): readonly string[] {
  const head = [
    `Content-Type: ${type}; name="${name}"`,
    `Content-Disposition: attachment; filename="${name}"`,
  ];
  // Messages are never encoded as a whole (RFC 2046, 5.2.1).
  if (type === 'message/rfc822') return [...head, '', Buffer.from(bytes).toString()];
  const base64 = Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n');
  return [...head, 'Content-Transfer-Encoding: base64', '', base64];
}
