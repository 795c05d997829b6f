import { zipped } from '../../zip/testing/zipped.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MORE =
  `xmlns:r="${R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ` +
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"';

const STYLES = `<w:styles ${W}>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="own"><w:name w:val="Kapitel"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="q"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="cap"><w:name w:val="caption"/></w:style>
<w:style w:type="character" w:styleId="fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
</w:styles>`;
const LEVEL = (level: number, format: string) =>
  `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/></w:lvl>`;
const NUMBERING = `<w:numbering ${W}><w:abstractNum w:abstractNumId="0">${LEVEL(0, 'decimal')}${LEVEL(1, 'lowerLetter')}</w:abstractNum>
<w:abstractNum w:abstractNumId="1">${LEVEL(0, 'bullet')}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num></w:numbering>`;

const RELATIONSHIPS = ['styles', 'numbering', 'footnotes', 'endnotes', 'comments']
  .map((type) => `<Relationship Id="${type}" Type="${R}/${type}" Target="${type}.xml"/>`)
  .join('');

/** A Word document of this body; its notes 2 and 3 say “foot” and “end”. */
export function docxOf(body: string, files: Readonly<Record<string, string>> = {}): Promise<Uint8Array> {
  const note = (kind: string, id: number, text: string) =>
    `<w:${kind}s ${W}><w:${kind} w:id="${id}"><w:p><w:r><w:${kind}Ref/></w:r><w:r><w:t xml:space="preserve"> ${text}</w:t></w:r></w:p></w:${kind}></w:${kind}s>`;
  return zipped({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="d" Type="${R}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document ${W} ${MORE}><w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${RELATIONSHIPS}<Relationship Id="link" Type="${R}/hyperlink" Target="https://example.org/a" TargetMode="External"/></Relationships>`,
    'word/styles.xml': STYLES,
    'word/numbering.xml': NUMBERING,
    'word/footnotes.xml': note('footnote', 2, 'foot'),
    'word/endnotes.xml': note('endnote', 3, 'end'),
    'word/comments.xml': `<w:comments ${W}><w:comment w:id="1"><w:p><w:r><w:t>why</w:t></w:r></w:p></w:comment></w:comments>`,
    'docProps/core.xml':
      '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>The talks</dc:title><dc:creator>A. Author</dc:creator><dcterms:created>2024-03-05T10:00:00Z</dcterms:created></cp:coreProperties>',
    ...files,
  });
}

/** A paragraph of WordprocessingML: its properties, and runs as they are. */
export function wordParagraph(runs: string, properties = ''): string {
  return `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ''}${runs}</w:p>`;
}

export function wordRun(text: string, properties = ''): string {
  return `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ''}<w:t xml:space="preserve">${text}</w:t></w:r>`;
}

const ODF = 'urn:oasis:names:tc:opendocument:xmlns';
const ODT_NAMES =
  ['office', 'text', 'table', 'style', 'meta'].map((name) => `xmlns:${name}="${ODF}:${name}:1.0"`).join(' ') +
  ` xmlns:fo="${ODF}:xsl-fo-compatible:1.0" xmlns:draw="${ODF}:drawing:1.0" xmlns:svg="${ODF}:svg-compatible:1.0"` +
  ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"';
const ODT_STYLES = `<office:automatic-styles>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="T2" style:family="text" style:parent-style-name="T1"><style:text-properties fo:font-style="italic" fo:font-weight="normal"/></style:style>
<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>
<style:style style:name="P2" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" text:start-value="3"/><text:list-level-style-bullet text:level="2"/></text:list-style>
</office:automatic-styles>`;

/** An OpenDocument text of this content. */
export function odtOf(text: string, files: Readonly<Record<string, string>> = {}): Promise<Uint8Array> {
  return zipped(
    {
      mimetype: 'application/vnd.oasis.opendocument.text',
      'content.xml': `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${ODT_NAMES}>${ODT_STYLES}<office:body><office:text>${text}</office:text></office:body></office:document-content>`,
      'meta.xml': `<office:document-meta ${ODT_NAMES}><office:meta><dc:title>The talks</dc:title><meta:initial-creator>A. Author</meta:initial-creator><meta:creation-date>2024-03-05T10:00:00</meta:creation-date><meta:keyword>one</meta:keyword><meta:keyword>two</meta:keyword></office:meta></office:document-meta>`,
      ...files,
    },
    { store: true },
  );
}

export interface BookChapter {
  readonly title: string;
  /** XHTML of its body */
  readonly body: string;
}

/** An e-book of EPUB 3 with these chapters, and a navigation document that is part of it. */
export function epubOf(
  chapters: readonly BookChapter[],
  files: Readonly<Record<string, string>> = {},
): Promise<Uint8Array> {
  const page = (title: string, body: string) =>
    `<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/><link rel="stylesheet" href="a.css"/></head><body id="${title}">${body}</body></html>`;
  const entries = chapters.map(
    ({ title, body }, at) => [`OPS/text/ch ${at}.xhtml`, page(title, body)] as const,
  );
  const links = chapters
    .map(({ title }, at) => `<li><a href="text/ch%20${at}.xhtml">${title}</a></li>`)
    .join('');
  const items = chapters
    .map((_, at) => `<item id="c${at}" href="text/ch%20${at}.xhtml" media-type="application/xhtml+xml"/>`)
    .join('');
  return zipped(
    {
      mimetype: 'application/epub+zip',
      'META-INF/container.xml':
        '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
      'OPS/a.opf': `<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Book</dc:title><dc:creator>A. Author</dc:creator><dc:creator>B. Author</dc:creator><dc:date>2019-05</dc:date><dc:language>en-GB</dc:language><dc:publisher>The Press</dc:publisher></metadata><manifest><item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>${items}</manifest><spine><itemref idref="nav"/>${chapters.map((_, at) => `<itemref idref="c${at}"/>`).join('')}</spine></package>`,
      'OPS/nav.xhtml': page('nav', `<nav epub:type="toc"><ol>${links}</ol></nav>`),
      ...Object.fromEntries(entries),
      ...files,
    },
    { store: true },
  );
}

/** A page saved as MHTML in an encoding that only the page itself says. */
export function mhtmlOf(latin1Html: string): Uint8Array {
  const body = latin1Html.replace(
    /[=\u0080-\u00ff]/g,
    (byte) => `=${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return Buffer.from(
    [
      'From: <Saved by Blink>',
      'Snapshot-Content-Location: https://example.org/news/page',
      'Content-Type: multipart/related;',
      '\ttype="text/html";',
      '\tboundary="--b"',
      '',
      '----b',
      'Content-Type: text/html',
      'Content-Transfer-Encoding: quoted-printable',
      'Content-Location: https://example.org/news/page',
      '',
      `${body.replace(/(.{60})/g, '$1=\r\n')}`,
      '----b',
      'Content-Type: image/png',
      'Content-Transfer-Encoding: base64',
      '',
      'iVBORw0KGgo=',
      '----b--',
      '',
    ].join('\r\n'),
    'latin1',
  );
}
