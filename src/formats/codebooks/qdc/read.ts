import { PLAIN_CODE } from '../../../core/codebook/code.ts';
import { leastUsedColour } from '../../../core/codebook/colours.ts';
import type { Warning } from '../../../core/errors.ts';
import { newId } from '../../../core/ids.ts';
import { declaredEncoding } from '../../documents/encoding/declared.ts';
import { decodeBytes } from '../../documents/encoding/decode.ts';
import { byteOrderMark } from '../../documents/encoding/detect.ts';
import { CODEBOOK_CODES_LIMIT, type CodebookCode, tooLarge, unreadable } from '../codebook.ts';
import { nearestColour } from '../colour-value.ts';
import { idOfGuid } from '../guid.ts';
import { type StatedCode, settled } from '../settle.ts';
import { parseQdc, type QdcCode, type QdcSet } from './parse.ts';
import { setGuid } from './write.ts';

interface Gathered {
  readonly codes: StatedCode[];
  readonly warnings: Warning[];
  uncodable: number;
}

function gather(read: readonly QdcCode[], parentId: string | null, into: Gathered): void {
  for (const [position, code] of read.entries()) {
    if (into.codes.length >= CODEBOOK_CODES_LIMIT) throw tooLarge(`more than ${CODEBOOK_CODES_LIMIT} codes`);
    const id = idOfGuid(code.guid);
    if (id === null) {
      into.warnings.push({
        code: 'record-malformed',
        message: `‘${code.guid.slice(0, 60)}’ of the code ‘${code.name}’ is no GUID; it gets a new one.`,
        place: { recordKind: 'code', line: code.line, field: 'guid' },
      });
    }
    if (!code.codable) into.uncodable += 1;
    const stated: StatedCode = {
      ...PLAIN_CODE,
      id: id ?? newId(),
      name: code.name,
      parentId,
      colour: nearestColour(code.colour) ?? leastUsedColour(into.codes),
      key: null,
      description: code.description,
      position,
    };
    into.codes.push(stated);
    gather(code.children, stated.id, into);
  }
}

/** A set of this program says which codes also stand under a code; one of another program becomes a code that its members also stand under. */
function takeSet(set: QdcSet, into: Gathered): void {
  const guid = idOfGuid(set.guid);
  const members = new Set(set.members.map(idOfGuid));
  let parent = into.codes.find((code) => setGuid(code.id) === guid);
  const there = into.codes.filter((code) => members.has(code.id));
  if (there.length === 0) return;
  if (!parent) {
    parent = {
      ...PLAIN_CODE,
      id: guid ?? newId(),
      name: set.name,
      parentId: null,
      colour: leastUsedColour(into.codes),
      key: null,
      description: set.description,
      position: into.codes.length,
    };
    into.codes.push(parent);
    into.warnings.push({
      code: 'record-malformed',
      message: `The set ‘${set.name}’ is a code here, under which its ${there.length} codes also stand.`,
      place: { recordKind: 'code', line: set.line },
    });
  }
  const parentId = parent.id;
  for (const [at, code] of into.codes.entries()) {
    if (!members.has(code.id) || code.id === parentId) continue;
    into.codes[at] = { ...code, otherParentIds: [...code.otherParentIds, parentId] };
  }
}

/**
 * The codes of a REFI-QDA codebook (`.qdc`), or of the codebook of a bare REFI-QDA project (`.qde`). Codes that only group others are codes like all. Raises
 * `codebook-unreadable` (not XML, not a codebook, a document type declaration), `file-too-large`.
 */
export function readQdc(bytes: Uint8Array, warnings: Warning[]): readonly CodebookCode[] {
  const encoding = byteOrderMark(bytes)?.encoding ?? declaredEncoding(bytes)?.encoding ?? 'utf-8';
  const decoded = decodeBytes(bytes, encoding);
  if (decoded.malformed > 0) throw unreadable(`The file is not in the encoding that it says, ${encoding}.`);
  const { codes, sets } = parseQdc(decoded.text);
  const gathered: Gathered = { codes: [], warnings, uncodable: 0 };
  gather(codes, null, gathered);
  for (const set of sets) takeSet(set, gathered);
  if (gathered.uncodable > 0) {
    warnings.push({
      code: 'record-malformed',
      message: `${gathered.uncodable} codes only group others in the file; here passages can be tagged with them.`,
      place: { recordKind: 'code', field: 'isCodable' },
    });
  }
  return settled(gathered.codes, warnings);
}
