import { type CodeNode, codeForest } from '../../../core/codebook/tree.ts';
import type { Id } from '../../../core/ids.ts';
import { ExportTally } from '../../annotations/writer.ts';
import { xmlAttribute, xmlText } from '../../xml/escape.ts';
import type { CodebookCode, WrittenCodebook } from '../codebook.ts';
import { colourValue } from '../colour-value.ts';
import { idFrom } from '../guid.ts';

export const QDC_NAMESPACE = 'urn:QDA-XML:codebook:1.0';

/** The GUID of the set that holds the codes which also stand under a code. */
export function setGuid(parentId: Id): Id {
  return idFrom(`set:${parentId}`);
}

function writeCode({ code, depth, children }: CodeNode<CodebookCode>, tally: ExportTally): string {
  const indent = '  '.repeat(depth + 2);
  const colour = colourValue(code.colour);
  const open =
    `${indent}<Code guid="${code.id}" name="${xmlAttribute(code.name, tally)}" ` +
    `isCodable="${code.kind !== 'relation'}" color="${colour}"`;
  if (code.description === '' && children.length === 0) return `${open}/>\n`;
  const description =
    code.description === ''
      ? ''
      : `${indent}  <Description>${xmlText(code.description, tally)}</Description>\n`;
  return `${open}>\n${description}${children.map((child) => writeCode(child, tally)).join('')}${indent}</Code>\n`;
}

function writeSets(codes: readonly CodebookCode[], tally: ExportTally): string {
  const sets = codes
    .map((parent) => ({ parent, members: codes.filter((code) => code.otherParentIds.includes(parent.id)) }))
    .filter(({ members }) => members.length > 0)
    .map(({ parent, members }) => {
      const lines = members.map((member) => `      <MemberCode guid="${member.id}"/>\n`).join('');
      return `    <Set guid="${setGuid(parent.id)}" name="${xmlAttribute(parent.name, tally)}">\n${lines}    </Set>\n`;
    });
  return sets.length > 0 ? `  <Sets>\n${sets.join('')}  </Sets>\n` : '';
}

/**
 * REFI-QDA codebook exchange 1.5 (schema Codebook.xsd 1.0): the tree with GUIDs, names, colours and descriptions. Further places of codes become sets, which
 * `readQdc` takes for places again. Kinds, keys, attributes, ends and versions have no place in it. The schema asks for one code at least.
 */
export function writeQdc(codes: readonly CodebookCode[], generator: string): WrittenCodebook {
  const tally = new ExportTally();
  const tree = codeForest(codes)
    .map((node) => writeCode(node, tally))
    .join('');
  tally.lose(
    'kinds of codes for documents and relations',
    codes.filter((code) => code.kind !== 'span').length,
  );
  tally.lose('keys', codes.filter((code) => code.key !== null).length);
  tally.lose(
    'attributes',
    codes.reduce((sum, code) => sum + code.attributes.length, 0),
  );
  tally.lose('ends of relations', codes.filter((code) => code.ends !== null).length);
  tally.lose('versions of definitions', codes.filter((code) => code.version > 1).length);
  const xml =
    `<?xml version="1.0" encoding="utf-8"?>\n<CodeBook xmlns="${QDC_NAMESPACE}" origin="${xmlAttribute(generator, tally)}">\n` +
    `  <Codes>\n${tree}  </Codes>\n${writeSets(codes, tally)}</CodeBook>\n`;
  return { bytes: Buffer.from(xml), codes: codes.length, lost: tally.lost };
}
