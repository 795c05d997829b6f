import { GlossatorError } from '../../../core/errors.ts';

/**
 * Encodings that documents may be in, by their WHATWG names (Encoding Standard, section 4.2) and UTF-32. For each the
 * name that iconv-lite knows, and the labels in use besides the name itself, without hyphens and the like.
 */
const ENCODINGS: Readonly<Record<string, { readonly codec: string; readonly labels?: string }>> = {
  'utf-8': {
    codec: 'utf-8',
    labels: 'utf8 unicode11utf8 unicode20utf8 xunicode20utf8 utf8mb4 ascii7 cp65001',
  },
  'utf-16le': { codec: 'utf-16le', labels: 'utf16 ucs2 unicode unicodefeff csunicode iso10646ucs2 utf16le' },
  'utf-16be': { codec: 'utf-16be', labels: 'unicodefffe utf16be' },
  'utf-32le': { codec: 'utf-32le', labels: 'utf32 ucs4 utf32le' },
  'utf-32be': { codec: 'utf-32be', labels: 'utf32be' },
  ibm866: { codec: 'cp866', labels: '866 cp866 csibm866 dos866 alt' },
  'iso-8859-2': { codec: 'iso-8859-2', labels: 'latin2 l2 csisolatin2 isoir101 iso88592' },
  'iso-8859-3': { codec: 'iso-8859-3', labels: 'latin3 l3 csisolatin3 isoir109 iso88593' },
  'iso-8859-4': { codec: 'iso-8859-4', labels: 'latin4 l4 csisolatin4 isoir110 iso88594' },
  'iso-8859-5': { codec: 'iso-8859-5', labels: 'cyrillic csisolatincyrillic isoir144 iso88595' },
  'iso-8859-6': {
    codec: 'iso-8859-6',
    labels: 'arabic asmo708 csisolatinarabic ecma114 isoir127 iso88596 iso88596e iso88596i',
  },
  'iso-8859-7': {
    codec: 'iso-8859-7',
    labels: 'greek greek8 csisolatingreek ecma118 elot928 isoir126 suneugreek iso88597',
  },
  'iso-8859-8': { codec: 'iso-8859-8', labels: 'hebrew visual csisolatinhebrew isoir138 iso88598 iso88598e' },
  'iso-8859-8-i': { codec: 'iso-8859-8', labels: 'logical csiso88598i iso88598i' },
  'iso-8859-10': { codec: 'iso-8859-10', labels: 'latin6 l6 csisolatin6 isoir157 iso885910' },
  'iso-8859-13': { codec: 'iso-8859-13', labels: 'iso885913' },
  'iso-8859-14': { codec: 'iso-8859-14', labels: 'iso885914' },
  'iso-8859-15': { codec: 'iso-8859-15', labels: 'l9 latin9 csisolatin9 iso885915' },
  'iso-8859-16': { codec: 'iso-8859-16', labels: 'iso885916' },
  'koi8-r': { codec: 'koi8-r', labels: 'koi koi8 cskoi8r' },
  'koi8-u': { codec: 'koi8-u', labels: 'koi8ru' },
  macintosh: { codec: 'macroman', labels: 'mac csmacintosh xmacroman macroman' },
  'windows-874': { codec: 'windows-874', labels: 'dos874 iso885911 tis620 cp874' },
  'windows-1250': { codec: 'windows-1250', labels: 'xcp1250' },
  'windows-1251': { codec: 'windows-1251', labels: 'xcp1251' },
  'windows-1252': {
    codec: 'windows-1252',
    labels:
      'xcp1252 ascii usascii latin1 l1 csisolatin1 iso88591 isoir100 ibm819 cp819 ansix341968 ansi xuserdefined iso885911987',
  },
  'windows-1253': { codec: 'windows-1253', labels: 'xcp1253' },
  'windows-1254': { codec: 'windows-1254', labels: 'xcp1254 latin5 l5 csisolatin5 iso88599 isoir148' },
  'windows-1255': { codec: 'windows-1255', labels: 'xcp1255' },
  'windows-1256': { codec: 'windows-1256', labels: 'xcp1256' },
  'windows-1257': { codec: 'windows-1257', labels: 'xcp1257' },
  'windows-1258': { codec: 'windows-1258', labels: 'xcp1258' },
  'x-mac-cyrillic': { codec: 'maccyrillic', labels: 'maccyrillic xmacukrainian macukrainian' },
  gbk: { codec: 'gbk', labels: 'chinese csgb2312 csiso58gb231280 gb2312 gb231280 isoir58 xgbk cp936 ms936' },
  gb18030: { codec: 'gb18030' },
  big5: { codec: 'big5-hkscs', labels: 'big5hkscs cnbig5 csbig5 xxbig5 cp950' },
  'euc-jp': { codec: 'euc-jp', labels: 'cseucpkdfmtjapanese xeucjp' },
  shift_jis: { codec: 'shift_jis', labels: 'csshiftjis ms932 mskanji sjis xsjis windows31j cp932' },
  'euc-kr': {
    codec: 'euc-kr',
    labels: 'cseuckr csksc56011987 isoir149 korean ksc5601 ksc56011987 ksc56011989 windows949 cp949 uhc',
  },
};

/** A label without what people write differently: case, hyphens, underscores, spaces, dots. */
function bare(label: string): string {
  return label.toLowerCase().replace(/[^a-z0-9]/g, '');
}

const NAMES = new Map<string, string>();
for (const [name, { labels }] of Object.entries(ENCODINGS)) {
  for (const label of [name, ...(labels?.split(' ') ?? [])]) NAMES.set(bare(label), name);
}

/** The names of all encodings that a user may choose, in the order of the list above. */
export const ENCODING_NAMES: readonly string[] = Object.keys(ENCODINGS);

/** WHATWG name of a label, lower case; null where none is known. “cp1251”, “win-1251” and “Windows1251” all are windows-1251. */
export function encodingName(label: string): string | null {
  const key = bare(label);
  const windows = /^(?:x?cp|win|windows|ms|ibm)?(125\d)$/.exec(key);
  return NAMES.get(windows ? `windows${windows[1]}` : key) ?? null;
}

/**
 * @throws GlossatorError encoding-unknown
 */
export function requireEncodingName(label: string): string {
  const name = encodingName(label);
  if (name) return name;
  throw new GlossatorError('encoding-unknown', `There is no encoding “${label}”.`, {
    remedy: `Choose one of: ${ENCODING_NAMES.join(', ')}.`,
  });
}

/** The name by which iconv-lite knows an encoding. */
export function codecName(encoding: string): string {
  return ENCODINGS[encoding]?.codec ?? encoding;
}
