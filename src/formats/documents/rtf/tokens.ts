/** What an RTF file consists of (RTF 1.9.1, “Basic entities”). */
export interface RtfHandler {
  open(): void;
  close(): void;
  /** @param parameter null where there is none */
  control(word: string, parameter: number | null): void;
  /** `\*`: the destination that follows may be left out by who does not know it */
  optional(): void;
  /** one character as a byte of the code page in force */
  byte(value: number): void;
}

const [BACKSLASH, OPEN, CLOSE, QUOTE, STAR, MINUS, SPACE, CR, LF] = [
  0x5c, 0x7b, 0x7d, 0x27, 0x2a, 0x2d, 0x20, 0x0d, 0x0a,
] as const;

function isLetter(byte: number): boolean {
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a);
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** Control words are at most 32 letters long, parameters are 32-bit numbers. */
const WORD_MAX = 32;
const DIGITS_MAX = 10;

/** Symbols that are control words by another name. */
const SYMBOLS: Readonly<Record<string, string>> = {
  '~': 'nonbreakingspace',
  '-': 'optionalhyphen',
  _: 'nonbreakinghyphen',
  '\n': 'par',
  '\r': 'par',
  '\t': 'tab',
};

/** Goes through the file once; whatever is malformed is taken for what it most likely is, as all readers of RTF do. */
export function tokenize(bytes: Uint8Array, handler: RtfHandler): void {
  const length = bytes.length;
  let at = 0;
  const peek = (offset = 0): number => bytes[at + offset] ?? 0;

  const controlWord = (): void => {
    const from = at;
    while (at < length && at - from < WORD_MAX && isLetter(peek())) at += 1;
    const word = String.fromCharCode(...bytes.subarray(from, at));
    let parameter: number | null = null;
    const sign = peek() === MINUS && isDigit(peek(1)) ? -1 : 1;
    if (sign < 0) at += 1;
    if (isDigit(peek())) {
      const digits = at;
      while (at < length && isDigit(peek())) at += 1;
      const text = String.fromCharCode(...bytes.subarray(digits, Math.min(at, digits + DIGITS_MAX)));
      parameter = sign * Number(text);
    }
    if (peek() === SPACE) at += 1;
    if (word === 'bin') at = Math.min(length, at + Math.max(0, parameter ?? 0));
    else handler.control(word, parameter);
  };

  const escaped = (): void => {
    const byte = peek();
    if (isLetter(byte)) {
      controlWord();
      return;
    }
    at += 1;
    if (byte === QUOTE) {
      const value = Number.parseInt(String.fromCharCode(peek(), peek(1)), 16);
      if (Number.isNaN(value)) return;
      at += 2;
      handler.byte(value);
    } else if (byte === STAR) handler.optional();
    else if (byte === BACKSLASH || byte === OPEN || byte === CLOSE) handler.byte(byte);
    else {
      const word = SYMBOLS[String.fromCharCode(byte)];
      if (word !== undefined) handler.control(word, null);
    }
  };

  while (at < length) {
    const byte = peek();
    at += 1;
    if (byte === BACKSLASH) escaped();
    else if (byte === OPEN) handler.open();
    else if (byte === CLOSE) handler.close();
    else if (byte !== CR && byte !== LF && byte !== 0) handler.byte(byte);
  }
}
