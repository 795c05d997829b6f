import type { Warning } from '../../../core/errors.ts';
import type { ParsedDocument } from '../../../core/text/parsed.ts';
import { childNamed, descendantsNamed, type XmlElement } from '../../xml/tree.ts';
import { LinkResolver } from '../html/links.ts';
import { linkWarnings } from '../html/reader.ts';
import { leftOut, madeDocument } from '../office/document.ts';
import { OfficeFlow } from '../office/flow.ts';
import { officeCertainty } from '../office/recognise.ts';
import { type DocumentReader, LIMITS, type ReaderInput } from '../reader.ts';
import { BodyReader, type LeftOut, type Story } from './body.ts';
import { Numbering } from './numbering.ts';
import { OoxmlPackage, type Part } from './package.ts';
import { Styles } from './styles.ts';

/**
 * Word documents (ISO/IEC 29500, transitional and strict). Read from their XML directly, not by way of HTML: numbers of
 * list items, header rows, deleted paragraph marks and text boxes that stand in the file twice would be lost on that way,
 * and the archive has to be unpacked within limits.
 */
export const docxReader: DocumentReader = {
  id: 'docx',
  title: 'Word document',
  extensions: ['.docx', '.docm', '.dotx', '.dotm'],
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  maxBytes: LIMITS.officeBytes,
  binary: true,
  recognise: (head, fileName) => officeCertainty('docx', docxReader.extensions, head, fileName),
  read: readDocx,
};

/** @throws GlossatorError file-damaged, file-encrypted, archive-refused, structure-too-deep, file-too-large, file-empty */
async function readDocx({ bytes, fileName }: ReaderInput): Promise<ParsedDocument> {
  const archive = await OoxmlPackage.open(bytes);
  const { name, part } = await archive.main();
  const related = (type: string): Promise<Part | undefined> => archive.related(name, part, type);
  const links = new LinkResolver(null);
  const story: Story = {
    flow: new OfficeFlow(),
    styles: new Styles((await related('styles'))?.root),
    numbering: new Numbering((await related('numbering'))?.root),
    links,
    leftOut: { deletions: 0, hidden: 0, imported: 0 },
  };
  const body = childNamed(part.root, 'w:body') ?? part.root;
  new BodyReader(story, part).blocks(body.children);
  story.flow.endParagraph({ kind: 'paragraph' });
  readNotes(story, await related('footnotes'), await related('endnotes'));
  const comments = count((await related('comments'))?.root, 'w:comment');
  return madeDocument({
    blocks: story.flow.blocks,
    stated: await archive.properties(),
    fileName,
    format: docxReader.id,
    mediaType: docxReader.mediaType,
    warnings: [...linkWarnings(links), ...warningsOf(story.leftOut, comments)],
  });
}

function readNotes({ flow, ...story }: Story, footnotes: Part | undefined, endnotes: Part | undefined): void {
  const bodies = new Map<string, readonly [Part, XmlElement]>();
  for (const [kind, part] of [['footnote', footnotes] as const, ['endnote', endnotes] as const]) {
    if (!part) continue;
    for (const element of descendantsNamed(part.root, `w:${kind}`)) {
      bodies.set(`${kind} ${element.attributes['w:id'] ?? ''}`, [part, element]);
    }
  }
  for (const [key, number] of flow.noteKeys) {
    const [part, element] = bodies.get(key) ?? [];
    if (!part || !element) continue;
    flow.enterNote(number);
    new BodyReader({ flow, ...story }, part).blocks(element.children);
    flow.leave();
  }
}

function count(root: XmlElement | undefined, name: string): number {
  return root ? Array.from(descendantsNamed(root, name)).length : 0;
}

function warningsOf({ deletions, hidden, imported }: LeftOut, comments: number): Warning[] {
  return [
    ...leftOut(deletions, 'tracked deletion is', 'tracked deletions are', 'not in the text; insertions are.'),
    ...leftOut(comments, 'comment is', 'comments are', 'not in the text.'),
    ...leftOut(hidden, 'run of hidden text is', 'runs of hidden text are', 'not in the text.'),
    ...leftOut(imported, 'other document in it was', 'other documents in it were', 'not read.'),
  ];
}
