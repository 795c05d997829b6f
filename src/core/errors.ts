/**
 * Every way in which Glossator says no. A code is stable: scripts, tests and translations rely on it.
 * Add to the list rather than reusing a code for another meaning.
 */
export const ERROR_CODES = [
  // calls
  'invalid-input',
  'not-found',
  'cancelled',
  'host-gone',
  'internal',
  // project files
  'project-missing',
  'project-exists',
  'project-in-use',
  'project-not-gloss',
  'project-from-future',
  'project-damaged',
  'project-read-only',
  'project-recovered',
  'project-on-network',
  'project-synced',
  'project-replaced',
  'conflicted-copy',
  'journal-broken',
  'journal-forked',
  'journal-incomplete',
  'project-is-return',
  'codebook-frozen',
  'passphrase-needed',
  'passphrase-wrong',
  'file-altered',
  'disk-full',
  'disk-failed',
  'no-permission',
  // documents
  'file-missing',
  'file-empty',
  'file-is-directory',
  'file-too-large',
  'file-binary',
  'file-encrypted',
  'file-damaged',
  'file-unreadable',
  'file-format-unknown',
  'file-damaged',
  'file-encrypted',
  'archive-refused',
  'reader-failed',
  'reader-timeout',
  'reader-memory',
  'content-left-out',
  'encoding-unknown',
  'encoding-mismatch',
  'structure-too-deep',
  'link-dropped',
  'document-duplicate',
  'attachment-left-out',
  'page-unread',
  'columns-unknown',
  'date-unknown',
  'name-pattern-invalid',
  // annotated sets
  'record-malformed',
  'record-unknown-reference',
  'offset-outside-text',
  'offset-inside-character',
  'quotation-mismatch',
  'text-hash-mismatch',
  'format-version-unknown',
  // codebook and tagging
  'code-name-empty',
  'code-name-taken',
  'code-key-taken',
  'code-key-invalid',
  'code-cycle',
  'code-kind-refused',
  'span-empty',
  'fragment-last',
  // attributes
  'attribute-definition-invalid',
  'attribute-value-invalid',
  // relations
  'relation-ends-refused',
  'relation-to-itself',
  'relation-exists',
  // entities
  'entity-name-empty',
  'entity-identifier-invalid',
  'entity-into-itself',
  // discussion
  'comment-not-own',
  // layers
  'layer-locked',
  // codebooks in files
  'codebook-unreadable',
  // reports as PDF
  'print-unavailable',
  'print-failed',
  // tables of ratings
  'table-unreadable',
  'table-column-missing',
  'table-row-invalid',
  'table-value-invalid',
  'table-value-repeated',
  // search
  'pattern-too-slow',
  'index-failed',
  // journal
  'nothing-to-undo',
  'nothing-to-redo',
  // command line
  'usage',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Where an error happened: whichever of these is known. Offsets are UTF-16 code units. */
export interface ErrorPlace {
  readonly path?: string;
  /** 1-based */
  readonly line?: number;
  readonly offset?: number;
  readonly recordKind?: string;
  readonly recordId?: string;
  readonly field?: string;
}

/** An error as a plain value: what crosses a process boundary and what `--json` prints. */
export interface ErrorValue {
  readonly code: ErrorCode;
  readonly message: string;
  readonly place?: ErrorPlace;
  /** What the user can do next, as a sentence. */
  readonly remedy?: string;
}

/** Something worth telling that stopped nothing: the same shape as an error, by agreement not thrown. */
export type Warning = ErrorValue;

export class GlossatorError extends Error {
  readonly code: ErrorCode;
  readonly place: ErrorPlace | undefined;
  readonly remedy: string | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    more: { place?: ErrorPlace; remedy?: string; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'GlossatorError';
    this.code = code;
    this.place = more.place;
    this.remedy = more.remedy;
  }

  toValue(): ErrorValue {
    return {
      code: this.code,
      message: this.message,
      ...(this.place ? { place: this.place } : {}),
      ...(this.remedy ? { remedy: this.remedy } : {}),
    };
  }

  static fromValue(value: ErrorValue): GlossatorError {
    return new GlossatorError(value.code, value.message, {
      ...(value.place ? { place: value.place } : {}),
      ...(value.remedy ? { remedy: value.remedy } : {}),
    });
  }
}

/**
 * Any thrown thing as a value. What is not a GlossatorError becomes `internal` with its own message, so that a
 * programming error is seen as one and never dressed up as the user's.
 */
export function toErrorValue(thrown: unknown): ErrorValue {
  if (thrown instanceof GlossatorError) return thrown.toValue();
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'internal', message };
}
