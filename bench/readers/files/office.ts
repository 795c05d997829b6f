import type { Block, StructuredText } from '../../../src/core/text/structure.ts';
import { type Run, written } from './inline.ts';
import { openPackaging, packed, XML } from './packed.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

const WORD_STYLES = `${XML}<w:styles ${W}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>${[
  1, 2,
]
  .map(
    (level) =>
      `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="${level - 1}"/></w:pPr></w:style>`,
  )
  .join(
    '',
  )}<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:basedOn w:val="Normal"/></w:style></w:styles>`;
const WORD_NUMBERING = `${XML}<w:numbering ${W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;

function wordRun({ text, style }: Run): string {
  const look = style === 'strong' ? '<w:b/><w:bCs/>' : style === 'emphasis' ? '<w:i/><w:iCs/>' : '';
  const run = `<w:r w:rsidRPr="00A7${(4096 + text.length).toString(16)}"><w:rPr>${look}<w:sz w:val="24"/><w:lang w:val="en-GB"/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
  return style === 'link' ? `<w:hyperlink r:id="link1" w:history="1">${run}</w:hyperlink>` : run;
}

function wordParagraph({ kind, level = 1, quote }: Block, content: string): string {
  const look =
    kind === 'heading'
      ? `<w:pStyle w:val="Heading${level}"/>`
      : kind === 'list-item'
        ? '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        : quote
          ? '<w:pStyle w:val="Quote"/>'
          : '';
  return `<w:p w:rsidR="00A71C2D" w:rsidRDefault="00A71C2D"><w:pPr>${look}<w:spacing w:after="120" w:line="276" w:lineRule="auto"/><w:jc w:val="both"/></w:pPr>${content}</w:p>`;
}

/** A Word document (ECMA-376), with the properties at every run and paragraph that Word writes there. */
export function docxFile(structured: StructuredText): Promise<Uint8Array> {
  const part = (name: string): { part: string; type: string; relation: string } => ({
    part: `word/${name}.xml`,
    type: `${WORD}.${name}+xml`,
    relation: name,
  });
  const body = written(structured, wordRun, wordParagraph).join('');
  return packed({
    ...openPackaging(
      { part: 'word/document.xml', type: `${WORD}.document.main+xml` },
      [part('styles'), part('numbering')],
      ['https://example.org/a'],
    ),
    'word/document.xml': `${XML}<w:document ${W} ${R}><w:body>${body}</w:body></w:document>`,
    'word/styles.xml': WORD_STYLES,
    'word/numbering.xml': WORD_NUMBERING,
  });
}

const ODF = 'urn:oasis:names:tc:opendocument:xmlns';
const ODT_NAMES = `${['office', 'text', 'style']
  .map((name) => `xmlns:${name}="${ODF}:${name}:1.0"`)
  .join(' ')} xmlns:fo="${ODF}:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"`;
const ODT_STYLES = `<office:automatic-styles><style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="T2" style:family="text"><style:text-properties fo:font-style="italic"/></style:style><style:style style:name="T3" style:family="text"><style:text-properties fo:language="en"/></style:style><text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style></office:automatic-styles>`;

function odtRun({ text, style }: Run): string {
  if (style === 'link')
    return `<text:a xlink:type="simple" xlink:href="https://example.org/a">${text}</text:a>`;
  const name = style === 'strong' ? 'T1' : style === 'emphasis' ? 'T2' : 'T3';
  // White space at an end of an element is one space (ODF 1.3 part 3, 6.1.2).
  return `<text:span text:style-name="${name}">${text}</text:span>`;
}

function odtParagraph({ kind, level = 1, quote }: Block, content: string): string {
  if (kind === 'heading')
    return `<text:h text:style-name="Heading_20_${level}" text:outline-level="${level}">${content}</text:h>`;
  const style = quote ? 'Quotations' : 'Text_20_body';
  const paragraph = `<text:p text:style-name="${style}">${content}</text:p>`;
  return kind === 'list-item'
    ? `<text:list text:style-name="L1"><text:list-item>${paragraph}</text:list-item></text:list>`
    : paragraph;
}

/** An OpenDocument text (ODF 1.3), with a span for each run, as LibreOffice writes them. */
export function odtFile(structured: StructuredText): Promise<Uint8Array> {
  const body = written(structured, odtRun, odtParagraph).join('');
  const mimetype = 'application/vnd.oasis.opendocument.text';
  return packed({
    mimetype,
    'content.xml': `${XML}<office:document-content ${ODT_NAMES} office:version="1.3">${ODT_STYLES}<office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    'styles.xml': `${XML}<office:document-styles ${ODT_NAMES} office:version="1.3"><office:styles/></office:document-styles>`,
    'META-INF/manifest.xml': `${XML}<manifest:manifest xmlns:manifest="${ODF}:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="${mimetype}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
  });
}
