import { gunzipSync } from 'node:zlib';
import { GlossatorError } from '../../../core/errors.ts';
import { decodeText, wholeBytes } from '../foreign/decode.ts';
import { oneOfSeveral } from '../foreign/one-of-several.ts';
import { headText, isBeside } from '../foreign/recognise.ts';
import { WHOLE_FILE_LIMIT } from '../foreign/text.ts';
import type { Bundle, BundleFile, ForeignItem, ForeignReader } from '../foreign/types.ts';
import { readBdoc } from './bdoc.ts';
import { itemsOf } from './document.ts';
import { readGateXml } from './xml.ts';

const BDOC = /\.bdoc(js|ym|mp)(\.gz)?$/i;
const TEXT = /\.txt$/i;

function relevant(bundle: Bundle): readonly BundleFile[] {
  // The texts that documents were made of lie beside them in GATE's own samples: the documents have them.
  const files = bundle.files.filter(({ path }) => !isBeside(path));
  const others = files.filter(({ path }) => !TEXT.test(path));
  return others.length > 0 ? others : files;
}

async function sniff(file: BundleFile): Promise<number> {
  if (BDOC.test(file.path)) return 0.95;
  const head = await headText(file);
  if (/^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<GateDocument[\s>]/.test(head)) return 0.95;
  return /^\s*\{/.test(head) && head.includes('"annotation_sets"') && head.includes('"offset_type"')
    ? 0.9
    : 0;
}

function unzipped(bytes: Uint8Array, path: string): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: WHOLE_FILE_LIMIT });
  } catch (cause) {
    throw new GlossatorError('record-malformed', 'The file cannot be unpacked, or is too large once it is.', {
      place: { path },
      cause,
    });
  }
}

/** @throws GlossatorError record-malformed, file-damaged, encoding-mismatch, file-too-large, structure-too-deep, format-version-unknown */
async function* readFile(file: BundleFile, several: boolean): AsyncGenerator<ForeignItem> {
  const { path } = file;
  const [, ending] = BDOC.exec(path) ?? [];
  const head = await file.head();
  const isPacked = head[0] === 0x1f && head[1] === 0x8b;
  const isText = !isPacked && ending?.toLowerCase() !== 'mp';
  const stored = await (isText ? wholeBytes(file) : file.bytes(WHOLE_FILE_LIMIT));
  const bytes = isPacked ? unzipped(stored, path) : stored;
  const isXml =
    ending === undefined &&
    /^(?:\xef\xbb\xbf)?\s*</.test(Buffer.from(bytes.subarray(0, 64)).toString('latin1'));
  const kind = (ending?.toLowerCase() ?? 'js') as 'js' | 'ym' | 'mp';
  const gate = isXml ? readGateXml(decodeText(bytes, path), path) : readBdoc(bytes, kind, path);
  const mediaType = isXml
    ? 'application/xml'
    : kind === 'js'
      ? 'application/json'
      : kind === 'ym'
        ? 'application/yaml'
        : 'application/msgpack';
  const key = several ? path : (gate.name ?? path);
  yield* itemsOf(gate, path, key, { bytes, mediaType, encoding: 'utf-8' });
}

export const gateReader: ForeignReader = {
  format: 'gate',
  title: 'GATE',
  async recognise(bundle) {
    const certainties = await Promise.all(relevant(bundle).map(sniff));
    return certainties.length > 0 ? Math.min(...certainties) : 0;
  },
  async *read(bundle) {
    const files = relevant(bundle);
    for (const file of files)
      yield* oneOfSeveral(readFile(file, files.length > 1), file.path, files.length > 1);
  },
};
