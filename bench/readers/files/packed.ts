import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** A packed document: the entry `mimetype`, where there is one, first and as it is (ODF 1.3 part 2, 3.3; EPUB OCF 4.2). */
export async function packed(files: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) {
    zip.addBuffer(Buffer.from(content), name, {
      compress: name !== 'mimetype',
      mtime: new Date('2024-01-01T00:00:00Z'),
    });
  }
  zip.end();
  return new Uint8Array(await buffer(zip.outputStream));
}

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** What stands beside the parts of an Office Open XML file (ECMA-376 part 2): their types and relations. */
export function openPackaging(
  main: { readonly part: string; readonly type: string },
  others: readonly { readonly part: string; readonly type: string; readonly relation: string }[],
  links: readonly string[] = [],
): Readonly<Record<string, string>> {
  const slash = main.part.lastIndexOf('/');
  const [folder, file] = [main.part.slice(0, slash), main.part.slice(slash + 1)];
  const types = [main, ...others]
    .map(({ part, type }) => `<Override PartName="/${part}" ContentType="${type}"/>`)
    .join('');
  const relation = (id: string, type: string, target: string, more = ''): string =>
    `<Relationship Id="${id}" Type="${RELATIONSHIPS}/${type}" Target="${target}"${more}/>`;
  const all = (relations: readonly string[]): string =>
    `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}</Relationships>`;
  return {
    '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${types}</Types>`,
    '_rels/.rels': all([relation('rId1', 'officeDocument', main.part)]),
    [`${folder}/_rels/${file}.rels`]: all([
      ...others.map(({ part, relation: type }, at) =>
        relation(`rId${at + 1}`, type, part.slice(folder.length + 1)),
      ),
      ...links.map((target, at) => relation(`link${at + 1}`, 'hyperlink', target, ' TargetMode="External"')),
    ]),
  };
}
