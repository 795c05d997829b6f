/* What stands between the values of an annotation's line, as it is written and as it is known again; in UTF-8. */

export const utf8 = (text: string): Uint8Array => Buffer.from(text);

export const BEGINNING = utf8('{"record":"annotation","id":"');
export const UPDATED = utf8('","updatedAt":"');
export const END = utf8(',"end":');
export const CODE_POINT_START = utf8(',"codePointStart":');
export const CODE_POINT_END = utf8(',"codePointEnd":');
export const QUOTE = utf8(',"quote":');
export const PREFIX = utf8(',"prefix":');
export const SUFFIX = utf8(',"suffix":');
export const NOTE = utf8('}],"note":');
